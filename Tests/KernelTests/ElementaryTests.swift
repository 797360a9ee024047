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

  private func expect(
    _ value: Double, _ expected: Double, within relative: Double, _ what: String
  ) {
    #expect(abs(value - expected) <= relative * abs(expected), "\(what): \(value), not \(expected)")
  }

  @Test("the logarithm undoes the exponential over the whole range")
  func logarithmUndoesExponential() {
    let stream = RandomStream(seed: 20_211_010, name: "test.elementary")
    for draw in 0..<2000 as Range<UInt64> {
      let x = (stream.uniform(draw: draw) - 0.5) * 1400
      expect(Elementary.log(Elementary.exp(x)), x, within: 1e-12, "log exp")
    }
  }

  @Test("the ends of the range are handled")
  func endsOfTheRange() {
    #expect(Elementary.exp(0) == 1)
    #expect(Elementary.exp(710) == .infinity)
    #expect(Elementary.exp(-746) == 0)
    #expect(Elementary.exp(.nan).isNaN)
    #expect(Elementary.exp(-745) == 0x1p-1074)
    #expect(Elementary.exp(709.782712893384) == 0x1.fffffffffff2ap1023)
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(1) == 0)
    expect(Elementary.log(0x1p-1074), -744.44007192138127, within: 1e-15, "least log")
    #expect(Elementary.normalQuantile(0) == -.infinity)
    #expect(Elementary.normalQuantile(1) == .infinity)
    #expect(Elementary.normalQuantile(-0.1).isNaN)
    #expect(Elementary.normalQuantile(.nan).isNaN)
  }

  @Test("numbers round to integers with halves away from zero")
  func rounding() {
    let cases: [(Double, Int64, Int64)] = [
      (0, 0, 0), (0.49999999999999994, 0, 0), (0.5, 1, 0), (-0.5, -1, -1), (1.5, 2, 1),
      (2.5, 3, 2), (-2.5, -3, -3), (-2.4, -2, -3),
      (
        9_007_199_254_740_992, 9_007_199_254_740_992,
        9_007_199_254_740_992
      ),
    ]
    for (x, nearest, floor) in cases {
      #expect(Elementary.roundToInt(x) == nearest, "\(x)")
      #expect(Elementary.floorToInt(x) == floor, "\(x)")
    }
  }

  /// Expected values: mpmath with 40 digits.
  @Test("the derived functions agree with 40-digit values")
  func derivedFunctionsAgree() {
    expect(Elementary.log1p(1e-10), 9.9999999995000004e-11, within: 4e-16, "log1p")
    expect(Elementary.log1p(-1e-5), -1.0000050000333337e-5, within: 4e-16, "log1p")
    expect(Elementary.log1p(0.3), 0.26236426446749104, within: 4e-16, "log1p")
    expect(Elementary.log1p(-0.9), -2.3025850929940459, within: 4e-16, "log1p")
    expect(Elementary.expm1(1e-10), 1.00000000005e-10, within: 4e-16, "expm1")
    expect(Elementary.expm1(-1e-5), -9.9999500001666671e-6, within: 4e-16, "expm1")
    expect(Elementary.expm1(0.3), 0.34985880757600309, within: 4e-16, "expm1")
    expect(Elementary.expm1(-0.9), -0.5934303402594009, within: 4e-16, "expm1")
    expect(Elementary.pow(2, 0.5), 1.414213562373095, within: 1e-15, "pow")
    expect(Elementary.pow(10, -3.5), 0.00031622776601683793, within: 2e-15, "pow")
    expect(Elementary.pow(0.7, 12), 0.013841287200999989, within: 2e-15, "pow")
    #expect(Elementary.pow(0, 2) == 0)
    #expect(Elementary.pow(0, 0) == 1)
  }

  /// Expected values: mpmath with 40 digits.
  @Test("the gamma functions and the normal law agree with 40-digit values")
  func gammaFunctionsAgree() {
    let logGammas = [
      (0.1, 2.252712651734206), (0.5, 0.57236494292470009), (1, 0), (1.5, -0.12078223763524522),
      (3.3, 0.98709857789473459), (10, 12.80182748008147), (20, 39.339884187199494),
      (1000.5, 5908.6741758486775),
    ]
    for (x, expected) in logGammas {
      #expect(abs(Elementary.logGamma(x) - expected) <= 1e-14 + 4e-16 * abs(expected), "\(x)")
    }
    let incomplete = [
      (0.5, 0.1, 0.34527915398142297, 0.65472084601857703),
      (2, 1, 0.26424111765711536, 0.73575888234288464),
      (2, 5, 0.9595723180054872, 0.040427681994512803),
      (30, 20, 0.021818217525557392, 0.97818178247444261),
      (30, 45, 0.9926628007022035, 0.0073371992977965036),
      (1000, 1010, 0.62767894473699473, 0.37232105526300527),
    ]
    for (shape, x, below, above) in incomplete {
      expect(Elementary.regularizedGammaP(shape: shape, x), below, within: 2e-14, "P \(shape)")
      expect(Elementary.regularizedGammaQ(shape: shape, x), above, within: 2e-14, "Q \(shape)")
    }
    let normal = [
      (-30, 4.9067139271481871e-198), (-8, 6.2209605742717841e-16), (-3, 0.0013498980316300945),
      (-1, 0.15865525393145705), (-0.1, 0.46017216272297102), (0, 0.5), (0.5, 0.6914624612740131),
      (2, 0.97724986805182079), (6, 0.99999999901341235),
    ]
    for (x, expected) in normal {
      expect(Elementary.normalCDF(x), expected, within: x < -5 ? 2e-13 : 1e-14, "CDF of \(x)")
    }
    #expect(Elementary.normalCDF(-50) == 0)
    #expect(Elementary.normalCDF(50) == 1)
  }
}
