import Liquidation
import Margin
import Market
import Rulebook
import Simulation
import TestSupport
import Units

/// A rulebook drawn from a seed, out of every case the types have.
struct RulebookDraw {
  private var random: TestRandom
  private let seed: UInt64
  private let instrument: Instrument

  /// Draws for a contract, in whose collateral its amounts are.
  init(seed: UInt64, instrument: Instrument) {
    self.seed = seed
    self.instrument = instrument
    random = TestRandom(seed: seed &* 0xD1B5_4A32_D192_ED03)
  }

  /// A rulebook for seeds above a thousand; above two thousand for every other one.
  mutating func rulebook() throws -> Rulebook? {
    if seed <= 1000 || seed > 2000 && !seed.isMultiple(of: 2) { return nil }
    let window = Int(random.integer(1...20))
    var rulebook = Rulebook(
      id: "drawn-venue", title: "Drawn from a seed", asOf: "2026-01-01",
      market: instrument.kind == .linear ? .linear : .inverse,
      scope: .isolated,
      mark: random.pick([
        .index, .last, .indexPlusAverageBasis(window: window, clampRate: rate(0...20_000)),
        .medianOfThree(window: window),
      ]), markInterval: .milliseconds(random.pick([200, 1000, 3000])),
      checkPrice: random.pick([.mark, .index, .last]),
      checkInterval: .milliseconds(random.pick([100, 1000, 4000])),
      margins: [SymbolMargin(symbol: "BTC", terms: try terms())], path: path(),
      penalty: Penalty(
        rate: rate(0...20_000), base: random.pick([.closedNotional, .maintenance]),
        receiver: random.pick([.fund, .backstop, .liquidator, .house]),
        cappedByGapToBankruptcy: random.chance(50)),
      fund: FundTerms(
        sharePerOrder: rate(10_000...1_000_000),
        lossPerBlockMax: random.chance(30) ? units(random.integer(1...5000)) : nil,
        notionalShareMax: random.chance(30) ? rate(10_000...1_000_000) : nil),
      deleveraging: DeleveragingTerms(
        ranking: random.pick(DeleveragingRanking.allCases),
        price: random.pick([
          .bankruptcy, .bankruptcy, .mark, .previousMark, .index,
          .bankruptcyUnlessFar(rate(0...50_000)),
        ])),
      funding: random.chance(40)
        ? FundingFormula(interest: rate(-2000...2000), interval: .seconds(random.integer(2...9)))
        : nil)
    rulebook.deleveraging?.trigger = random.pick([
      .fundEmpty, .fundEmpty, .equityBelowZero, .fundDrawnDown(rate(20_000...500_000)),
    ])
    rulebook.deleveraging?.policy = random.pick([.queue, .queue, .proRata, .cappedProRata])
    rulebook.deleveraging?.candidatesMax = random.chance(30) ? Int(random.integer(1...10)) : nil
    return rulebook
  }

  private mutating func rate(_ range: ClosedRange<Int64>) -> Rate {
    Rate(partsPerMillion: random.integer(range))
  }

  private mutating func fine(_ range: ClosedRange<Int64>) -> FineRate { FineRate(rate(range)) }

  private func units(_ count: Int64) -> Money { ScenarioFixture.units(count, of: instrument) }

  // MARK: Margin

  private mutating func terms() throws -> MarginTerms {
    MarginTerms(
      schedule: try MarginSchedule(shape: shape()),
      valuation: random.pick([.mark, .entry]), equality: random.pick([.safe, .liquidatable]),
      closingFee: random.pick([.ignored, .counted]),
      fixedCharge: random.pick([.zero, units(random.integer(0...20))]))
  }

  private mutating func shape() -> MarginShape {
    let low = random.integer(2000...30_000)
    let maintenance = FineRate(Rate(partsPerMillion: low))
    let initial = FineRate(Rate(partsPerMillion: low * 2))
    switch random.integer(0...2) {
    case 0: return .flat(maintenance: maintenance, initial: initial)
    case 1:
      var perUnit = fine(0...500)
      // A unit of an inverse contract is one of quote currency, not a coin.
      if instrument.kind == .inverse { perUnit.partsPerTrillion /= 50_000 }
      return .linearInSize(maintenance: maintenance, initial: initial, perUnit: perUnit)
    default:
      return .steppedTiers(
        [
          SteppedTier(
            limit: .notional(units(random.integer(1000...200_000))),
            maintenance: maintenance, initial: initial),
          SteppedTier(
            limit: nil, maintenance: FineRate(Rate(partsPerMillion: low + 5000)),
            initial: FineRate(Rate(partsPerMillion: low * 2 + 10_000))),
        ], by: .notional)
    }
  }

  // MARK: The path

  private mutating func path() -> StagedPath {
    StagedPath(
      name: "drawn-venue", summary: "Drawn from a seed.",
      remainder: random.pick([.owner, .fund, .backstop]),
      stages: (0..<random.integer(1...3)).map { stage(Int($0)) })
  }

  private mutating func stage(_ number: Int) -> Stage {
    Stage(
      name: "stage \(number)",
      trigger: random.pick([
        .atOnce, .atOnce, .atOnce, .belowMaintenance(rate(300_000...1_500_000)), .belowZero,
        .after(.seconds(2)), .notionalAbove(units(random.integer(0...90_000))),
        .belowCloseOut(CloseOut(share: rate(100_000...900_000))),
      ]), cancels: random.pick([.nothing, .symbolOrders]), sizing: sizing(),
      execution: execution(), limit: limit(),
      pace: Pace(
        cooldown: .milliseconds(random.pick([0, 300, 2000])),
        attemptsMax: Int(random.integer(1...6)), capacity: capacity()),
      exits: StageExits(
        filled: random.pick([.again, .next, .release]), partlyFilled: random.pick([.again, .next]),
        unfilled: random.pick([.again, .next]), healthy: random.pick([.release, .again]),
        unrestorable: random.pick([.again, .next])),
      remainder: random.pick([nil, .owner, .fund, .backstop]))
  }

  private mutating func sizing() -> Sizing {
    random.pick([
      .all, .all, .fractionOfRemaining(rate(1...1_000_000)),
      .untilHealthy(buffer: rate(0...500_000)),
      .portion(
        rate(10_000...1_000_000), minimumNotional: units(random.integer(0...5000))),
      .untilRatioBelow(
        rate(500_000...990_000), stepOf: rate(50_000...300_000), penalty: rate(0...600_000)),
      .distressShare(
        DistressShare(intercept: rate(500_000...1_750_000), slope: rate(0...1_500_000))),
      .shortageCover(
        ShortageCover(
          buffer: rate(0...20_000),
          liquidatorFee: FeeRamp(
            base: rate(0...5000), perStep: rate(0...10), step: .milliseconds(400), graceSteps: 20,
            most: rate(5000...20_000)),
          fundFeeMax: rate(0...5000), initialShare: rate(50_000...1_000_000),
          duration: .seconds(random.integer(0...20)))),
    ])
  }

  private mutating func execution() -> Execution {
    let step = Interval.milliseconds(random.integer(200...3000))
    return random.pick([
      .immediateOrCancel, .immediateOrCancel, .fillOrKill,
      .resting(.milliseconds(random.integer(1...4000))), .backstop, .transferToFund,
      .auction(
        .dutch(
          DutchAuctionTerms(
            curve: random.pick([
              .linear(length: .seconds(random.integer(1...60))),
              .stairstep(cut: AuctionRatio(Rate(partsPerMillion: 990_000)), step: step),
            ]), startFactor: rate(1_000_000...1_100_000),
            resetAfter: .seconds(random.integer(1...30)), resetBelow: rate(0...500_000)))),
      .auction(
        .sealedBid(
          SealedBidTerms(
            window: .milliseconds(random.integer(1...3000)),
            clearing: random.pick([.payAsBid, .uniform])))),
      .deleverage,
    ])
  }

  private mutating func limit() -> PriceLimit {
    random.pick([
      .fundBudget, .bankruptcy, .zeroPrice, .zeroTowardMark(rate(0...1_000_000)),
      .markOffset(rate(0...30_000)), .indexOffset(rate(0...30_000)), .mark, .index,
      .fillable(
        adjustment: rate(100_000...2_000_000), spreadToMaintenance: rate(50_000...1_500_000)),
    ])
  }

  private mutating func capacity() -> CapacityWindow? {
    if random.chance(60) { return nil }
    let amount: CapacityWindow.Amount = random.pick([
      .quantity(Quantity(lots: random.integer(1...2000))),
      .notional(units(random.integer(100...100_000))),
    ])
    return CapacityWindow(
      amount, within: .milliseconds(random.integer(200...5000)),
      kind: random.pick([.block, .rolling]), scope: random.pick([.account, .market]))
  }
}
