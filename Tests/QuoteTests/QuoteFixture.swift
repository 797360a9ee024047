import Liquidation
import Margin
import Market
import Quote
import Rulebook
import Units

/// Rulebooks and accounts for tests of quotes.
enum QuoteFixture {
  /// A long of 1 at 60,000 with a margin of 6,000.
  static let tenfold = QuoteAccount(
    collateral: .quote(QuoteNumber(units: 6000)),
    legs: [
      QuoteLeg(
        symbol: "BTC", side: .buy, size: QuoteNumber(units: 1), entry: QuoteNumber(units: 60_000))
    ])

  /// A rulebook that closes everything at once, unless it is given another path.
  static func rulebook(
    market: RulebookMarket = .linear, scope: MarginScope = .isolated,
    margins: [(symbol: String, terms: MarginTerms)], path: StagedPath? = nil,
    penalty: Penalty = .none, backstop: BackstopTerms? = nil, takerFee: String? = nil,
    funding: FundingFormula? = nil
  ) -> Rulebook {
    let whole = StagedPath(
      name: "whole", summary: "One order.",
      stages: [Stage(name: "all", execution: .immediateOrCancel)])
    return Rulebook(
      id: "venue", title: "A venue", asOf: "2026", market: market, scope: scope, mark: .index,
      markInterval: .seconds(1), checkPrice: .mark, checkInterval: .seconds(1),
      margins: margins.map { SymbolMargin(symbol: $0.symbol, terms: $0.terms) },
      path: path ?? whole, penalty: penalty, backstop: backstop, funding: funding,
      takerFee: takerFee.map(rate))
  }

  /// One rate of maintenance; initial margin is 2 %, or the rate where that is more.
  static func flat(
    _ maintenance: String, valuation: MarginValuation = .mark,
    closingFee: MarginRules.ClosingFee = .ignored
  ) -> MarginTerms {
    let rate = rate(maintenance)
    let shape = MarginShape.flat(
      maintenance: FineRate(rate), initial: FineRate(max(rate, .basisPoints(200))))
    guard let schedule = try? MarginSchedule(shape: shape) else {
      invariant(false, "a flat rate is a schedule")
      return flat(maintenance)
    }
    return MarginTerms(schedule: schedule, valuation: valuation, closingFee: closingFee)
  }

  /// Continuous tiers from their floors in whole units and their rates.
  static func tiers(_ tiers: [(floor: Int64, maintenance: String)]) throws -> MarginTerms {
    MarginTerms(
      schedule: try MarginSchedule(
        tiers: tiers.map { tier in
          MarginTier(
            floor: Money(atoms: tier.floor * Money.atomsPerUnit),
            maintenance: rate(tier.maintenance), initial: .basisPoints(2000))
        }))
  }

  /// A percentage of at most four decimals.
  static func rate(_ text: String) -> Rate {
    let parts = text.dropLast().split(separator: ".")
    let whole = parts.first.flatMap { Int64($0) } ?? 0
    let tail = parts.count > 1 ? String(parts[1]) : ""
    let fraction = Int64(tail + String(repeating: "0", count: 4 - tail.utf8.count)) ?? 0
    return Rate(partsPerMillion: whole * 10_000 + fraction)
  }

  /// A price to the nearest hundredth.
  static func cents(_ price: Ratio?, of leg: LegQuote) -> Int128? {
    var ticksPerCent: Int128 = 1
    for _ in 2..<max(2, leg.instrument.priceDecimals) { ticksPerCent *= 10 }
    return price.map {
      divide($0.numerator, by: $0.denominator * ticksPerCent, rounding: .toNearestOrEven)
    }
  }

  /// Money to the nearest hundredth.
  static func cents(_ money: Money, of quote: VenueQuote) -> Int64 {
    var perCent: Int128 = 1
    for _ in 0..<quote.moneyDecimals - 2 { perCent *= 10 }
    return Int64(divide(Int128(money.atoms), by: perCent, rounding: .toNearestOrEven))
  }
}
