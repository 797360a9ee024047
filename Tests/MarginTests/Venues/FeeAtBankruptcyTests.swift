import Margin
import Market
import Testing
import Units

/// A closing fee that counts at the bankruptcy price, as on Bybit: 0.075 %, and 0.5 % of maintenance at entry.
@Suite struct FeeAtBankruptcyTests {
  private func rules(
    _ contract: Instrument, valuation: MarginValuation = .entry,
    equality: AtEquality = .liquidatable
  ) throws -> MarginRules {
    try MarginRules(
      instrument: contract,
      terms: MarginTerms(
        schedule: MarginSchedule(shape: VenueFixture.flat("0.005")), valuation: valuation,
        equality: equality, closingFee: .countedAtBankruptcy,
        closingFeeRate: Rate(partsPerMillion: 750)))
  }

  /// Long of 10,000 contracts, 1.25 coins at 8,000, with 0.5 coins behind it.
  ///
  /// Worked by hand: bankrupt where 1.00075 x 10,000 / 1.75 = 5,718.5714; the fee there 0.00131152; maintenance 0.00625; liquidated where
  /// 10,000 / (1.75 - 0.00756152) = 5,739.0835, which the venue publishes rounded up to its tick: 5,739.5.
  @Test func `An inverse long of Bybit in cross margin is liquidated where the venue publishes it`()
    throws
  {
    let contract = try VenueFixture.contract(
      price: 1, size: 0, money: 8, kind: .inverse, tickUnits: 5)
    let rules = try rules(contract)
    let account = try contract.account("10000", at: "8000", margin: "0.5")
    let exact = try #require(rules.edge(of: account, from: contract.price("8000")))
    #expect(abs(contract.decimal(exact) - 5739.083528) < 1e-6)
    #expect(exact.rounded(.up) == Int128(try contract.price("5739.5").ticks))
    let bankruptcy = try #require(
      rules.edge(.bankruptcy, of: account, from: contract.price("8000")))
    #expect(abs(contract.decimal(bankruptcy) - 5718.571429) < 1e-6)
    // The check of a run, tick by tick: safe at 5,739.5 and not at 5,739.0.
    #expect(rules.liquidationPrice(of: account) == (try contract.price("5739.0")))
    #expect(!rules.isLiquidatable(account, at: try contract.price("5739.5")))
    #expect(rules.isLiquidatable(account, at: try contract.price("5739.0")))
    // 0.00625 and 0.0013115167...: the account pays the fraction.
    #expect(
      rules.maintenance(of: account, at: try contract.price("7000"))
        == (try contract.money("0.00756152")))
  }

  /// Worked by hand: the inverse short is bankrupt where 0.99925 x 10,000 / 0.75 = 13,323.33; linear positions of
  /// one coin at 60,000 with 6,000: the long at 54,000 / 0.99925, the short at 66,000 / 1.00075.
  @Test(arguments: [
    (ContractKind.inverse, "-10000", "8000", "0.5", 13213.305041, 13323.333333),
    (.linear, "1", "60000", "6000", 54340.530398, 54040.530398),
    (.linear, "-1", "60000", "6000", 65650.537097, 65950.537097),
  ])
  func `Both sides of both kinds of contract count the fee at bankruptcy`(
    kind: ContractKind, size: String, entry: String, margin: String, liquidation: Double,
    bankruptcy: Double
  ) throws {
    let contract = try VenueFixture.contract(
      price: 1, size: 0, money: kind == .inverse ? 8 : 6, kind: kind)
    let rules = try rules(contract)
    let account = try contract.account(size, at: entry, margin: margin)
    let failure = try #require(rules.edge(of: account, from: contract.price(entry)))
    #expect(abs(contract.decimal(failure) - liquidation) < 1e-5)
    let end = try #require(rules.edge(.bankruptcy, of: account, from: contract.price(entry)))
    #expect(abs(contract.decimal(end) - bankruptcy) < 1e-5)
    let cross = CrossAccount(
      collateral: account.cash,
      legs: [
        CrossLeg(
          symbol: "X", rules: rules, position: account.position, mark: try contract.price(entry))
      ])
    #expect(cross.liquidationPrice(leg: 0) == rules.liquidationPrice(of: account))
  }

  /// With 30 contracts of a coin each at 100 and 30 behind them the notional at bankruptcy is 2,970 over 0.99925.
  @Test func `A partial close restores what is asked with the fee of what is left`() throws {
    let contract = try VenueFixture.contract(price: 2, size: 0)
    let rules = try rules(contract, valuation: .mark, equality: .safe)
    let account = try contract.account("30", at: "100", margin: "30")
    let price = try contract.price("99.4")
    #expect(rules.isLiquidatable(account, at: price))
    let closed = try #require(
      rules.quantityToRestore(account, buffer: .zero, check: price, execution: price, fee: .zero))
    for (lots, isEnough) in [(closed.lots, true), (closed.lots - 1, false)] {
      var after = account
      after.cash += after.position.trade(
        Quantity(lots: -lots), value: contract.value(Quantity(lots: -lots), at: price))
      #expect(rules.isLiquidatable(after, at: price) != isEnough)
    }
  }

  @Test func `No fee is counted where no price bankrupts the account`() throws {
    let contract = try VenueFixture.contract(price: 1, size: 0)
    let rules = try rules(contract)
    let rich = try contract.account("1", at: "60000", margin: "70000")
    #expect(rules.edge(of: rich, from: try contract.price("60000")) == nil)
    #expect(
      rules.maintenance(of: rich, at: try contract.price("60000")) == (try contract.money("300")))
  }

  /// `1.005 x Q / (Q/E + Q/E/L)` with Q = 10,000, E = 8,000 and L = 50 (Bybit, unified account): 7,882.35; the fee
  /// is set aside beside the initial margin and drops out.
  @Test
  func `What is set aside for the fee at a leverage leaves the price of the formula without one`()
    throws
  {
    let contract = try VenueFixture.contract(price: 2, size: 0, money: 12, kind: .inverse)
    let rules = try rules(contract, valuation: .mark)
    var account = try contract.account("10000", at: "8000", margin: "0.025")
    account.cash += rules.feeSetAside(
      value: try contract.money("1.25"), margin: account.cash, isLong: true)
    let exact = try #require(rules.edge(of: account, from: contract.price("8000")))
    #expect(abs(contract.decimal(exact) - 7882.352941) < 1e-5)
    let bankruptcy = try #require(
      rules.edge(.bankruptcy, of: account, from: contract.price("8000")))
    // E L / (L + 1).
    #expect(abs(contract.decimal(bankruptcy) - 8000.0 * 50 / 51) < 1e-5)
  }
}
