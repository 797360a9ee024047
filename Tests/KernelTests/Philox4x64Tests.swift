import Kernel
import Testing

/// Known answers: DEShawResearch/random123, tests/kat_vectors, philox4x64 with 10 rounds.
@Suite("Philox 4x64-10")
struct Philox4x64Tests {
  @Test("the generator gives the published blocks")
  func givesThePublishedBlocks() {
    let all = UInt64.max
    #expect(
      Philox4x64.block(counter: (0, 0, 0, 0), key: (0, 0))
        == RandomBlock(
          w0: 0x1655_4d9e_ca36_314c, w1: 0xdb20_fe9d_672d_0fdc, w2: 0xd7e7_72ce_e186_176b,
          w3: 0x7e68_b68a_ec7b_a23b))
    #expect(
      Philox4x64.block(counter: (all, all, all, all), key: (all, all))
        == RandomBlock(
          w0: 0x87b0_92c3_013f_e90b, w1: 0x438c_3c67_be8d_0224, w2: 0x9cc7_d7c6_9cd7_77b6,
          w3: 0xa09c_aebf_594f_0ba0))
    #expect(
      Philox4x64.block(
        counter: (
          0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0,
          0x082e_fa98_ec4e_6c89
        ),
        key: (0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c))
        == RandomBlock(
          w0: 0xa528_f454_03e6_1d95, w1: 0x38c7_2dbd_566e_9788, w2: 0xa5a1_610e_72fd_18b5,
          w3: 0x57bd_43b5_e52b_7fe6))
  }
}
