import Liquidation
import TestSupport
import Testing
import Units

/// The shipped paths, step by step.
///
/// Bankruptcy is at 95 for a long and 105 for a short, and the fund pays down to 90 or up to 110.
@Suite struct BuiltInPathsTests {
  @Test func theMarketOrderPathTriesThreeTimesAndThenDeleverages() throws {
    var story = PathStory(BuiltInPaths.marketOrder)
    try story.play(
      """
      0 opened    100 low | cancel
      0 cancelled 100 low | ioc 100 @ 90
      0 partly    60 low  | wait 1
      1 waited    60 low  | ioc 60 @ 90
      1 unfilled  60 weak | wait 1
      2 waited    60 broke | ioc 60 @ 90
      2 unfilled  60 broke | wait 1
      3 waited    60 broke | deleverage 60 @ 95
      """)
  }

  @Test func anAccountThatRecoversIsLeftInPeace() throws {
    for path in BuiltInPaths.all where path.name != "twap-slices" {
      var story = PathStory(path)
      try story.play("0 opened 100 healthy | release")
    }
    var story = PathStory(BuiltInPaths.marketOrder)
    try story.play(
      """
      0 opened    100 low  | cancel
      0 cancelled 100 low  | ioc 100 @ 90
      0 partly    60 even  | wait 1
      1 waited    60 even  | release
      """)
  }

  @Test func theLadderClosesAFifthAtATimeNearTheMarkAndThenTheRest() throws {
    var story = PathStory(BuiltInPaths.stepLadder)
    try story.play(
      """
      0 opened    100 low  | cancel
      0 cancelled 100 low  | ioc 20 @ 99
      0 filled    80 low   | wait 2
      2 waited    80 low   | ioc 20 @ 99
      2 partly    75 weak  | wait 2
      4 waited    75 weak  | ioc 20 @ 99
      4 filled    55 weak  | wait 2
      6 waited    55 healthy | release
      """)
    var stuck = PathStory(BuiltInPaths.stepLadder)
    try stuck.play("0 opened 100 low | cancel\n0 cancelled 100 low | ioc 20 @ 99")
    for attempt in Int64(1)...9 {
      try stuck.play(
        "\(2 * attempt - 2) unfilled 100 low | wait 2\n\(2 * attempt) waited 100 low | ioc 20 @ 99")
    }
    try stuck.play(
      """
      18 unfilled 100 low | wait 2
      20 waited   100 low | ioc 100 @ 90
      20 partly   10 low  | wait 2
      22 waited   10 low  | ioc 10 @ 90
      22 unfilled 10 low  | wait 2
      24 waited   10 low  | ioc 10 @ 90
      24 unfilled 10 low  | wait 2
      26 waited   10 low  | deleverage 10 @ 95
      """)
  }

  @Test func theTakeoverRestsAtTheBankruptcyPriceBeforeTheFundAggresses() throws {
    #expect(BuiltInPaths.takeoverLimit.remainder == .fund)
    var story = PathStory(BuiltInPaths.takeoverLimit)
    try story.play(
      """
      0 opened    100 low | cancel
      0 cancelled 100 low | rest 30 s 100 @ 95
      30 partly   40 low  | ioc 40 @ 90
      30 partly   30 low  | wait 5
      35 waited   30 low  | ioc 30 @ 90
      35 unfilled 30 low  | wait 5
      40 waited   30 low  | ioc 30 @ 90
      40 unfilled 30 low  | wait 5
      45 waited   30 low  | deleverage 30 @ 95
      """)
  }

  @Test func slicesGoOnWhateverThePriceDoesAndTheRestFollows() throws {
    var story = PathStory(BuiltInPaths.twapSlices)
    try story.play("0 opened 100 low | cancel\n0 cancelled 100 low | ioc 9 @ 90")
    var left: Int64 = 100
    for slice in Int64(1)...10 {
      left -= 9
      try story.play(
        """
        \(5 * slice - 5) filled \(left) healthy | wait 5
        \(5 * slice) waited \(left) healthy | ioc 9 @ 90
        """)
    }
    try story.play(
      """
      50 filled 1 healthy | wait 5
      55 waited 1 healthy | ioc 1 @ 90
      """)
  }

  @Test func slicesThatDoNotFillEndInOneOrderForTheRest() throws {
    var story = PathStory(BuiltInPaths.twapSlices)
    try story.play("0 opened 100 low | cancel\n0 cancelled 100 low | ioc 9 @ 90")
    for slice in Int64(1)...11 {
      try story.play(
        "\(5 * slice - 5) unfilled 100 low | wait 5\n\(5 * slice) waited 100 low | ioc 9 @ 90")
    }
    try story.play(
      """
      55 unfilled 100 low | wait 5
      60 waited   100 low | ioc 100 @ 90
      60 partly   10 low  | wait 5
      65 waited   10 healthy | release
      """)
  }

  @Test func theBackstopWaitsForTwoThirdsOfMaintenanceAndMayRefuse() throws {
    var story = PathStory(BuiltInPaths.backstopTransfer)
    try story.play(
      """
      0 opened    100 weak | cancel
      0 cancelled 100 weak | ioc 100 @ 99
      0 partly    60 weak  | wait 1
      1 waited    60 weak  | wait 1
      2 waited    60 low   | transfer 60 @ 95
      2 unfilled  60 low   | wait 1
      3 waited    60 low   | transfer 60 @ 95
      3 unfilled  60 weak  | wait 1
      4 waited    60 weak  | wait 1
      5 waited    60 broke | transfer 60 @ 95
      5 unfilled  60 broke | wait 1
      6 waited    60 broke | ioc 60 @ 90
      6 unfilled  60 broke | wait 2
      8 waited    60 broke | ioc 60 @ 90
      8 unfilled  60 broke | wait 2
      10 waited   60 broke | ioc 60 @ 90
      10 unfilled 60 broke | wait 2
      12 waited   60 broke | deleverage 60 @ 95
      """)
  }

  @Test func aShortIsUnwoundTheOtherWayRound() throws {
    var story = PathStory(BuiltInPaths.stepLadder, original: -100)
    try story.play(
      """
      0 opened    -100 low | cancel
      0 cancelled -100 low | ioc 20 @ 101
      """)
    var takeover = PathStory(BuiltInPaths.takeoverLimit, original: -100)
    try takeover.play(
      """
      0 opened    -100 low | cancel
      0 cancelled -100 low | rest 30 s 100 @ 105
      30 unfilled -100 low | ioc 100 @ 110
      """)
  }

  @Test func pathsHaveNamesOfTheirOwnAndTheBaselineIsFirst() {
    let names = BuiltInPaths.all.map(\.name)
    #expect(
      names == [
        "market-order", "step-ladder", "takeover-limit", "twap-slices", "backstop-transfer",
      ])
    #expect(BuiltInPaths.all.allSatisfy { $0.summary.hasSuffix(".") })
  }

  // MARK: Every case ends

  /// The most steps each path can take where no trigger keeps it waiting: the cancel, for each attempt
  /// the attempt and the pause after it, and the deleveraging.
  private static let stepsAtMost: [String: Int] = [
    "market-order": 1 + 2 * 3 + 1, "step-ladder": 1 + 2 * 10 + 2 * 3 + 1,
    "takeover-limit": 1 + 1 + 2 * 3 + 1, "twap-slices": 1 + 2 * 12 + 2 * 3 + 1,
  ]

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
  func everyPathEndsWhateverTheMarketDoes(seed: UInt64) throws {
    for path in BuiltInPaths.all {
      for round in UInt64(0)..<40 {
        var market = Adversary(seed: seed << 16 | round)
        let steps = try market.unwind(path)
        let most = Self.stepsAtMost[path.name] ?? LiquidationEngine.stepsMax
        #expect(steps <= most, "\(path.name), seed \(seed), round \(round)")
      }
    }
  }
}
