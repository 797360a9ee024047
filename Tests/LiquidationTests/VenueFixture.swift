import Liquidation
import Margin
import Market
import Testing
import Units

/// Accounts of the venues' published examples.
enum VenueFixture {
  /// A contract; by default a tick is one unit of quote and a lot a thousandth of the base.
  static func instrument(priceDecimals: Int = 0, quantityDecimals: Int = 3) throws -> Instrument {
    try Instrument(
      symbol: "VENUE", priceDecimals: priceDecimals, tickUnits: 1,
      quantityDecimals: quantityDecimals, lotUnits: 1, makerFee: .zero, takerFee: .zero)
  }

  /// The same maintenance rate for every size.
  static func rules(
    maintenance: Int64, priceDecimals: Int = 0, quantityDecimals: Int = 3, takerFee: Int64 = 0
  ) throws -> MarginRules {
    let schedule = try MarginSchedule(tiers: [
      MarginTier(
        floor: .zero, maintenance: Rate(partsPerMillion: maintenance),
        initial: Rate(partsPerMillion: 2 * maintenance))
    ])
    return try MarginRules(
      instrument: instrument(priceDecimals: priceDecimals, quantityDecimals: quantityDecimals),
      schedule: schedule, closingFeeRate: Rate(partsPerMillion: takerFee))
  }

  static func money(_ units: Double) -> Money {
    Money(atoms: Int64((units * 1_000_000).rounded()))
  }

  static func rate(_ part: Double) -> Rate {
    Rate(partsPerMillion: Int64((part * 1_000_000).rounded()))
  }

  static func units(_ money: Money) -> Double { Double(money.atoms) / 1_000_000 }

  /// An account that holds lots and this much quote beside them, however it came by it.
  static func account(quote: Double, lots: Int64, at price: Price, _ rules: MarginRules) -> Account
  {
    let cost = Money(atoms: -lots * rules.lotValue(at: price).atoms)
    return Account(
      cash: money(quote) - cost, position: Position(size: Quantity(lots: lots), entryCost: cost))
  }

  /// The account as a path sees it, with a fund that can pay anything.
  static func situation(
    _ account: Account, _ rules: MarginRules, at check: Price, mark: Price? = nil,
    outcome: Situation.Outcome = .opened, of original: Quantity? = nil, now: Instant = .zero,
    standing: Standing? = nil, orderMargin: Money = .zero,
    capacity: CapacityMeter = CapacityMeter(), accountIndex: Int = 0
  ) -> Situation {
    let isLong = account.position.size > .zero
    return Situation(
      now: now, opened: .zero, outcome: outcome, originalSize: original ?? account.position.size,
      account: account, rules: rules, checkPrice: check, mark: mark ?? check,
      bankruptcyPrice: rules.bankruptcyPrice(of: account) ?? check,
      budgetPrice: Price(ticks: isLong ? 1 : 1_000_000_000_000), fundDrawdown: .zero, index: check,
      standing: standing, orderMargin: orderMargin, capacity: capacity, accountIndex: accountIndex)
  }

  /// A path of one stage.
  static func path(
    sizing: Sizing = .all, execution: Execution = .immediateOrCancel, limit: PriceLimit,
    cancels: CancelScope = .nothing, pace: Pace = Pace(attemptsMax: 100),
    exits: StageExits = StageExits(healthy: .again)
  ) -> StagedPath {
    StagedPath(
      name: "one-stage", summary: "One stage.",
      stages: [
        Stage(
          name: "only", cancels: cancels, sizing: sizing, execution: execution, limit: limit,
          pace: pace, exits: exits)
      ])
  }
}

/// A published example: its test prints the id.
protocol VenueExample: Sendable, CustomTestStringConvertible {
  var id: String { get }
}

extension VenueExample {
  var testDescription: String { id }
}
