import Market
import Testing
import Units

@Suite struct RecordedLatencyTests {
  /// Two rows of the documentation of hftbacktest's interpolated order latency.
  private let rows = [
    RecordedLatency.Sample(
      requested: 1_670_026_844_751_525_000, handled: 1_670_026_844_759_000_000,
      answered: 1_670_026_844_762_122_000),
    RecordedLatency.Sample(
      requested: 1_670_026_845_754_020_000, handled: 1_670_026_845_762_000_000,
      answered: 1_670_026_845_770_003_000),
  ]

  @Test(arguments: [
    (1_670_026_844_751_524_995 as Int64, 7_475_000 as Int64),
    (1_670_026_844_751_525_000, 7_475_000), (1_670_026_845_001_525_000, 7_600_935),
    (1_670_026_845_252_772_500, 7_727_499), (1_670_026_845_754_019_999, 7_979_999),
    (1_670_026_845_754_020_010, 7_980_000),
  ])
  func `a request takes what lies between two samples`(time: Int64, delay: Int64) throws {
    let latency = try #require(RecordedLatency(rows))
    #expect(latency.entry(at: time) == Interval(nanoseconds: delay))
  }

  @Test(arguments: [
    (1_670_026_844_758_999_995 as Int64, 3_122_000 as Int64),
    (1_670_026_844_759_000_000, 3_122_000), (1_670_026_845_259_000_000, 5_555_200),
    (1_670_026_845_762_000_001, 8_003_000),
  ])
  func `an answer takes what lies between two samples`(time: Int64, delay: Int64) throws {
    let latency = try #require(RecordedLatency(rows))
    #expect(latency.response(at: time) == Interval(nanoseconds: delay))
  }

  @Test func `samples out of order are refused`() {
    #expect(RecordedLatency([]) == nil)
    #expect(RecordedLatency(rows.reversed()) == nil)
    #expect(RecordedLatency([.init(requested: 5, handled: 4, answered: 9)]) == nil)
    #expect(RecordedLatency([.init(requested: 5, handled: 6, answered: 5)]) == nil)
  }
}
