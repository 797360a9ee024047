import Liquidation
import Testing
import Units

/// Whole paths of venues as stories.
@Suite struct VenueStoryTests {
  private static let fifth = Rate(partsPerMillion: 200_000)

  /// Hyperliquid: a fifth first where the position is large, then 30 s in which orders are for the whole.
  private func hyperliquid(threshold: Int64) -> StagedPath {
    let backstop = Escalation(
      when: .belowMaintenance(Rate(partsPerMillion: 666_667)), to: .stage("backstop"))
    return StagedPath(
      name: "escalation", summary: "A fifth, then the whole for 30 s, then the backstop.",
      stages: [
        Stage(
          name: "fifth", trigger: .notionalAbove(CaseFixture.units(threshold)),
          sizing: .fractionOfRemaining(Self.fifth), execution: .immediateOrCancel, limit: .none,
          pace: Pace(cooldown: .seconds(3), attemptsMax: 100),
          exits: StageExits(filled: .stage("whole"), partlyFilled: .stage("whole")),
          escalation: backstop),
        Stage(
          name: "whole", execution: .immediateOrCancel, limit: .none,
          pace: Pace(cooldown: .seconds(15), attemptsMax: 2),
          exits: StageExits(spent: .stage("fifth")), escalation: backstop),
        Stage(
          name: "backstop", execution: .backstop, limit: .bankruptcy, remainder: .backstop),
      ])
  }

  @Test func aLargePositionEscalatesFromAFifthToTheWholeAndBack() throws {
    let path = hyperliquid(threshold: 5000)
    var story = PathStory(path)
    try story.play(
      """
      0  opened   100 weak | ioc 20 @ 90
      0  partly    90 weak | ioc 90 @ 90
      0  unfilled  90 weak | wait 15
      15 waited    90 weak | ioc 90 @ 90
      15 unfilled  90 weak | wait 15
      30 waited    90 weak | ioc 18 @ 90
      30 unfilled  90 weak | wait 3
      33 waited    90 low  | transfer 90 @ 95
      """)
  }

  @Test func aSmallPositionSkipsTheFifth() throws {
    var story = PathStory(hyperliquid(threshold: 50_000))
    try story.play("0 opened 100 weak | ioc 100 @ 90")
  }

  @Test func theBackstopKeepsTheMarginThatTheBookLeavesToTheOwner() throws {
    var path = hyperliquid(threshold: 5000)
    _ = path.nextStep(in: try CaseFixture.situation(.opened, .weak))
    #expect(path.remainder == .owner)
    _ = path.nextStep(in: try CaseFixture.situation(.unfilled, .low))
    _ = path.nextStep(in: try CaseFixture.situation(.waited, .low))
    #expect(path.remainder == .backstop)
  }

  @Test func slicesComeOnTheirClockAndTakeAlongWhatWasLeft() throws {
    var story = PathStory(
      StagedPath(
        name: "slices", summary: "Four slices over eight seconds.",
        stages: [
          Stage(
            name: "slice", execution: .slices(.equal(count: 4, over: .seconds(8))),
            exits: StageExits(healthy: .again))
        ]))
    try story.play(
      """
      0 opened   100 low | ioc 25 @ 90
      0 filled    75 low | wait 2
      2 waited    75 low | ioc 25 @ 90
      2 partly    65 low | wait 2
      4 waited    65 low | ioc 40 @ 90
      4 filled    25 low | wait 2
      6 waited    25 low | ioc 25 @ 90
      6 unfilled  25 low | deleverage 25 @ 95
      """)
  }
}
