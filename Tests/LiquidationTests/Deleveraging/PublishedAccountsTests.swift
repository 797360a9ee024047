import Liquidation
import Margin
import Market
import Reference
import Testing
import Units

/// The five accounts of the running example of Chitra (2025), which all entered at a price of 1.
@Suite struct PublishedAccountsTests {
  struct Account: Sendable, CustomTestStringConvertible {
    var name: String
    /// Signed size in lots of one unit.
    var lots: Int64
    /// Cash as a quotient.
    var cash: (Int64, Int64)
    var testDescription: String { name }
  }

  static let accounts = [
    Account(name: "A", lots: 1, cash: (2, 1)), Account(name: "B", lots: 1, cash: (2, 3)),
    Account(name: "C", lots: -4, cash: (8, 3)), Account(name: "D", lots: 1, cash: (2, 19)),
    Account(name: "E", lots: -1, cash: (10, 99)),
  ]

  /// A price of 1 is so many ticks, and the value of a lot at it so many atoms.
  static let unit: Int64 = 1_000_000_000_000

  static func account(_ entry: Account) -> Margin.Account {
    let cash = divide(
      Int128(unit) * Int128(entry.cash.0), by: Int128(entry.cash.1), rounding: .toNearestOrEven)
    return Margin.Account(
      cash: Money(atoms: Int64(cash)),
      position: Position(
        size: Quantity(lots: entry.lots), entryCost: Money(atoms: -entry.lots * unit)))
  }

  static func price(_ value: Double) -> Price {
    Price(ticks: Int64((value * 100).rounded()) * (unit / 100))
  }

  /// Maintenance of a tenth, no fee, one atom for a tick on a lot.
  static func rules() throws -> MarginRules {
    let instrument = try Instrument(
      symbol: "EXAMPLE", priceDecimals: 12, tickUnits: 1, quantityDecimals: 0,
      lotUnits: 1_000_000, makerFee: .zero, takerFee: .zero)
    let tenth = Rate(partsPerMillion: 100_000)
    let schedule = try MarginSchedule(
      tiers: [MarginTier(floor: .zero, maintenance: tenth, initial: tenth)])
    return try MarginRules(instrument: instrument, schedule: schedule)
  }

  private func decimal(_ atoms: Int64) -> Double { Double(atoms) / Double(Self.unit) }

  /// Funding, profit and equity after one and after two steps.
  static let funding: [String: [Double]] = [
    "A": [
      -0.466666666667, -0.0666666666667, 1.93333333333, -0.572, -0.738666666667, 1.26133333333,
    ],
    "B": [-0.466666666667, -0.0666666666667, 0.6, -0.572, -0.738666666667, -0.072],
    "C": [1.86666666667, 0.266666666667, 2.93333333333, 2.288, 2.95466666667, 5.62133333333],
    "D": [
      -0.466666666667, -0.0666666666667, 0.0385964912281, -0.572, -0.738666666667,
      -0.633403508772,
    ],
    "E": [
      0.466666666667, 0.0666666666667, 0.167676767677, 0.572, 0.738666666667, 0.839676767677,
    ],
  ]

  @Test("chitra.funding_example: two steps of funding", arguments: accounts)
  func fundingExample(entry: Account) throws {
    let rules = try Self.rules()
    let rule = OpenInterestFunding(sensitivity: .one, longOverShort: Rate(partsPerMillion: 600_000))
    let expected = try #require(Self.funding[entry.name])
    var account = Self.account(entry)
    var received = Money.zero
    for (step, prices) in [(1.4, 1.5), (1.3, 1.25)].enumerated() {
      let mark = Self.price(prices.0)
      let value = Money(atoms: entry.lots * rules.lotValue(at: mark).atoms)
      let payment = rule.payment(notional: value, mark: mark, index: Self.price(prices.1))
      account.cash += payment
      received += payment
      let profit = rules.unrealisedProfit(of: account, at: mark) + received
      let equity = rules.equity(of: account, at: mark)
      #expect(isClose(decimal(payment.atoms), expected[3 * step], within: 1e-9))
      #expect(isClose(decimal(profit.atoms), expected[3 * step + 1], within: 1e-9))
      #expect(isClose(decimal(equity.atoms), expected[3 * step + 2], within: 1e-9))
    }
  }

  @Test(
    "chitra.funding_example: the rate of a step",
    arguments: [(1.4, 1.5, -0.333333333333), (1.3, 1.25, -0.44)])
  func fundingRate(mark: Double, index: Double, rate: Double) {
    let rule = OpenInterestFunding(sensitivity: .one, longOverShort: Rate(partsPerMillion: 600_000))
    let paid = rule.payment(
      notional: Money(atoms: Self.unit), mark: Self.price(mark), index: Self.price(index))
    #expect(isClose(decimal(paid.atoms), rate, within: 1e-9))
  }

  /// Bankruptcy and liquidation; 0 stands for no positive price.
  static let prices: [String: (Double, Double)] = [
    "A": (0, 0), "B": (0.333333333333, 0.37037037037), "C": (1.66666666667, 1.51515151515),
    "D": (0.894736842105, 0.994152046784), "E": (1.10101010101, 1.00091827365),
  ]

  @Test("chitra.bankruptcy_liq_prices: where the accounts fail", arguments: accounts)
  func failurePrices(entry: Account) throws {
    let rules = try Self.rules()
    let account = Self.account(entry)
    let expected = try #require(Self.prices[entry.name])
    let bankruptcy = max(try #require(rules.zeroPrice(of: account)), .zero)
    let liquidation = rules.liquidationPrice(of: account) ?? .zero
    // Above 1, half a unit of the twelfth and last published digit is 5e-12; a tick is 1e-12.
    func tolerance(_ printed: Double) -> Double { printed > 1 ? 5e-12 : 1.5e-12 }
    #expect(isClose(decimal(bankruptcy.ticks), expected.0, within: tolerance(expected.0)))
    #expect(isClose(decimal(liquidation.ticks), expected.1, within: tolerance(expected.1)))
  }

  @Test("liq.bad_debt_entry_vs_mark: the loss beyond the margin follows from the entry price")
  func badDebt() throws {
    let rules = try Self.rules()
    let entry = try #require(Self.accounts.last)
    let account = Self.account(entry)
    let bankruptcy = try #require(rules.zeroPrice(of: account))
    #expect(isClose(decimal(bankruptcy.ticks), 1.10101010101, within: 1e-12))
    let debt = -rules.equity(of: account, at: Self.price(1.55))
    #expect(isClose(decimal(debt.atoms), 0.44898989899, within: 1e-12))
    let equity = rules.equity(of: account, at: Self.price(1.05))
    #expect(isClose(decimal(equity.atoms), 0.0510101010101, within: 1e-12))
    // The printed figures are those of an account that entered at the mark with its loss forgiven.
    var rebased = account
    rebased.position.entryCost = rules.lotValue(at: Self.price(1.05))
    let printed = try #require(rules.zeroPrice(of: rebased))
    #expect(isClose(decimal(printed.ticks), 1.15101010101, within: 1e-12))
    let printedDebt = -rules.equity(of: rebased, at: Self.price(1.55))
    #expect(isClose(decimal(printedDebt.atoms), 0.39898989899, within: 1e-12))
  }
}
