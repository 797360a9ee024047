import Margin
import Market
import Testing
import Units

/// A coin-margined position of 100,000 dollars at 50,000 with 0.02 coins of margin.
///
/// The figures are the closed form of `c + N (1/entry - 1/p) = mmr N / p`, to twelve digits.
@Suite struct PublishedInverseTests {
  /// An atom stands for 10^-15 coins here: size and margin are counted a thousand times over, which
  /// moves no price and shows the published digits of the profit.
  static let atomsPerCoin = 1e15

  static func rules() throws -> MarginRules {
    let instrument = try Instrument(
      symbol: "INVERSE", priceDecimals: 8, tickUnits: 1, quantityDecimals: 2, lotUnits: 1,
      makerFee: .zero, takerFee: .zero, kind: .inverse, moneyDecimals: 12)
    let half = Rate(partsPerMillion: 5000)
    let schedule = try MarginSchedule(
      tiers: [MarginTier(floor: .zero, maintenance: half, initial: half)])
    return try MarginRules(instrument: instrument, schedule: schedule)
  }

  static func account(isLong: Bool) throws -> Account {
    let size = Quantity(lots: isLong ? 10_000_000_000 : -10_000_000_000)
    // The entry cost is minus the value at entry, two coins for a hundred thousand dollars.
    let cost = Money(atoms: isLong ? 2_000_000_000_000_000 : -2_000_000_000_000_000)
    return Account(
      cash: Money(atoms: 20_000_000_000_000), position: Position(size: size, entryCost: cost))
  }

  @Test(
    "liq.inverse_contract: where a long and a short fail",
    arguments: [(true, 49504.950495, 49752.4752475), (false, 50505.0505051, 50252.5252525)])
  func prices(isLong: Bool, bankruptcy: Double, liquidation: Double) throws {
    let rules = try Self.rules()
    let account = try Self.account(isLong: isLong)
    let zero = try #require(rules.zeroPrice(of: account))
    let failing = try #require(rules.liquidationPrice(of: account))
    // Half a unit of the last published digit on top of 1e-12.
    let digit = 5e-8
    #expect(abs(Double(zero.ticks) * 1e-8 - bankruptcy) <= 1e-12 * bankruptcy + digit)
    #expect(abs(Double(failing.ticks) * 1e-8 - liquidation) <= 1e-12 * liquidation + digit)
  }

  @Test("liq.inverse_contract: what a long has lost at 49,000")
  func profit() throws {
    let rules = try Self.rules()
    let account = try Self.account(isLong: true)
    let profit = rules.unrealisedProfit(of: account, at: Price(ticks: 4_900_000_000_000))
    #expect(
      isClose(Double(profit.atoms) / Self.atomsPerCoin, -0.0408163265306, relative: 1e-12))
  }
}
