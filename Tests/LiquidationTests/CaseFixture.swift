import Liquidation
import Margin
import Market
import Units

/// Round numbers for cases: a tick on a lot is one unit of quote, and the closing fee is 0.1 %.
enum CaseFixture {
  /// The prices every situation starts from.
  static let check = Price(ticks: 100)

  static func instrument(takerFee: Rate = Rate(partsPerMillion: 1000)) throws -> Instrument {
    try Instrument(
      symbol: "CASE", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0, lotUnits: 1,
      makerFee: .zero, takerFee: takerFee)
  }

  static func units(_ count: Int64) -> Money { Money(atoms: count * Money.atomsPerUnit) }

  /// Maintenance of 2 % whatever the size.
  static func rules(takerFee: Rate = Rate(partsPerMillion: 1000)) throws -> MarginRules {
    try rules(tiers: [(0, 20_000)], takerFee: takerFee)
  }

  /// Maintenance by tiers: floors in units, rates in millionths.
  static func rules(
    tiers: [(Int64, Int64)], takerFee: Rate = Rate(partsPerMillion: 1000)
  ) throws -> MarginRules {
    let schedule = try MarginSchedule(
      tiers: tiers.map { floor, rate in
        MarginTier(
          floor: units(floor), maintenance: Rate(partsPerMillion: rate),
          initial: Rate(partsPerMillion: 2 * rate))
      })
    return try MarginRules(instrument: instrument(takerFee: takerFee), schedule: schedule)
  }

  /// How an account stands at the check price.
  enum Health: String, CaseIterable, Sendable {
    /// Equity is 3 % of the notional, above the 2 % it needs.
    case healthy
    /// Equity is exactly the 2 % it needs.
    case even
    /// Equity is 1.5 %, above two thirds of what it needs.
    case weak
    /// Equity is 1 %.
    case low
    /// Equity is below zero.
    case broke

    /// Equity in tenths of a percent of the notional.
    var equityPerMille: Int64 {
      switch self {
      case .healthy: 30
      case .even: 20
      case .weak: 15
      case .low: 10
      case .broke: -5
      }
    }
  }

  /// A situation of an account that entered at the check price.
  ///
  /// Bankruptcy is 5 ticks away and the budget of the fund 10, whatever the account holds, so that a
  /// story shows which limit a path asks for.
  static func situation(
    _ outcome: Situation.Outcome = .opened, lots: Int64 = 100, of original: Int64 = 100,
    _ health: Health = .low, at now: Instant = .zero, mark: Int64 = 100,
    drawdown: Rate = .zero, rules given: MarginRules? = nil, atoms: Int64? = nil
  ) throws -> Situation {
    let sign: Int64 = lots < 0 ? -1 : 1
    let notional = abs(lots) * 100 * Money.atomsPerUnit
    let equity = atoms ?? notional / 1000 * health.equityPerMille
    let account = Account(
      cash: Money(atoms: equity),
      position: Position(
        size: Quantity(lots: lots), entryCost: Money(atoms: -sign * notional)))
    return Situation(
      now: now, opened: .zero, outcome: outcome, originalSize: Quantity(lots: original),
      account: account, rules: try given ?? rules(), checkPrice: check, mark: Price(ticks: mark),
      bankruptcyPrice: Price(ticks: 100 - sign * 5), budgetPrice: Price(ticks: 100 - sign * 10),
      fundDrawdown: drawdown)
  }
}

extension LiquidationStep {
  /// The step in the words of a story: `ioc 100 @ 90`, `wait 5`, `release`.
  var story: String {
    switch self {
    case .cancelOrders: "cancel"
    case .submit(let order):
      switch order.duration {
      case .immediateOrCancel: "ioc \(order.quantity.lots) @ \(order.limit.ticks)"
      case .fillOrKill: "fok \(order.quantity.lots) @ \(order.limit.ticks)"
      case .resting(let time):
        "rest \(time.nanoseconds / 1_000_000_000) s \(order.quantity.lots) @ \(order.limit.ticks)"
      }
    case .transferToBackstop(let quantity, let price):
      "transfer \(quantity.lots) @ \(price.ticks)"
    case .transferToFund(let quantity, let price): "fund \(quantity.lots) @ \(price.ticks)"
    case .auction(let order): "auction \(order.quantity.lots) @ \(order.limit.ticks)"
    case .deleverage(let quantity, let price): "deleverage \(quantity.lots) @ \(price.ticks)"
    case .wait(let time): "wait \(time.nanoseconds / 1_000_000_000)"
    case .release: "release"
    }
  }
}
