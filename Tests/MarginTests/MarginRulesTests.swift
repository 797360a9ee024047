import Margin
import Market
import Testing
import Units

@Suite struct MarginRulesTests {
  /// Long 1 BTC at 60,000 with a margin of 6,000, unless stated.
  private func example(lots: Int64 = 1000, margin: Int64 = 6000) throws -> Account {
    Fixtures.account(
      lots: lots, entry: Price(ticks: 6_000_000), margin: Fixtures.units(margin),
      in: try Fixtures.bitcoin())
  }

  private func rules(
    _ closingFee: MarginRules.ClosingFee = .ignored, fee: Int64 = 500
  ) throws -> MarginRules {
    try MarginRules(
      instrument: Fixtures.bitcoin(takerFee: Rate(partsPerMillion: fee)),
      schedule: Fixtures.bitcoinSchedule(), closingFee: closingFee)
  }

  @Test func equityFollowsThePriceOfALongAndOfAShort() throws {
    let rules = try rules()
    let (long, short) = (try example(), try example(lots: -1000))
    let price = Price(ticks: 5_700_050)
    #expect(rules.notional(of: long, at: price) == Money(atoms: 57_000_500_000))
    #expect(rules.unrealisedProfit(of: long, at: price) == Money(atoms: -2_999_500_000))
    #expect(rules.equity(of: long, at: price) == Money(atoms: 3_000_500_000))
    #expect(rules.unrealisedProfit(of: short, at: price) == Money(atoms: 2_999_500_000))
    #expect(rules.equity(of: short, at: price) == Money(atoms: 8_999_500_000))
  }

  @Test func equityEqualToMaintenanceIsSafeAndAnAtomLessIsNot() throws {
    let rules = try rules()
    // At 60,000 the requirement is 0.5 % less 50: 250 units.
    var account = try example(margin: 250)
    let price = Price(ticks: 6_000_000)
    #expect(rules.standing(of: account, at: price).requirement == Fixtures.units(250))
    #expect(!rules.isLiquidatable(account, at: price))
    account.cash -= Money(atoms: 1)
    #expect(rules.isLiquidatable(account, at: price))
  }

  @Test func theClosingFeeCountsWhereTheRulesSaySo() throws {
    let account = try example(margin: 260)
    let price = Price(ticks: 6_000_000)
    let (ignoring, counting) = (try rules(), try rules(.counted))
    // 0.05 % of 60,000 is 30.
    #expect(counting.maintenance(of: account, at: price) == Fixtures.units(280))
    #expect(!ignoring.isLiquidatable(account, at: price))
    #expect(counting.isLiquidatable(account, at: price))
  }

  @Test func anAccountWithoutAPositionIsNeverLiquidatable() throws {
    let rules = try rules()
    let empty = Account(cash: Money(atoms: -5))
    #expect(!rules.isLiquidatable(empty, at: Price(ticks: 1)))
    #expect(rules.liquidationPrice(of: empty) == nil)
    #expect(rules.bankruptcyPrice(of: empty) == nil)
    #expect(rules.zeroPrice(of: empty) == nil)
  }

  @Test func profitRateAndLeverageRankWithoutDividing() throws {
    let rules = try rules()
    let account = try example()
    let price = Price(ticks: 6_600_000)
    // A tenth of profit; 66,000 on an equity of 12,000.
    #expect(rules.profitRate(of: account, at: price) == Ratio(1, over: 10))
    #expect(rules.effectiveLeverage(of: account, at: price) == Ratio(11, over: 2))
    #expect(rules.effectiveLeverage(of: account, at: Price(ticks: 5_400_000)) == nil)
    #expect(rules.profitRate(of: Account(), at: price) == nil)
  }

  @Test func aFeeThatLeavesNoRoomForMaintenanceIsRefused() throws {
    let (instrument, schedule) = (try Fixtures.bitcoin(), try Fixtures.bitcoinSchedule())
    for rate: Int64 in [-1, 500_000] {
      #expect(throws: MarginScheduleError.closingFeeOutOfRange) {
        try MarginRules(
          instrument: instrument, schedule: schedule,
          closingFeeRate: Rate(partsPerMillion: rate))
      }
    }
  }
}
