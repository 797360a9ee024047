import Kernel
import Testing

/// Expected bits: mpmath with 60 digits, rounded to nearest even.
@Suite("Elementary functions")
struct ElementaryTests {
  @Test("the exponential is correctly rounded on the published cases")
  func exponentialIsCorrectlyRounded() {
    let cases: [(UInt64, UInt64)] = [
      (0x3ddb_7cdf_d9d7_bdbb, 0x3ff0_0000_0006_df38),
      (0x3fb9_9999_9999_999a, 0x3ff1_aec7_b35a_00d4),
      (0x3fe0_0000_0000_0000, 0x3ffa_6129_8e1e_069c),
      (0x3ff0_0000_0000_0000, 0x4005_bf0a_8b14_5769),
      (0xbff0_0000_0000_0000, 0x3fd7_8b56_362c_ef38),
      (0x4004_0000_0000_0000, 0x4028_5d6f_d931_e0bb),
      (0x4024_0000_0000_0000, 0x40d5_829d_cf95_0560),
      (0xc034_0000_0000_0000, 0x3e21_b486_55f3_7267),
      (0x4059_0000_0000_0000, 0x48f3_494a_9b17_1bf5),
      (0x4085_e000_0000_0000, 0x7f0d_945d_f4f8_ec8e),
      (0xc085_e000_0000_0000, 0x00d1_4f2b_0fb9_307f),
      (0x4055_297c_008f_f30e, 0x4791_67fc_682e_6499),
      (0x3fe6_2e42_fefa_39ef, 0x4000_0000_0000_0000),
      (0xbfe6_2e42_fefa_39ef, 0x3fe0_0000_0000_0000),
      (0x4009_21fb_5444_2d18, 0x4037_2404_6eb0_9339),
    ]
    for (x, expected) in cases {
      let value = Elementary.exp(Double(bitPattern: x))
      #expect(value.bitPattern == expected, "exp of \(Double(bitPattern: x))")
    }
  }

  @Test("the logarithm is correctly rounded on the published cases")
  func logarithmIsCorrectlyRounded() {
    let cases: [(UInt64, UInt64)] = [
      (0x01a5_6e1f_c2f8_f359, 0xc085_9634_47f8_7fb5),
      (0x3ddb_7cdf_d9d7_bdbb, 0xc037_069e_2aa2_aa5b),
      (0x3fb9_9999_9999_999a, 0xc002_6bb1_bbb5_5515),
      (0x3fe0_0000_0000_0000, 0xbfe6_2e42_fefa_39ef),
      (0x3fef_ffff_ffff_ffff, 0xbca0_0000_0000_0000),
      (0x3ff0_0000_0000_0001, 0x3caf_ffff_ffff_ffff),
      (0x3ff8_0000_0000_0000, 0x3fd9_f323_ecbf_984c),
      (0x4000_0000_0000_0000, 0x3fe6_2e42_fefa_39ef),
      (0x4005_bf0a_8b14_5769, 0x3ff0_0000_0000_0000),
      (0x4024_0000_0000_0000, 0x4002_6bb1_bbb5_5516),
      (0x4202_a05f_2000_0000, 0x4037_069e_2aa2_aa5b),
      (0x7e37_e43c_8800_759c, 0x4085_9634_47f8_7fb5),
      (0x4112_9738_1e4b_4dc6, 0x4029_40e1_b443_e415),
      (0x4112_9738_1e4b_4dc2, 0x4029_40e1_b443_e414),
    ]
    for (x, expected) in cases {
      let value = Elementary.log(Double(bitPattern: x))
      #expect(value.bitPattern == expected, "log of \(Double(bitPattern: x))")
    }
  }

  @Test("the normal quantile agrees with 60-digit values")
  func normalQuantileAgrees() {
    let cases: [(Double, Double)] = [
      (0.25, -0.6744897501960817), (0.001, -3.0902323061678136), (1e-20, -9.262340089798407),
      (0.975, 1.9599639845400543), (0.425, -0.1891184262727925), (0.075, -1.439531470938456),
      (1e-7, -5.1993375821928165), (0.02425, -1.972961051311885), (0.99, 2.326347874040841),
      (0.999, 3.0902323061678136),
      // 0.9999 is asked for by its other tail: the double nearest to 0.9999 is 1e-17 away from it,
      // which alone moves the quantile by 3e-14.
      (0.0001, -3.7190164854556804),
    ]
    for (p, z) in cases {
      let value = Elementary.normalQuantile(p)
      #expect(abs(value - z) <= 2e-15 * abs(z), "quantile of \(p): \(value)")
    }
    #expect(Elementary.normalQuantile(0.5) == 0)
    #expect(abs(Elementary.normalQuantile(0.9999) - 3.7190164854556804) < 1.4e-13)
  }
}
