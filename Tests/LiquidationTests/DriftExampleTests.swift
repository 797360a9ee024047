import Liquidation
import Margin
import Market
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

  @Test("drift-liq-fee-ramp", arguments: [(Int64(10), 0.02), (10_000, 0.03), (100_000, 0.05)])
  func theLiquidatorsFeeGrowsWithAllElapsedSlots(slots: Int64, fee: Double) {
    #expect(Self.ramp(0.02, most: 0.05).rate(after: Self.slot * slots) == VenueFixture.rate(fee))
  }

  // MARK: Transfers

  /// Plays a transfer to the liquidator and the fund's fee on it.
  private func transfer(
    _ step: LiquidationStep, of account: inout Account, _ situation: Situation,
    _ cover: ShortageCover
  ) throws -> (lots: Int64, fundFee: Money) {
    guard case .transferToBackstop(let quantity, let price) = step else {
      Issue.record("\(step) is no transfer")
      return (0, .zero)
    }
    let rules = situation.rules
    let fee = cover.fundFee(
      shortage: cover.shortage(in: situation), notional: situation.notional,
      margin: VenueFixture.rate(0.07), liquidatorFee: VenueFixture.rate(0.01))
    let value = Money(atoms: quantity.lots * situation.notionalPerLot.atoms)
    let paid = value.times(fee, rounding: .down)
    let change = Quantity(lots: situation.isLong ? -quantity.lots : quantity.lots)
    // Drift keeps profit and loss in the position's quote until it is settled.
    account.position.size += change
    account.position.entryCost.atoms -= change.lots * rules.lotValue(at: price).atoms + paid.atoms
    return (quantity.lots, paid)
  }

  @Test("drift-long-underwater")
  func anAccountUnderWaterIsTakenOverWhole() throws {
    let rules = try VenueFixture.rules(maintenance: 50_000)
    var account = VenueFixture.account(quote: -150, lots: 1000, at: Price(ticks: 150), rules)
    let cover = Self.cover()
    var path = VenueFixture.path(
      sizing: .shortageCover(cover), execution: .backstop, limit: .indexRamp(cover.liquidatorFee))
    let situation = VenueFixture.situation(account, rules, at: Self.oracle)
    let done = try transfer(path.nextStep(in: situation), of: &account, situation, cover)
    #expect(done.lots == 1000)
    #expect(done.fundFee == .zero)
    #expect(account.fixedPart == VenueFixture.money(-51))
  }

  @Test("drift-partial-to-buffer")
  func aPartIsTakenOverUntilTheBufferIsReached() throws {
    let rules = try VenueFixture.rules(maintenance: 50_000, quantityDecimals: 6)
    var account = VenueFixture.account(quote: -195, lots: 2_000_000, at: Self.oracle, rules)
    let cover = Self.cover()
    var path = VenueFixture.path(
      sizing: .shortageCover(cover), execution: .backstop, limit: .indexRamp(cover.liquidatorFee))
    let situation = VenueFixture.situation(account, rules, at: Self.oracle)
    let done = try transfer(path.nextStep(in: situation), of: &account, situation, cover)
    #expect(done.lots == 1_800_000)
    #expect(done.fundFee == VenueFixture.money(1.8))
    // The collateral of 5 stands beside the quote of -23.6.
    #expect(account.fixedPart == VenueFixture.money(5 - 23.6))
    let equity = rules.equity(of: account, at: Self.oracle)
    #expect(equity == VenueFixture.money(0.07 * 20))
  }

  @Test("drift-multi-slot")
  func aThrottledCoverOpensSlotBySlot() throws {
    let rules = try VenueFixture.rules(maintenance: 50_000, quantityDecimals: 2)
    var account = VenueFixture.account(quote: -1950, lots: 2000, at: Self.oracle, rules)
    let cover = Self.cover(initial: 0.1, duration: Self.slot * 150, small: 50)
    var path = VenueFixture.path(
      sizing: .shortageCover(cover), execution: .backstop, limit: .indexRamp(cover.liquidatorFee),
      cancels: .symbolOrders, pace: Pace(cooldown: Self.slot, attemptsMax: 100))
    func look(_ slot: Int64, _ outcome: Situation.Outcome, orders: Double = 0) -> Situation {
      VenueFixture.situation(
        account, rules, at: Self.oracle, outcome: outcome, of: Quantity(lots: 2000),
        now: .zero + Self.slot * (slot - 1), orderMargin: VenueFixture.money(orders))
    }
    // The resting bid of 10 requires 10 x 100 x 7 % and 0.01 for the order.
    #expect(path.nextStep(in: look(1, .opened, orders: 70.01)) == .cancelOrders)
    #expect(path.nextStep(in: look(1, .cancelled)) == .wait(Self.slot))
    for (slot, left) in [(Int64(76), Int64(1480)), (76, 1476), (101, 942), (136, 191)] {
      let situation = look(slot, .waited)
      _ = try transfer(path.nextStep(in: situation), of: &account, situation, cover)
      #expect(account.position.size == Quantity(lots: left), "slot \(slot)")
      if left > 191 { #expect(path.nextStep(in: look(slot, .filled)) == .wait(Self.slot)) }
    }
    // The last transfer covered what was lacking, so the liquidation is over, whatever the margin is.
    #expect(path.nextStep(in: look(136, .filled)) == .release)
  }

  // MARK: Losses

  @Test("drift-social-loss-rate")
  func aLossIsSpreadOverOpenInterestRoundedUp() {
    let loss = SocialLoss(loss: VenueFixture.money(100))
    #expect(
      loss.perUnit(long: Quantity(lots: 7), short: Quantity(lots: 4), lotsPerUnit: 1)
        == VenueFixture.money(9.09091))
  }

  @Test("drift-bankruptcy-social")
  func everyUnitOfBothSidesPaysForABankruptcy() throws {
    let loss = SocialLoss(loss: VenueFixture.money(100), insurance: .zero)
    let five = Quantity(lots: 5)
    let perUnit = try #require(loss.perUnit(long: five, short: five, lotsPerUnit: 1))
    #expect(perUnit == VenueFixture.money(10))
    #expect(Money(atoms: perUnit.atoms * five.lots) == VenueFixture.money(50))
    #expect(loss.perUnit(long: .zero, short: .zero, lotsPerUnit: 1) == nil)
  }
}
