import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Liquidations in a venue where nothing else moves, against numbers worked out by hand.
///
/// The long holds 1333 lots bought at 600,000 with a hundredth of the value, 799.8, as margin. A tick on
/// a lot is 100 atoms, the taker fee 0.05 %, the maker fee 0.02 %. It is below maintenance from 596,607
/// down and bankrupt below 594,298.
@Suite struct ForcedOrderTests {
  private func run(
    _ path: any LiquidationPath, index: [(Int64, Int64)], fund: Int64 = 5_000_000,
    seconds: Int64 = 60, strategies: [(any Strategy, Money)] = [],
    _ change: (inout Scenario) -> Void = { _ in }
  ) throws -> RunResult {
    var scenario = try ScenarioFixture.still(seconds: seconds)
    scenario.liquidation.fund = ScenarioFixture.units(fund)
    change(&scenario)
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario), index: ScenarioRun.tape(index),
      strategies: strategies)
    return SeedComparison.runAlone(setup: setup, path: path)
  }

  private static let capital = ScenarioFixture.units(10_000_000_000)

  private func wall(_ bid: Int64, lots: Int64, levels: Int64, isBidOnly: Bool = false)
    -> (any Strategy, Money)
  {
    (
      Wall(parameters: .init(bid: bid, lots: lots, levels: levels, isBidOnly: isBidOnly)),
      Self.capital
    )
  }

  // MARK: Depth and slippage

  @Test func halfTheDepthIsTwiceTheSlippage() throws {
    func impact(lots: Int64) throws -> Money {
      try run(
        BuiltInPaths.marketOrder, index: [(0, 600_000), (5000, 596_000)],
        strategies: [wall(599_999, lots: lots, levels: 280)]
      ).totals.shortfallImpact
    }
    let full = try impact(lots: 10)
    let half = try impact(lots: 5)
    // 133 levels of 10 lots at distances of 0.5, 1.5 and so on, and 3 lots at 133.5: 88,845.5 lot-ticks.
    #expect(full == Money(atoms: 8_884_550))
    // 266 levels of 5 lots and 3 lots at 266.5: 177,689.5 lot-ticks.
    #expect(half == Money(atoms: 17_768_950))
    let ratio = Double(half.atoms) / Double(full.atoms)
    #expect((1.9...2.1).contains(ratio), "\(ratio)")
  }

  @Test func aForcedOrderTakesTheBookAndMovesLast() throws {
    let result = try run(
      BuiltInPaths.marketOrder, index: [(0, 600_000), (5000, 596_000)], seconds: 10,
      strategies: [wall(599_999, lots: 10, levels: 280)])
    #expect(result.prices[4].bid == Price(ticks: 599_999))
    #expect(result.prices[5].bid == Price(ticks: 599_866), "133 levels and a part are gone")
    #expect(result.prices[5].last == Price(ticks: 599_866))
    let record = try #require(result.liquidations.first)
    #expect(record.executed == Quantity(lots: 1333) && record.ending == .closed)
    // 1333 lots at 599,999 less the 88,179 lot-ticks that the levels below cost.
    #expect(record.executedNotional == Money(atoms: (1333 * 599_999 - 88_179) * 100))
  }

  // MARK: Who pays

  @Test func theFundPaysWhatTheAccountLacksToTheAtom() throws {
    // Sold at 593,950: a loss of 806.465 and a fee of 39.586768 leave 46.251768 to pay.
    let result = try run(
      BuiltInPaths.marketOrder, index: [(0, 600_000), (5000, 593_000)], fund: 1000,
      strategies: [wall(593_950, lots: 5000, levels: 1, isBidOnly: true)])
    #expect(result.totals.fundDraw == Money(atoms: 46_251_768))
    #expect(result.totals.socialisedLoss == .zero && result.totals.fundIncome == .zero)
    #expect(result.liquidations.map(\.ending) == [.closed])
    #expect(result.liquidations.map(\.equityAtEnd) == [.zero])
    #expect(result.prices.last?.fund == Money(atoms: 1_000_000_000 - 46_251_768))
  }

  @Test func aForcedOrderIsBoundByWhatAccountAndFundCanPay() throws {
    // The fund lends 5 % of 1,000 to one order: 593,922 is the worst price that 50 more can pay.
    let result = try run(
      OneOrder(limit: Price(ticks: 1)), index: [(0, 600_000), (5000, 593_000)], fund: 1000,
      seconds: 10)
    let order = try #require(result.incidents.first { $0.kind == .forcedOrder })
    #expect(order.price == Price(ticks: 593_922))
    let alone = try run(
      OneOrder(limit: Price(ticks: 1)), index: [(0, 600_000), (5000, 593_000)], fund: 0,
      seconds: 10)
    #expect(
      alone.incidents.first { $0.kind == .forcedOrder }?.price == Price(ticks: 594_298),
      "without a fund the bankruptcy price is the bound")
  }

  @Test func theFundPromisesNotAnAtomMoreThanItsShare() throws {
    // 593,922 needs 49.982302 of support. 5 % of 999.64603 is half an atom less than that.
    let result = try run(
      OneOrder(limit: Price(ticks: 1)), index: [(0, 600_000), (5000, 593_000)], seconds: 10
    ) { $0.liquidation.fund = Money(atoms: 999_646_030) }
    #expect(result.incidents.first { $0.kind == .forcedOrder }?.price == Price(ticks: 593_923))
  }

  @Test func theAccountPaysTheFractionsOfItsFees() throws {
    // Sold at 596,001 for 79,446.9333: a taker fee of 39.72346665 and a liquidation fee of 79.4469333.
    let result = try run(
      BuiltInPaths.marketOrder, index: [(0, 600_000), (5000, 596_000)],
      strategies: [wall(596_001, lots: 5000, levels: 1, isBidOnly: true)])
    #expect(result.totals.fundIncome == Money(atoms: 79_446_934))
    let loss: Int64 = 1333 * 3999 * 100
    #expect(
      result.liquidations.map(\.equityAtEnd)
        == [Money(atoms: 799_800_000 - loss - 39_723_467 - 79_446_934)])
  }

  @Test func whatTheBookDoesNotTakeIsDeleveragedAtTheBankruptcyPrice() throws {
    // One tick below the bound: nothing fills, and the short gives up 1298 ticks on 1333 lots.
    let result = try run(
      BuiltInPaths.marketOrder, index: [(0, 600_000), (5000, 593_000)], fund: 1000,
      strategies: [wall(593_921, lots: 5000, levels: 1, isBidOnly: true)])
    let record = try #require(result.liquidations.first)
    #expect(record.ending == .deleveraged && record.deleveraged == Quantity(lots: 1333))
    #expect(record.attempts == 3 && record.executed == .zero)
    #expect(record.ended == .zero + .seconds(8), "three tries, a second apart")
    #expect(result.totals.socialisedLoss == Money(atoms: 173_023_400))
    #expect(result.totals.deleveragedAccounts == 1 && result.totals.fundDraw == .zero)
    let short = try #require(result.accounts.first { $0.side == .sell })
    #expect(short.deleveragedQuantity == Quantity(lots: 1333))
    // Margin 799.8 and a gain of 5702 ticks on 1333 lots.
    #expect(short.equityAtEnd == Money(atoms: 799_800_000 + 760_076_600))
  }

  @Test func aDebtThatFundingLeavesIsBorneByTheVenue() throws {
    // The order rests at the bankruptcy price when funding takes 238.3404 from the account; there is no
    // fund. Filled two seconds later, the account is 214.460985 short: the maker fee of 15.843985 is
    // given back, and 198.617 is a loss to others.
    let buyer = (
      Sender(parameters: .init(afterMilliseconds: 8000, lots: 1333, limit: 600_000)), Self.capital
    )
    let result = try run(
      BuiltInPaths.takeoverLimit, index: [(0, 600_000), (5000, 596_000)], fund: 0,
      strategies: [buyer]
    ) {
      $0.funding = FundingSettings(
        formula: FundingFormula(
          interest: Rate(partsPerMillion: 3000), clamp: .basisPoints(500),
          cap: .basisPoints(500), interval: .seconds(100)),
        sampleInterval: .seconds(1), firstSettlement: .zero + .milliseconds(6500))
    }
    #expect(result.liquidations.map(\.ending) == [.closed])
    #expect(result.totals.feesWaived == Money(atoms: 15_843_985))
    #expect(result.totals.socialisedLoss == Money(atoms: 198_617_000))
    #expect(result.incidents.count { $0.kind == .debtBorne } == 1)
    #expect(result.totals.fundDraw == .zero)
    #expect(result.liquidations.map(\.equityAtEnd) == [.zero])
  }

  @Test(arguments: [
    LiquidationStep.transferToBackstop(quantity: Quantity(lots: 1333), price: Price(ticks: 1)),
    .deleverage(quantity: Quantity(lots: 1333), price: Price(ticks: 1)),
  ])
  func aPositionIsHandedOverAtTheBankruptcyPriceWhateverThePathAsks(
    step: LiquidationStep
  ) throws {
    let result = try run(Stubborn(step: step), index: [(0, 600_000), (5000, 595_000)])
    let record = try #require(result.liquidations.first)
    let kinds: [LiquidationRecord.Step.Kind] = [.transferred, .deleveraged]
    #expect(record.steps.filter { kinds.contains($0.kind) }.map(\.price.ticks) == [594_298])
    #expect(result.totals.lossToOthers == .zero, "at 595,000 nobody loses by it")
  }

  @Test func theOwnerKeepsWhatIsLeftUnlessThePathGivesItToTheFund() throws {
    // Sold at 596,000: a loss of 533.2, a fee of 39.7234, and 0.1 % or 79.4468 for the fund.
    let owner = try run(
      BuiltInPaths.marketOrder, index: [(0, 600_000), (5000, 596_000)],
      strategies: [wall(596_000, lots: 5000, levels: 1, isBidOnly: true)])
    #expect(owner.liquidations.map(\.equityAtEnd) == [Money(atoms: 147_429_800)])
    #expect(owner.totals.fundIncome == Money(atoms: 79_446_800))
    let fund = try run(
      BuiltInPaths.takeoverLimit, index: [(0, 600_000), (5000, 596_000)],
      strategies: [wall(596_000, lots: 5000, levels: 1, isBidOnly: true)])
    #expect(fund.liquidations.map(\.equityAtEnd) == [.zero])
    #expect(fund.totals.fundIncome == Money(atoms: 147_429_800 + 79_446_800))
  }

  // MARK: Time

  @Test func aRestingOrderEndsItsCaseWhenItIsFilled() throws {
    // Three seconds after the takeover order came to rest at 594,298, someone buys it all.
    let buyer = (
      Sender(parameters: .init(afterMilliseconds: 8000, lots: 1333, limit: 600_000)), Self.capital
    )
    let result = try run(
      BuiltInPaths.takeoverLimit, index: [(0, 600_000), (5000, 596_000)], strategies: [buyer])
    let record = try #require(result.liquidations.first)
    #expect(record.executed == Quantity(lots: 1333) && record.attempts == 1)
    #expect(record.ended == .zero + .seconds(8))
    #expect(record.executedNotional == Money(atoms: 1333 * 594_298 * 100))
  }

  @Test func aRestingOrderThatNobodyTakesIsCancelledWhenItsTimeIsOver() throws {
    let result = try run(
      BuiltInPaths.takeoverLimit, index: [(0, 600_000), (5000, 596_000)], seconds: 70)
    let record = try #require(result.liquidations.first)
    #expect(record.steps.map(\.time.wholeSeconds) == [5, 35, 35, 35, 40, 40, 45, 45, 50])
    #expect(record.ending == .deleveraged && record.attempts == 4)
    #expect(result.prices[34].ask == Price(ticks: 594_298))
    #expect(result.prices[35].ask == nil)
  }

  @Test func theOrderTravelsAsLongAsTheEnginesLinkSays() throws {
    let result = try run(
      BuiltInPaths.marketOrder, index: [(0, 600_000), (5000, 596_000)],
      strategies: [wall(599_999, lots: 5000, levels: 2)]
    ) {
      $0.latency.liquidationOrderEntry = .constant(.milliseconds(70))
      $0.latency.gatewayService = .milliseconds(2)
    }
    let record = try #require(result.liquidations.first)
    #expect(record.triggered == .zero + .seconds(5))
    #expect(record.ended - record.triggered == .milliseconds(72))
  }

  @Test(arguments: [
    LiquidationStep.wait(.milliseconds(2)), .cancelOrders,
    .submit(
      ForcedOrder(
        quantity: Quantity(lots: 1), limit: Price(ticks: 600_000), duration: .fillOrKill)),
    .transferToBackstop(quantity: Quantity(lots: 1), price: Price(ticks: 900_000)),
  ])
  func aPathThatNeverEndsIsEndedByTheEngine(step: LiquidationStep) throws {
    let result = try run(Stubborn(step: step), index: [(0, 600_000), (5000, 596_000)])
    let record = try #require(result.liquidations.first)
    #expect(record.ending == .deleveraged && record.deleveraged == Quantity(lots: 1333))
    #expect(record.attempts <= LiquidationEngine.stepsMax)
    let limit: Int64 = if case .wait = step { 7 } else { 5 }
    #expect(record.ended <= .zero + .seconds(limit))
  }

  // MARK: The backstop

  @Test func theBackstopTakesPositionAndMarginAtTheBankruptcyPrice() throws {
    let result = try run(
      BuiltInPaths.backstopTransfer, index: [(0, 600_000), (5000, 595_000)])
    let record = try #require(result.liquidations.first)
    #expect(record.transferred == Quantity(lots: 1333) && record.ending == .closed)
    #expect(result.incidents.contains { $0.kind == .backstopTransfer })
    // It bought 702 ticks below the mark.
    #expect(result.totals.backstopProfit == Money(atoms: 702 * 1333 * 100))
    #expect(result.totals.socialisedLoss == .zero && result.totals.fundDraw == .zero)
  }

  @Test func theBackstopRefusesALossAtOnceAndWhatItCannotHold() throws {
    let belowBankruptcy = try run(
      BuiltInPaths.backstopTransfer, index: [(0, 600_000), (5000, 594_000)])
    #expect(belowBankruptcy.incidents.count { $0.kind == .backstopRefused } == 3)
    #expect(belowBankruptcy.liquidations.first?.ending == .deleveraged)
    let small = try run(
      BuiltInPaths.backstopTransfer, index: [(0, 600_000), (5000, 595_000)]
    ) { $0.liquidation.backstop.notionalMaximum = ScenarioFixture.units(79_000) }
    #expect(small.incidents.count { $0.kind == .backstopRefused } == 3)
    let broke = try run(
      BuiltInPaths.backstopTransfer, index: [(0, 600_000), (5000, 595_000)]
    ) { $0.liquidation.backstop.capital = .zero }
    #expect(broke.incidents.count { $0.kind == .backstopRefused } == 3)
  }

  // MARK: The price that drives the check

  @Test func eachCheckPriceLiquidatesByItsOwnPrice() throws {
    var scenario = try ScenarioFixture.still(seconds: 20)
    let seed = try ScenarioFixture.pairSeed(scenario)
    let index = try ScenarioRun.tape([(0, 600_000), (9000, 596_000), (10_000, 600_000)])
    let last = try ScenarioRun.tape([(0, 600_000), (3500, 596_500), (12_000, 606_500)])
    func liquidated(_ check: CheckPrice, _ mark: MarkFormula) throws -> [[Int64]] {
      scenario.liquidation.checkPrice = check
      scenario.mark.formula = mark
      let setup = try ScenarioRun.setup(scenario, seed: seed, index: index, last: last)
      return SeedComparison.runAlone(setup: setup, path: BuiltInPaths.marketOrder).liquidations
        .map { [$0.triggered.wholeSeconds, $0.triggerPrice.ticks, $0.side.sign] }
    }
    #expect(try liquidated(.index, .last) == [[9, 596_000, 1]])
    #expect(try liquidated(.mark, .index) == [[9, 596_000, 1]])
    #expect(try liquidated(.last, .index)[0] == [4, 596_500, 1])
    // The book never trades, so a mark that follows its last trade stays at the index of the moment.
    #expect(try liquidated(.mark, .last) == [[9, 596_000, 1]])
  }
}
