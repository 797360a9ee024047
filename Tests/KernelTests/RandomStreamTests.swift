import Kernel
import Testing

/// Expected words: an independent implementation in Python, checked against the published vectors.
@Suite("Random streams")
struct RandomStreamTests {
  @Test("names hash to the published FNV-1a values")
  func namesHashToPublishedValues() {
    let published: [(String, UInt64)] = [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
      ("orderflow.BTC", 0x13f7_0f18_13d4_93b6), ("latency.oracle", 0x835b_7361_6c48_0227),
      ("liquidator.0", 0x596b_62d3_ffba_dc5b),
    ]
    for (name, hash) in published { #expect(FNV1a.hash(name) == hash, "\(name)") }
  }

  @Test("a word becomes the same number in both conventions, bit for bit")
  func wordsBecomeKnownNumbers() {
    let block = RandomStream(seed: 42, name: "orderflow.BTC").block(draw: 0)
    #expect(
      block
        == RandomBlock(
          w0: 0x3f26_ae57_f0fc_6a11, w1: 0xeaa5_73d5_e9d0_bda6, w2: 0x0c3a_eac4_33db_3aef,
          w3: 0xeffa_7a12_7c29_916f))
    let halfOpen = [
      0x1.f93572bf87e34p-3, 0x1.d54ae7abd3a17p-1, 0x1.875d58867b670p-5, 0x1.dff4f424f8532p-1,
    ]
    let open = [
      0x1.f93572bf87e34p-3, 0x1.d54ae7abd3a17p-1, 0x1.875d58867b670p-5, 0x1.dff4f424f8533p-1,
    ]
    for index in 0..<4 {
      #expect(block.uniform53(index) == halfOpen[index])
      #expect(block.uniform(index) == open[index])
    }
  }

  @Test("the open convention reaches neither 0 nor 1")
  func openConventionIsOpen() {
    let ends = RandomBlock(w0: 0, w1: .max, w2: 0, w3: .max)
    #expect(ends.uniform(0) == 0x1p-53)
    #expect(ends.uniform(1) == 1 - 0x1p-53)
    #expect(ends.uniform53(0) == 0)
    #expect(ends.uniform53(1) == 1 - 0x1p-53)
  }

  @Test("every part of a draw's address changes the draw")
  func everyPartOfTheAddressCounts() {
    let stream = RandomStream(seed: 1, name: "latency")
    let words: Set<UInt64> = [
      stream.block(draw: 0).w0, stream.block(draw: 1).w0, stream.block(draw: 0, entity: 1).w0,
      stream.block(draw: 0, event: 1).w0, RandomStream(seed: 2, name: "latency").block(draw: 0).w0,
      RandomStream(seed: 1, name: "latencz").block(draw: 0).w0,
    ]
    #expect(words.count == 6)
    #expect(stream.uniform(draw: 7, entity: 3) == stream.block(draw: 7, entity: 3).uniform(0))
  }
}
