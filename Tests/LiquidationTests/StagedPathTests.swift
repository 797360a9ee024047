import Liquidation
import Margin
import TestSupport
import Testing
import Units

/// Each answer to the six questions, one at a time.
@Suite struct StagedPathTests {
  /// A path of one stage.
  private func path(
    trigger: StageTrigger = .atOnce, cancels: CancelScope = .nothing, sizing: Sizing = .all,
    execution: Execution = .immediateOrCancel, limit: PriceLimit = .fundBudget,
    pace: Pace = Pace(), exits: StageExits = StageExits()
  ) -> StagedPath {
    StagedPath(
      name: "one-stage", summary: "One stage.",
      stages: [
        Stage(
          name: "only", trigger: trigger, cancels: cancels, sizing: sizing, execution: execution,
          limit: limit, pace: pace, exits: exits)
      ])
  }

  private func first(_ path: StagedPath, _ situation: Situation) -> String {
    var path = path
    return path.next(in: situation).step.story
  }

  // MARK: When

  @Test func aStageActsAtOnceUnlessItSaysOtherwise() throws {
    #expect(first(path(), try CaseFixture.situation()) == "ioc 100 @ 90")
  }

  @Test func aStageWaitsForEquityToFallBelowAShareOfMaintenance() throws {
    // Maintenance is 200, so half of it is 100.
    let path = path(
      trigger: .belowMaintenance(Rate(partsPerMillion: 500_000)), pace: Pace(cooldown: .seconds(3)))
    for (atoms, expected) in [
      (Int64(100_000_001), "wait 3"), (100_000_000, "wait 3"), (99_999_999, "ioc 100 @ 90"),
    ] {
      #expect(first(path, try CaseFixture.situation(atoms: atoms)) == expected)
    }
  }

  @Test func aStageWaitsForEquityToFallBelowZero() throws {
    let path = path(trigger: .belowZero)
    for (atoms, expected) in [(Int64(1), "wait 1"), (0, "wait 1"), (-1, "ioc 100 @ 90")] {
      #expect(first(path, try CaseFixture.situation(atoms: atoms)) == expected)
    }
  }

  @Test func aStageActsAfterItsTimeCountedFromWhenItWasEntered() throws {
    var story = PathStory(
      StagedPath(
        name: "late", summary: "A try, then one after ten seconds.",
        stages: [
          Stage(
            name: "try", execution: .immediateOrCancel,
            pace: Pace(cooldown: .seconds(4)), exits: StageExits(unfilled: .next)),
          Stage(
            name: "late", trigger: .after(.seconds(10)), execution: .fillOrKill,
            pace: Pace(cooldown: .seconds(4), attemptsMax: 2)),
        ]))
    try story.play(
      """
      7 opened    100 low | ioc 100 @ 90
      9 unfilled  100 low | wait 10
      19 waited   100 low | fok 100 @ 90
      19 unfilled 100 low | wait 4
      23 waited   100 low | fok 100 @ 90
      """)
  }

  @Test func aStageActsOnceTheFundHasPaidMoreThanItsShare() throws {
    var story = PathStory(path(trigger: .fundDrawnDown(Rate(partsPerMillion: 300_000))))
    try story.play(
      """
      0 opened 100 low drawn 0  | wait 1
      1 waited 100 low drawn 30 | wait 1
      2 waited 100 low drawn 31 | ioc 100 @ 90
      """)
  }

  // MARK: What first

  @Test func ordersAreCancelledOnceBeforeTheFirstAttempt() throws {
    var story = PathStory(path(cancels: .symbolOrders, pace: Pace(attemptsMax: 2)))
    try story.play(
      """
      0 opened    100 low | cancel
      0 cancelled 100 low | ioc 100 @ 90
      0 unfilled  100 low | ioc 100 @ 90
      0 unfilled  100 low | deleverage 100 @ 95
      """)
  }

  // MARK: How much

  struct SizingRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sizing: Sizing
    var lots: Int64
    var original: Int64
    var wanted: Int64

    init(_ text: String, _ sizing: Sizing, lots: Int64, of original: Int64, wanted: Int64) {
      testDescription = text
      self.sizing = sizing
      self.lots = lots
      self.original = original
      self.wanted = wanted
    }
  }

  private static func rate(_ millionths: Int64) -> Rate { Rate(partsPerMillion: millionths) }

  /// Tiers for the rows: 2 % from nothing on, 3 % from 1,000, 5 % from 10,000; one lot is worth 100.
  @Test(arguments: [
    SizingRow("all", .all, lots: 100, of: 100, wanted: 100),
    SizingRow("all that is left", .all, lots: -7, of: -100, wanted: 7),
    SizingRow(
      "a fifth of the original", .fractionOfOriginal(rate(200_000)), lots: 55, of: 100, wanted: 20),
    SizingRow(
      "a fifth, but no more than is left", .fractionOfOriginal(rate(200_000)), lots: 15, of: 100,
      wanted: 15),
    SizingRow(
      "a twelfth of 10 is a lot, rounded up", .fractionOfOriginal(rate(83_334)), lots: 10, of: 10,
      wanted: 1),
    SizingRow(
      "a share of the original, rounded up", .fractionOfOriginal(rate(333_333)), lots: 100,
      of: -100, wanted: 34),
    SizingRow(
      "30 % of the 25 left is 7.5", .fractionOfRemaining(rate(300_000)), lots: 25, of: 100,
      wanted: 8),
    SizingRow(
      "a millionth of one lot is that lot", .fractionOfRemaining(rate(1)), lots: -1, of: -100,
      wanted: 1),
    // 120 lots are worth 12,000; below 10,000 means 99 lots, below 1,000 means 9.
    SizingRow("one tier down", .tiersDown(1), lots: 120, of: 120, wanted: 21),
    SizingRow("two tiers down", .tiersDown(2), lots: -120, of: -120, wanted: 111),
    SizingRow("more tiers than there are", .tiersDown(3), lots: 120, of: 120, wanted: 120),
    SizingRow("the lowest tier", .tiersDown(1), lots: 9, of: 120, wanted: 9),
    SizingRow(
      "at most a notional", .notionalAtMost(CaseFixture.units(2599)), lots: 100, of: 100,
      wanted: 25),
    SizingRow(
      "a cap below one lot is one lot", .notionalAtMost(CaseFixture.units(99)), lots: 100,
      of: 100, wanted: 1),
    SizingRow(
      "a cap above the position is the position", .notionalAtMost(CaseFixture.units(1_000_000)),
      lots: -100, of: -100, wanted: 100),
  ])
  func anAttemptClosesWhatItsSizingSays(row: SizingRow) throws {
    let rules = try CaseFixture.rules(tiers: [(0, 20_000), (1000, 30_000), (10_000, 50_000)])
    let situation = try CaseFixture.situation(lots: row.lots, of: row.original, rules: rules)
    let limit = row.lots > 0 ? 90 : 110
    #expect(first(path(sizing: row.sizing), situation) == "ioc \(row.wanted) @ \(limit)")
  }

  /// 100 lots worth 10,000 with an equity of 100 stand where 2 % of what is left is 100: at 50 lots.
  @Test(arguments: [
    // fee in millionths, buffer in millionths, equity in units, lots to close
    (Int64(0), Int64(0), Int64(100), Int64(50)),
    // A tenth more margin: 2.2 % of 45 lots is 99.
    (0, 100_000, 100, 55),
    // A fee of 0.1 % takes 0.1 of equity for each lot: 52.63.
    (1000, 0, 100, 53),
    // Equity of 199.5 lacks a quarter of a lot.
    (0, 0, 199, 1),
    // Nothing left: no part restores it, so all goes.
    (0, 0, 0, 100), (0, 0, -20, 100),
  ])
  func anAttemptClosesTheLeastThatRestoresHealth(
    fee: Int64, buffer: Int64, equity: Int64, lots: Int64
  ) throws {
    let rules = try CaseFixture.rules(takerFee: Rate(partsPerMillion: fee))
    let sizing = Sizing.untilHealthy(buffer: Rate(partsPerMillion: buffer))
    for sign in [Int64(1), -1] {
      let situation = try CaseFixture.situation(
        lots: sign * 100, of: sign * 100, rules: rules, atoms: equity * Money.atomsPerUnit)
      #expect(first(path(sizing: sizing), situation) == "ioc \(lots) @ \(100 - sign * 10)")
    }
  }

  // MARK: How

  @Test func anAttemptIsCarriedOutAsTheStageSays() throws {
    let situation = try CaseFixture.situation()
    let expected: [(Execution, String)] = [
      (.immediateOrCancel, "ioc 100 @ 90"), (.fillOrKill, "fok 100 @ 90"),
      (.resting(.seconds(20)), "rest 20 s 100 @ 90"), (.backstop, "transfer 100 @ 90"),
      (.deleverage, "deleverage 100 @ 90"),
    ]
    for (execution, step) in expected {
      #expect(first(path(execution: execution), situation) == step)
    }
  }

  // MARK: At what limit

  @Test(arguments: [
    // limit, mark, worst price of a long, worst price of a short
    (PriceLimit.fundBudget, Int64(100), Int64(90), Int64(110)),
    (.bankruptcy, 100, 95, 105),
    (.markOffset(Rate(partsPerMillion: 10_000)), 100, 99, 101),
    // 1 % of 101 is 1.01: two ticks, so that the offset is never less than stated.
    (.markOffset(Rate(partsPerMillion: 10_000)), 101, 99, 103),
    (.markOffset(.zero), 97, 97, 97),
    // Never beyond what account and fund can pay.
    (.markOffset(Rate(partsPerMillion: 200_000)), 100, 90, 110),
  ])
  func anAttemptAcceptsNothingWorseThanItsLimit(
    limit: PriceLimit, mark: Int64, long: Int64, short: Int64
  ) throws {
    let path = path(limit: limit)
    #expect(first(path, try CaseFixture.situation(mark: mark)) == "ioc 100 @ \(long)")
    let other = try CaseFixture.situation(lots: -100, of: -100, mark: mark)
    #expect(first(path, other) == "ioc 100 @ \(short)")
  }

  // MARK: What next

  @Test(arguments: [
    (StageExits(filled: .again), "filled", "ioc 60 @ 90"),
    (StageExits(filled: .next), "filled", "deleverage 60 @ 95"),
    (StageExits(filled: .release), "filled", "release"),
    (StageExits(partlyFilled: .again), "partly", "ioc 60 @ 90"),
    (StageExits(partlyFilled: .next), "partly", "deleverage 60 @ 95"),
    (StageExits(partlyFilled: .release), "partly", "release"),
    (StageExits(unfilled: .again), "unfilled", "ioc 60 @ 90"),
    (StageExits(unfilled: .next), "unfilled", "deleverage 60 @ 95"),
    (StageExits(unfilled: .release), "unfilled", "release"),
  ])
  func eachOutcomeLeavesTheStageByItsExit(
    exits: StageExits, outcome: String, expected: String
  ) throws {
    var story = PathStory(path(pace: Pace(attemptsMax: 2), exits: exits))
    try story.play("0 opened 100 low | ioc 100 @ 90\n0 \(outcome) 60 low | \(expected)")
  }

  @Test func aHealthyAccountIsReleasedOnlyWhereTheStageSaysSo() throws {
    var patient = PathStory(path(exits: StageExits(healthy: .again)))
    try patient.play("0 opened 100 healthy | ioc 100 @ 90")
    var gentle = PathStory(path(exits: StageExits(healthy: .release)))
    try gentle.play("0 opened 100 even | release")
  }

  @Test func aStageIsLeftWhenItsAttemptsAreUsedUp() throws {
    var story = PathStory(path(pace: Pace(cooldown: .seconds(2), attemptsMax: 2)))
    try story.play(
      """
      0 opened   100 low | ioc 100 @ 90
      0 partly   90 low  | wait 2
      2 waited   90 low  | ioc 90 @ 90
      2 partly   80 low  | wait 2
      4 waited   80 low  | deleverage 80 @ 95
      4 filled   80 low  | deleverage 80 @ 95
      """)
  }

  @Test func eachCaseWalksItsOwnCopyOfThePath() throws {
    let path = BuiltInPaths.marketOrder
    var one = path
    var other = path
    let situation = try CaseFixture.situation()
    #expect(one.next(in: situation).step == .cancelOrders)
    #expect(one != other && other == path)
    #expect(other.next(in: situation).step == .cancelOrders)
    #expect(one == other)
  }

  @Test func aPathWithoutAStageStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = StagedPath(name: "empty", summary: "Nothing.", stages: [])
    }
  }
}
