import Liquidation
import Margin
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
    _ = path.next(in: try CaseFixture.situation(.opened, .weak)).step
    #expect(path.remainder == .owner)
    _ = path.next(in: try CaseFixture.situation(.unfilled, .low)).step
    _ = path.next(in: try CaseFixture.situation(.waited, .low)).step
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

  /// dYdX v4 deleverages only where its order filled nothing and the account value is below zero.
  @Test func `Deleveraging waits for an order that fills nothing, however deep the loss`() throws {
    let tenth = Rate(partsPerMillion: 100_000)
    let path = StagedPath(
      name: "order-first", summary: "An order each block, then deleveraging.",
      stages: [
        Stage(
          name: "order", sizing: .fractionOfRemaining(tenth), execution: .immediateOrCancel,
          pace: Pace(cooldown: .seconds(1), attemptsMax: 1000),
          escalation: Escalation(when: .belowZero, afterUnfilled: true)),
        Stage(
          name: "deleverage", execution: .deleverage, limit: .bankruptcy,
          exits: StageExits(partlyFilled: .stage("order"), unfilled: .stage("order"))),
      ])
    var story = PathStory(path)
    try story.play(
      """
      0 opened   100 broke | ioc 10 @ 90
      0 partly    95 broke | wait 1
      1 waited    95 broke | ioc 10 @ 90
      1 unfilled  95 low   | wait 1
      2 waited    95 low   | ioc 10 @ 90
      2 unfilled  95 broke | wait 1
      3 waited    95 broke | deleverage 95 @ 95
      3 partly    40 broke | ioc 4 @ 90
      """)
  }

  /// OKX: above the lowest tiers a position is reduced while equity covers what tier 1 would require.
  @Test func `Below the requirement of the lowest tier everything is taken over`() throws {
    let rates: [(floor: Int64, maintenance: Int64)] = [(0, 4000), (1000, 20_000)]
    let tiers = rates.map { tier in
      SteppedTier(
        limit: tier.floor == 0 ? .notional(CaseFixture.units(1000)) : nil,
        maintenance: FineRate(Rate(partsPerMillion: tier.maintenance)),
        initial: FineRate(.basisPoints(1000)))
    }
    let rules = try MarginRules(
      instrument: CaseFixture.rules().instrument,
      terms: MarginTerms(schedule: MarginSchedule(shape: .steppedTiers(tiers, by: .notional))))
    let path = StagedPath(
      name: "tiers", summary: "Down, or all.",
      stages: [
        Stage(
          name: "partial", sizing: .fractionOfRemaining(Self.fifth),
          execution: .resting(.seconds(60)), limit: .bankruptcy,
          escalation: Escalation(when: .belowTier(0))),
        Stage(name: "takeover", execution: .transferToFund, limit: .bankruptcy),
      ])
    // The notional is 10,000: the second tier asks for 200, the first would ask for 40.
    for (atoms, expected) in [
      (40 * Money.atomsPerUnit, "rest 60 s 20 @ 95"),
      (40 * Money.atomsPerUnit - 1, "fund 100 @ 95"),
    ] {
      var fresh = path
      let situation = try CaseFixture.situation(rules: rules, atoms: atoms)
      #expect(fresh.next(in: situation).step.story == expected)
    }
  }
}
