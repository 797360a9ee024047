import Liquidation
import Margin
import Market
import Reference
import Testing
import Units

/// Figures of Drift v2's own tests (drift-labs/protocol-v2 at 0ae3e3b1, read 2026-11).
@Suite struct DriftExampleTests {
  private static let slot = Interval.milliseconds(400)
  private static let oracle = Price(ticks: 100)

  private static func ramp(_ base: Double, most: Double) -> FeeRamp {
    FeeRamp(
      base: VenueFixture.rate(base), perStep: Rate(partsPerMillion: 1), step: slot,
      graceSteps: 1500, most: VenueFixture.rate(most))
  }

  private static func cover(
    initial: Double = 1, duration: Interval = .zero, small: Double = 0, fundFeeMax: Double = 0.01
  ) -> ShortageCover {
    ShortageCover(
      buffer: VenueFixture.rate(0.02), liquidatorFee: ramp(0.01, most: 0.03),
      fundFeeMax: VenueFixture.rate(fundFeeMax), initialShare: VenueFixture.rate(initial),
      duration: duration, smallShortage: VenueFixture.money(small))
  }

  // MARK: Amounts and fees

  struct Cover: VenueExample {
    var id: String
    var liquidatorFee = 0.0
    var fundFee = 0.0
    var quotePrice = 1.0
    var base: Int64
  }

  /// A shortage of 10 at a price of 100 and a margin of 10 %; sizes in 1e-9 of the base.
  @Test(arguments: [
    Cover(id: "drift-cover-nofee", base: 1_000_000_000),
    Cover(
      id: "drift-cover-fee1-if1", liquidatorFee: 0.01, fundFee: 0.01, base: 1_250_000_000),
    Cover(id: "drift-cover-usdc099", quotePrice: 0.99, base: 1_010_101_010),
  ])
  func aShortageIsCoveredByWhatEachUnitFrees(example: Cover) throws {
    let base = try #require(
      ShortageCover.quantity(
        covering: VenueFixture.money(10), unitValue: VenueFixture.money(100),
        lotsPerUnit: 1_000_000_000, quotePrice: VenueFixture.rate(example.quotePrice),
        margin: VenueFixture.rate(0.1), liquidatorFee: VenueFixture.rate(example.liquidatorFee),
        fundFee: VenueFixture.rate(example.fundFee), rounding: .down))
    #expect(abs(base.lots - example.base) <= 2)
  }

  @Test func aFeeAsLargeAsTheMarginCoversNothing() {
    #expect(
      ShortageCover.quantity(
        covering: VenueFixture.money(10), unitValue: VenueFixture.money(100), lotsPerUnit: 1,
        margin: VenueFixture.rate(0.05), liquidatorFee: VenueFixture.rate(0.03),
        fundFee: VenueFixture.rate(0.02), rounding: .up) == nil)
  }

  @Test("drift-if-fee", arguments: [(20.0, 0.019), (1.0, 0.03705), (1000.0, 0.0)])
  func theFundTakesMostOfWhatTheLiquidatorLeaves(shortage: Double, fee: Double) {
    #expect(
      Self.cover(fundFeeMax: 0.05).fundFee(
        shortage: VenueFixture.money(shortage), notional: VenueFixture.money(1000),
        margin: VenueFixture.rate(0.05), liquidatorFee: VenueFixture.rate(0.01))
        == VenueFixture.rate(fee))
  }

  @Test(
    "drift-liq-fee-ramp",
    arguments: [
      (Int64(10), 0.02), (10_000, 0.03), (100_000, 0.05),
      // When the grace is over it jumps by all that had been spared.
      (1499, 0.02), (1500, 0.0215), (29_999, 0.049999), (30_000, 0.05),
    ])
  func theLiquidatorsFeeGrowsWithAllElapsedSlots(slots: Int64, fee: Double) {
    #expect(Self.ramp(0.02, most: 0.05).rate(after: Self.slot * slots) == VenueFixture.rate(fee))
  }

  // MARK: Transfers

  /// Moves what a path hands over to the liquidator, and charges the fund's fee.
  ///
  /// The fee is the rate that the cover reckons with, on the value at the oracle.
  ///
  /// - Returns: Lots moved and the fund's fee.
  private func transfer(
    _ step: LiquidationStep, _ situation: Situation, _ cover: ShortageCover,
    in item: inout SettledCase
  ) throws -> (lots: Quantity, fundFee: Money) {
    let (quantity, price) = try asked(step)
    item.ledger.transferPosition(quantity, from: Self.owner, to: item.market, price: price)
    // Up: the account pays the fraction of an atom.
    let fee = item.rules.instrument.notional(situation.checkPrice, quantity)
      .times(cover.fundFee(in: situation), rounding: .up)
    item.ledger.charge(fee, to: Self.owner, for: item.ledger.fund)
    return (quantity, fee)
  }

  private func asked(_ step: LiquidationStep) throws -> (quantity: Quantity, price: Price) {
    var asked: (quantity: Quantity, price: Price)?
    if case .transferToBackstop(let quantity, let price) = step { asked = (quantity, price) }
    return try #require(asked, "\(step) is no transfer")
  }

  private static let owner = OwnerID(0)

  private func takeover(_ cover: ShortageCover, pace: Pace = Pace(attemptsMax: 100)) -> StagedPath {
    VenueFixture.path(
      sizing: .shortageCover(cover), execution: .backstop, limit: .indexRamp(cover.liquidatorFee),
      cancels: .symbolOrders, pace: pace)
  }

  struct Whole: VenueExample {
    var id: String
    var lots: Int64
    var quote: Double
    var quoteAfter: Double
    var liquidator: Double
  }

  @Test(arguments: [
    Whole(
      id: "drift-long-underwater", lots: 1000, quote: -150, quoteAfter: -51, liquidator: -99),
    // Its mirror image is bought back at 101.
    Whole(id: "a short under water", lots: -1000, quote: 50, quoteAfter: -51, liquidator: 101),
  ])
  func anAccountUnderWaterIsTakenOverWhole(example: Whole) throws {
    let rules = try VenueFixture.rules(maintenance: 50_000)
    let entry = Price(ticks: example.lots > 0 ? 150 : 50)
    let account = VenueFixture.account(
      quote: example.quote, lots: example.lots, at: entry, rules)
    let cover = Self.cover()
    var path = takeover(cover)
    let situation = VenueFixture.situation(
      account, rules, at: Self.oracle, outcome: .cancelled)
    #expect(path.next(in: situation).step == .cancelOrders)
    var item = SettledCase([account], rules: rules)
    let liquidator = item.ledger[item.market].fixedPart
    let done = try transfer(path.next(in: situation).step, situation, cover, in: &item)
    #expect(done.lots == Quantity(lots: 1000))
    #expect(item.ledger[Self.owner].position.size == .zero)
    #expect(item.ledger[Self.owner].fixedPart == VenueFixture.money(example.quoteAfter))
    #expect(
      item.ledger[item.market].fixedPart - liquidator == VenueFixture.money(example.liquidator))
    #expect(done.fundFee == .zero && item.fund == .zero)
  }

  @Test("drift-partial-to-buffer", arguments: [true, false])
  func aPartIsTakenOverUntilTheBufferIsReached(isLong: Bool) throws {
    let rules = try VenueFixture.rules(maintenance: 50_000, quantityDecimals: 6)
    let sign: Int64 = isLong ? 1 : -1
    let account = VenueFixture.account(
      quote: Double(5 - sign * 200), lots: sign * 2_000_000, at: Self.oracle, rules)
    let cover = Self.cover()
    var path = takeover(cover)
    let situation = VenueFixture.situation(
      account, rules, at: Self.oracle, outcome: .cancelled)
    #expect(path.next(in: situation).step == .cancelOrders)
    var item = SettledCase([account], rules: rules)
    let liquidator = item.ledger[item.market].fixedPart
    let done = try transfer(path.next(in: situation).step, situation, cover, in: &item)
    let left = item.ledger[Self.owner]
    #expect(done.lots == Quantity(lots: 1_800_000))
    #expect(left.position.size == Quantity(lots: sign * 200_000))
    // Beside the collateral of 5 stands the quote of the position, fees and profit in it.
    #expect(
      left.fixedPart - VenueFixture.money(5) == VenueFixture.money(isLong ? -23.6 : 16.4))
    #expect(
      item.ledger[item.market].fixedPart - liquidator
        == VenueFixture.money(isLong ? -178.2 : 181.8))
    #expect(done.fundFee == VenueFixture.money(1.8) && item.fund == VenueFixture.money(1.8))
    // A margin of 7 %.
    let leverage = try #require(rules.effectiveLeverage(of: left, at: Self.oracle))
    #expect(leverage == Ratio(100, over: 7))
  }

  @Test("drift-multi-slot")
  func aThrottledCoverOpensSlotBySlot() throws {
    let rules = try VenueFixture.rules(maintenance: 50_000, quantityDecimals: 2)
    var account = VenueFixture.account(quote: -1950, lots: 2000, at: Self.oracle, rules)
    let cover = Self.cover(initial: 0.1, duration: Self.slot * 150, small: 50)
    var path = takeover(cover, pace: Pace(cooldown: Self.slot, attemptsMax: 100))
    func look(_ slot: Int64, _ outcome: Situation.Outcome, orders: Double = 0) -> Situation {
      VenueFixture.situation(
        account, rules, at: Self.oracle, outcome: outcome, of: Quantity(lots: 2000),
        now: .zero + Self.slot * (slot - 1), orderMargin: VenueFixture.money(orders))
    }
    // The resting bid of 10 requires 10 x 100 x 7 % and 0.01 for the order.
    #expect(path.next(in: look(1, .opened, orders: 70.01)).step == .cancelOrders)
    #expect(path.next(in: look(1, .cancelled)).step == .wait(Self.slot))
    #expect(account.position.size == Quantity(lots: 2000))
    #expect(path.freedMargin == VenueFixture.money(70.01))
    let calls = [
      (Int64(76), Int64(1480), 95.802), (76, 1476, 96.0004), (101, 942, 122.4868), (136, 191, 0),
    ]
    for (slot, left, freed) in calls {
      let situation = look(slot, .waited)
      let step = try asked(path.next(in: situation).step)
      account = CoverTransfer(step.quantity, at: step.price, in: situation, under: cover).account
      #expect(account.position.size == Quantity(lots: left), "slot \(slot)")
      // The last transfer covers what was lacking, so the liquidation is over, whatever the margin is.
      let next = path.next(in: look(slot, .filled)).step
      #expect(next == (left > 191 ? .wait(Self.slot) : .release))
      #expect(path.freedMargin == VenueFixture.money(freed), "slot \(slot)")
    }
  }

  // MARK: Losses

  @Test("drift-social-loss-rate")
  func aLossIsSpreadOverOpenInterestRoundedUp() {
    let loss = SocialLoss(loss: VenueFixture.money(100))
    #expect(
      loss.perUnit(long: Quantity(lots: 7), short: Quantity(lots: 4), lotsPerUnit: 1)
        == VenueFixture.money(9.09091))
  }

  struct Social: VenueExample {
    var id = "drift-bankruptcy-social"
    var loss = 100.0
    var insurance = 0.0
    var long: Int64 = 5
    var short: Int64 = 5
    var change: Double
    /// What a long and a short of five units pay each.
    var five: Double
  }

  @Test(arguments: [
    Social(change: 10, five: 50),
    // 100 less 34 over six units.
    Social(insurance: 34, long: 5, short: 1, change: 11, five: 55),
    // 100 / 7 is 14.2857142..., rounded up.
    Social(long: 2, short: 5, change: 14.285715, five: 71.428575),
    Social(insurance: 200, change: 0, five: 0),
  ])
  func everyUnitOfBothSidesPaysForABankruptcy(example: Social) throws {
    let loss = SocialLoss(
      loss: VenueFixture.money(example.loss), insurance: VenueFixture.money(example.insurance))
    let change = try #require(
      loss.fundingChange(
        long: Quantity(lots: example.long), short: Quantity(lots: example.short), lotsPerUnit: 1))
    #expect(change.long == VenueFixture.money(example.change))
    #expect(change.short == VenueFixture.money(-example.change))
    for lots in [Int64(5), -5] {
      #expect(
        SocialLoss.payment(of: Quantity(lots: lots), change: change, lotsPerUnit: 1)
          == VenueFixture.money(example.five))
    }
  }

  @Test func aLossWithoutOpenInterestCannotBeSpread() {
    let loss = SocialLoss(loss: VenueFixture.money(100))
    #expect(loss.perUnit(long: .zero, short: .zero, lotsPerUnit: 1) == nil)
    #expect(loss.fundingChange(long: .zero, short: .zero, lotsPerUnit: 1) == nil)
  }
}
