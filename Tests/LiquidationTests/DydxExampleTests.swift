import Liquidation
import Margin
import Market
import Reference
import Testing
import Units

/// Figures of dYdX v4's own tests (dydxprotocol/v4-chain at 84d4664b, `x/clob/keeper`, read 2026-11).
///
/// Oracle 50,000 for BTC and 3,000 for ETH, initial margin 20 %, maintenance 10 %.
@Suite struct DydxExampleTests {
  private static let oracle = Price(ticks: 50_000)

  // MARK: The limit of the order

  struct Fillable: VenueExample {
    var id: String
    var lots: Int64
    var quote: Double
    var adjustment = 1.0
    var spread = 0.1
    var oracle: Int64 = 50_000
    var maintenance: Int64 = 100_000
    var decimals = 0
    var otherLots: Int64 = 0
    var price: Double
  }

  @Test(arguments: [
    Fillable(id: "dydx-fillable-long-just-below-mm", lots: 100, quote: -4501, price: 49_999),
    Fillable(
      id: "dydx-fillable-long-ba2", lots: 100, quote: -4501, adjustment: 2, price: 49_998),
    Fillable(
      id: "dydx-fillable-long-smmr20", lots: 100, quote: -4501, spread: 0.2, price: 49_998),
    Fillable(id: "dydx-fillable-long-at-bankruptcy", lots: 100, quote: -5000, price: 49_500),
    Fillable(id: "dydx-fillable-short-at-bankruptcy", lots: -100, quote: 5000, price: 50_500),
    // The other leg is 0.004 BTC.
    Fillable(
      id: "dydx-fillable-two-longs", lots: 100, quote: -490, oracle: 3000, otherLots: 4,
      price: 2976),
    // 10 of equity over 50 of maintenance: a rating of 0.8, and 3,000 x 0.8 x 0.1 x 10 % = 24.
    Fillable(
      id: "a short leg beside a long one", lots: -100, quote: 110, oracle: 3000, otherLots: 4,
      price: 3024),
    // Below nothing the rating is whole; with more than maintenance it is nothing.
    Fillable(id: "a long beyond bankruptcy", lots: 100, quote: -5100, price: 49_500),
    Fillable(id: "a long above maintenance", lots: 100, quote: -4400, price: 50_000),
    Fillable(
      id: "dydx-mainnet-fillable, below maintenance", lots: 1000, quote: -48_501, spread: 1.5,
      maintenance: 30_000, decimals: 1, price: 49_998.5),
    Fillable(
      id: "dydx-mainnet-fillable, at bankruptcy", lots: 1000, quote: -50_000, spread: 1.5,
      maintenance: 30_000, decimals: 1, price: 47_750),
  ])
  func theLimitMovesAwayFromTheOracleWithDistress(example: Fillable) throws {
    let scale: Int64 = example.decimals == 1 ? 10 : 1
    let oracle = Price(ticks: example.oracle * scale)
    let rules = try VenueFixture.rules(
      maintenance: example.maintenance, priceDecimals: example.decimals)
    let account = VenueFixture.account(
      quote: example.quote, lots: example.lots, at: oracle, rules)
    // The other leg is paid for out of the quote.
    let legs = [(example.lots, oracle), (example.otherLots, Self.oracle)].map { lots, mark in
      CrossLeg(
        symbol: "\(mark.ticks)", rules: rules, position: Position(size: Quantity(lots: lots)),
        mark: mark)
    }
    let cross = CrossAccount(collateral: VenueFixture.money(example.quote), legs: legs)
    var path = VenueFixture.path(
      limit: .fillable(
        adjustment: VenueFixture.rate(example.adjustment),
        spreadToMaintenance: VenueFixture.rate(example.spread)))
    let step = path.next(
      in: VenueFixture.situation(account, rules, at: oracle, standing: cross.standing)
    ).step
    let order = try #require(step.order)
    #expect(order.limit.ticks == Int64(example.price * Double(scale)))
  }

  @Test func theFormulaAsPrintedPutsAShortOnTheWrongSideOfTheOracle() throws {
    // At bankruptcy the rating is 1: 50,000 x (1 - 0.1 x 10 %) = 49,500 for both sides.
    let rules = try VenueFixture.rules(maintenance: 100_000)
    for (lots, quote) in [(Int64(100), -5000.0), (-100, 5000)] {
      let account = VenueFixture.account(quote: quote, lots: lots, at: Self.oracle, rules)
      var path = VenueFixture.path(
        limit: .fillableAsPrinted(
          adjustment: .one, spreadToMaintenance: Rate(partsPerMillion: 100_000)))
      let step = path.next(in: VenueFixture.situation(account, rules, at: Self.oracle)).step
      #expect(try #require(step.order).limit == Price(ticks: 49_500))
    }
  }

  @Test func `The formula as printed asks for no price below zero`() throws {
    // A spread of 30 times the 10 % of maintenance would mirror 50,000 to minus 100,000.
    let rules = try VenueFixture.rules(maintenance: 100_000)
    let account = VenueFixture.account(quote: 5000, lots: -100, at: Self.oracle, rules)
    var path = VenueFixture.path(
      limit: .fillableAsPrinted(
        adjustment: .one, spreadToMaintenance: Rate(partsPerMillion: 30_000_000)))
    let step = path.next(in: VenueFixture.situation(account, rules, at: Self.oracle)).step
    #expect(try #require(step.order).limit == Price(ticks: 1))
  }

  @Test func theLimitRoundsUpForASaleAndDownForAPurchase() throws {
    // Equity 499.5 of 500 is 0.001 short; 0.1 x 0.001 x 10 % x 50,000 is half a tick.
    let rules = try VenueFixture.rules(maintenance: 100_000)
    for (lots, quote) in [(Int64(100), -4500.5), (-100, 5499.5)] {
      let account = VenueFixture.account(quote: quote, lots: lots, at: Self.oracle, rules)
      let price = VenueFixture.situation(account, rules, at: Self.oracle).fillablePrice(
        adjustment: .one, spreadToMaintenance: Rate(partsPerMillion: 100_000))
      #expect(price == Self.oracle)
    }
  }

  // MARK: How much

  struct Limit: VenueExample {
    var id: String { "dydx-position-limit" }
    var position: Double
    var minimum: Double
    var portion: Double
    var most: Double
  }

  @Test(arguments: [
    Limit(position: 50_000, minimum: 0.0001, portion: 1, most: 50_000),
    Limit(position: 50_000, minimum: 0.0001, portion: 0.5, most: 25_000),
    Limit(position: 5, minimum: 10, portion: 1, most: 5),
    Limit(position: 5000, minimum: 1000, portion: 0.1, most: 1000),
    Limit(position: 20_000, minimum: 1000, portion: 0.1, most: 2000),
    Limit(position: 0, minimum: 1000, portion: 0.1, most: 0),
  ])
  func anOrderClosesAPortionButNoLessThanAMinimum(example: Limit) {
    let most = Sizing.portion(
      VenueFixture.rate(example.portion), of: VenueFixture.money(example.position),
      minimum: VenueFixture.money(example.minimum))
    #expect(most == VenueFixture.money(example.most))
  }

  @Test func theNotionalOfOneAccountIsCappedInEachBlock() throws {
    // 100,000 a block at 50,000: two whole coins, then nothing until the next block.
    let rules = try VenueFixture.rules(maintenance: 30_000)
    let account = VenueFixture.account(quote: -490_000, lots: 10_000, at: Self.oracle, rules)
    let block = CapacityWindow(
      .notional(VenueFixture.money(100_000)), within: .seconds(2), kind: .block, scope: .account)
    var path = VenueFixture.path(
      sizing: .portion(.one, minimumNotional: .zero), limit: .none,
      pace: Pace(attemptsMax: 9, capacity: block))
    var meter = CapacityMeter()
    let now = Instant.zero + .seconds(3)
    let first = path.next(
      in: VenueFixture.situation(account, rules, at: Self.oracle, now: now, capacity: meter)
    ).step
    #expect(first.order?.quantity == Quantity(lots: 2000))
    meter.take(
      Quantity(lots: 2000), notional: VenueFixture.money(100_000), of: 0, in: block, at: now)
    let second = path.next(
      in: VenueFixture.situation(
        account, rules, at: Self.oracle, outcome: .filled, now: now, capacity: meter)
    ).step
    #expect(second == .wait(.seconds(1)))
    let third = path.next(
      in: VenueFixture.situation(
        account, rules, at: Self.oracle, outcome: .waited, now: now + .seconds(1), capacity: meter)
    ).step
    #expect(third.order?.quantity == Quantity(lots: 2000))
  }

  // MARK: What the fund takes and pays

  struct Delta: VenueExample {
    var id: String
    var lots: Int64
    var quote: Double
    var fill: Int64
    var feeMax: Double
    var delta: Double
  }

  @Test(arguments: [
    Delta(
      id: "dydx-insurance-delta-long-maxfee", lots: 100, quote: -5100, fill: 56_100, feeMax: 0.005,
      delta: 28.05),
    Delta(
      id: "dydx-insurance-delta-long-all-leftover", lots: 100, quote: -5100, fill: 56_100,
      feeMax: 1, delta: 510),
    Delta(
      id: "dydx-insurance-delta-short-maxfee", lots: -100, quote: 4900, fill: 44_100,
      feeMax: 0.005, delta: 22.05),
    Delta(
      id: "dydx-insurance-delta-long-loss", lots: 100, quote: -5100, fill: 50_490, feeMax: 0.005,
      delta: -51),
    Delta(
      id: "dydx-insurance-delta-short-loss", lots: -100, quote: 4900, fill: 49_490, feeMax: 0.005,
      delta: -49),
  ])
  func theFundTakesACappedSurplusAndPaysALoss(example: Delta) throws {
    let rules = try VenueFixture.rules(maintenance: 100_000)
    let account = VenueFixture.account(
      quote: example.quote, lots: example.lots, at: Self.oracle, rules)
    var item = SettledCase([account], rules: rules, fund: VenueFixture.money(1000))
    try item.close(
      OwnerID(0), at: Price(ticks: example.fill), penalty: Self.surplus(feeMax: example.feeMax),
      check: Self.oracle)
    #expect(item.end(OwnerID(0), remainder: .owner) == .zero)
    #expect(item.fund - VenueFixture.money(1000) == VenueFixture.money(example.delta))
  }

  /// The fund's part of what a fill is better than bankruptcy, as the venue's rulebook charges it.
  private static func surplus(feeMax: Double) -> Penalty {
    Penalty(
      rate: VenueFixture.rate(feeMax), base: .closedNotional, receiver: .fund,
      cappedByGapToBankruptcy: true)
  }

  // MARK: One block of liquidation

  struct Block: VenueExample {
    var id: String
    var portion: Double
    var minimum: Double
    var filled: Int64
    var quote: Double
    var fees: Double
    /// The quote of a maker that began with 50,000.
    var makerAfter: Double
  }

  /// A short of 1 BTC with 50,499 USDC, and an ask for as much at the oracle.
  @Test(arguments: [
    Block(
      id: "dydx-e2e-portion-10pct", portion: 0.1, minimum: 100, filled: 100, quote: 45_474,
      fees: 25, makerAfter: 55_000),
    Block(
      id: "dydx-e2e-min-notional", portion: 0.01, minimum: 100_000, filled: 1000, quote: 249,
      fees: 250, makerAfter: 100_000),
  ])
  func oneBlockClosesWhatSizeAndLimitAllow(example: Block) throws {
    let rules = try VenueFixture.rules(maintenance: 100_000)
    let account = Self.short(rules)
    var path = VenueFixture.path(
      sizing: .portion(
        VenueFixture.rate(example.portion), minimumNotional: VenueFixture.money(example.minimum)),
      limit: .fillable(adjustment: .one, spreadToMaintenance: VenueFixture.rate(0.1)))
    let step = path.next(in: VenueFixture.situation(account, rules, at: Self.oracle)).step
    let maker = Account(cash: VenueFixture.money(50_000))
    var item = SettledCase([account, maker], rules: rules)
    let filled = try item.fill(
      try #require(step.order), against: [(Self.oracle, Quantity(lots: 1000))],
      penalty: Self.surplus(feeMax: 0.005), check: Self.oracle)
    #expect(filled == Quantity(lots: example.filled))
    let left = item.ledger[OwnerID(0)]
    #expect(left.position.size == Quantity(lots: example.filled - 1000))
    #expect(left.fixedPart == VenueFixture.money(example.quote))
    #expect(item.fund == VenueFixture.money(example.fees))
    #expect(item.ledger[OwnerID(1)].fixedPart == VenueFixture.money(example.makerAfter))
  }

  private static func short(_ rules: MarginRules) -> Account {
    VenueFixture.account(quote: 50_499, lots: -1000, at: oracle, rules)
  }

  /// The venue asks its fund at each match; a run asks once, for the whole order, before it sends it.
  @Test("dydx-e2e-insurance-block-limit")
  func aMatchThatTheFundCannotStandEndsTheBlock() throws {
    let rules = try VenueFixture.rules(maintenance: 100_000)
    let account = Self.short(rules)
    var path = VenueFixture.path(
      sizing: .portion(.one, minimumNotional: .zero),
      limit: .fillable(adjustment: .one, spreadToMaintenance: .one))
    let step = path.next(in: VenueFixture.situation(account, rules, at: Self.oracle)).step
    let rehearsal = BookRehearsal(
      resting: [Int64(100), 1000].map {
        .init(price: Price(ticks: 50_500), quantity: Quantity(lots: $0))
      },
      settlement: FillSettlement(
        feeMax: VenueFixture.rate(0.005), lossPerBlockMax: VenueFixture.money(0.5)))
    let outcome = rehearsal.fill(
      try #require(step.order), of: account, rules: rules, check: Self.oracle,
      fund: VenueFixture.money(1_000_000))
    #expect(outcome.filled == Quantity(lots: 100))
    #expect(outcome.account.position.size == Quantity(lots: -900))
    #expect(outcome.account.fixedPart == VenueFixture.money(45_449.1))
    #expect(outcome.fees == .zero)
    #expect(outcome.fundPaid == VenueFixture.money(0.1))
    #expect(outcome.isStoppedByFund)
  }

  // MARK: Deleveraging

  @Test("dydx-deleverage-split")
  func aPositionIsSplitOverCounterpartiesAtItsBankruptcyPrice() throws {
    let rules = try VenueFixture.rules(maintenance: 100_000)
    let short = VenueFixture.account(quote: 54_999, lots: -1000, at: Self.oracle, rules)
    let long = VenueFixture.account(quote: 50_000, lots: 500, at: Self.oracle, rules)
    var item = SettledCase([short, long, long], rules: rules)
    let queue = DeleveragingQueue(
      ordered: [OwnerID(1), OwnerID(2)].map {
        DeleveragingRank(owner: $0, size: item.ledger.size($0), score: nil)
      })
    let price = DeleveragingPrice.bankruptcy.price(
      bankruptcy: try #require(rules.bankruptcyPrice(of: short)), mark: Self.oracle,
      previousMark: Self.oracle, index: Self.oracle)
    let closes = queue.closes(Quantity(lots: 1000))
    #expect(closes.map(\.owner) == [OwnerID(1), OwnerID(2)])
    for close in closes {
      item.ledger.transferPosition(
        close.quantity, from: OwnerID(0), to: close.owner, price: price)
      let other = item.ledger[close.owner]
      #expect(other.position.isFlat)
      #expect(other.fixedPart == VenueFixture.money(77_499.5))
    }
    #expect(item.ledger[OwnerID(0)] == Account())
  }

  /// The venue passes over whom the price would bankrupt; a run asks only in which order.
  @Test("dydx-deleverage-nonoverlap")
  func aCounterpartyThatThePriceWouldBankruptIsPassedOver() throws {
    let rules = try VenueFixture.rules(maintenance: 100_000)
    let short = VenueFixture.account(quote: 50_000, lots: -1000, at: Self.oracle, rules)
    let poor = VenueFixture.account(quote: -50_001, lots: 1000, at: Self.oracle, rules)
    let rich = VenueFixture.account(quote: 50_000, lots: 1000, at: Self.oracle, rules)
    let offset = DeleveragingOffset(short, against: [poor, rich], rules: rules, at: Self.oracle)
    #expect(offset.used == [1])
    #expect(offset.counterparties[0] == poor)
    #expect(offset.counterparties[1].fixedPart == VenueFixture.money(100_000))
    #expect(offset.account.position.isFlat)
  }
}

extension LiquidationStep {
  /// The order, if the step is one.
  var order: ForcedOrder? {
    if case .submit(let order) = self { return order }
    return nil
  }
}
