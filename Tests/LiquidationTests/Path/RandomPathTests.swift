import Liquidation
import Margin
import TestSupport
import Testing
import Units

/// Properties of any path that the algebra can say.
@Suite struct RandomPathTests {
  @Test("every path ends, whatever the market answers", arguments: Array(UInt64(1)...40))
  func everyPathEnds(seed: UInt64) throws {
    var random = TestRandom(seed: seed)
    var adversary = Adversary(seed: seed)
    for _ in 0..<25 {
      let path = PathDraw.path(&random)
      let steps = try adversary.unwind(path)
      #expect(steps <= LiquidationEngine.stepsMax, "seed \(seed)")
    }
  }

  /// Maintenance is 2 %; at a fee above it every lot costs more than it frees.
  @Test(
    "a close that cannot restore margin is found out and leads on",
    arguments: [
      (Int64(5000), false), (19_000, false), (21_000, true), (100_000, true),
    ])
  func aCloseThatCannotRestoreIsFoundOut(fee: Int64, isHopeless: Bool) throws {
    let rules = try CaseFixture.rules(takerFee: Rate(partsPerMillion: fee))
    for exit in [StageExit.again, .next, .release] {
      var path = StagedPath(
        name: "cure", summary: "Until healthy, else on.",
        stages: [
          Stage(
            name: "cure", sizing: .untilHealthy(buffer: .zero), execution: .immediateOrCancel,
            exits: StageExits(unrestorable: exit)),
          Stage(name: "fund", execution: .transferToFund, limit: .bankruptcy),
        ])
      // Equity is 1.98 % of the notional.
      let answer = path.next(in: try CaseFixture.situation(rules: rules, atoms: 198_000_000))
      let step = answer.step
      #expect(answer.finding == (isHopeless ? .cannotRestore : nil))
      switch (isHopeless, exit) {
      case (false, _): #expect((step.order?.quantity.lots ?? 100) < 100)
      case (true, .again): #expect(step.story == "ioc 100 @ 90")
      case (true, .next): #expect(step.story == "fund 100 @ 95")
      case (true, _): #expect(step == .release)
      }
    }
  }

  /// The published instance of a ladder against impact, and the regime without a real root
  /// (Chitra 2025: e = 0.5, q = 10, p = 1, mu = 0.1, phi = 0.002, alpha = 0.005 and 0.01).
  @Test(
    "a close against impact stops at the least lots or finds that none suffice",
    arguments: [
      (Int64(5_000), Int64(602_945)), (10_000, nil),
    ] as [(Int64, Int64?)])
  func aCloseAgainstImpact(alphaMillionths: Int64, least: Int64?) throws {
    // A unit is 100,000 lots, worth 1: each lot of 1e-5 moves the price by alpha x 1e-5.
    let rules = try VenueFixture.rules(
      maintenance: 100_000, priceDecimals: 1, quantityDecimals: 5, takerFee: 2000)
    let account = VenueFixture.account(quote: -9.5, lots: 1_000_000, at: Price(ticks: 10), rules)
    var path = VenueFixture.path(
      sizing: .untilHealthyAgainst(
        impact: FineRate(partsPerTrillion: alphaMillionths * 10)), limit: .none)
    let answer = path.next(in: VenueFixture.situation(account, rules, at: Price(ticks: 10)))
    if let least {
      #expect(answer.step.order?.quantity.lots == least)
      #expect(answer.finding == nil)
    } else {
      #expect(answer.finding == .cannotRestore)
      #expect(answer.step.order?.quantity.lots == 1_000_000)
    }
  }
}
