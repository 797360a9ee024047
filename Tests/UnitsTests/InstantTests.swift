import Testing
import Units

@Suite struct InstantTests {
  @Test(arguments: [
    (Int64(0), Int64(0)), (1, 0), (999_999_999, 0), (1_000_000_000, 1), (1_000_000_001, 1),
    (59_999_999_999, 59), (-1, -1), (-999_999_999, -1), (-1_000_000_000, -1),
    (-1_000_000_001, -2), (-2_000_000_000, -2), (-2_000_000_001, -3),
    (.max, 9_223_372_036),
  ])
  func aRunStartsInSecondZeroAndSecondsNeverRoundUp(nanoseconds: Int64, second: Int64) {
    #expect(Instant(nanoseconds: nanoseconds).wholeSeconds == second)
  }

  @Test func anInstantIsInTheSecondItsDefinitionFinds() {
    for tenths in Int64(-45)...45 {
      let nanoseconds = tenths * 100_000_000
      let expected = (Int64(-10)...10).last { $0 * 1_000_000_000 <= nanoseconds }
      #expect(Instant(nanoseconds: nanoseconds).wholeSeconds == expected)
    }
  }

  @Test func timeMovesByIntervals() {
    let noon = Instant.zero + .seconds(43_200)
    #expect(noon - .milliseconds(1) < noon)
    #expect(noon + .microseconds(3) - noon == .microseconds(3))
    #expect(noon - (noon + .seconds(1)) == -.seconds(1))
  }

  @Test func theClockTrapsWhereItEnds() async {
    await #expect(processExitsWith: .failure) {
      _ = Instant(nanoseconds: .max) + Interval(nanoseconds: 1)
    }
  }
}
