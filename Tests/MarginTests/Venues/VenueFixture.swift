import Margin
import Market
import Testing
import Units

/// Contracts, schedules and accounts written as the venues write them: in decimals.
enum VenueFixture {
  /// A decimal number in units of its last place.
  static func count(_ text: String, decimals: Int) throws -> Int64 {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop(while: { $0 == "-" }).split(
      separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let kept = fraction.prefix(decimals)
    try #require(fraction.dropFirst(decimals).allSatisfy { $0 == "0" }, "\(text) is whole")
    let digits = parts[0] + kept + String(repeating: "0", count: decimals - kept.count)
    let number = try #require(Int64(digits))
    return isNegative ? -number : number
  }

  /// A contract whose tick and lot are one in the last decimal of price and size.
  static func contract(
    price: Int, size: Int, money: Int = 6, kind: ContractKind = .linear, tickUnits: Int64 = 1
  ) throws -> Instrument {
    try Instrument(
      symbol: "VENUE", priceDecimals: price, tickUnits: tickUnits, quantityDecimals: size,
      lotUnits: 1, makerFee: .zero, takerFee: .zero, kind: kind, moneyDecimals: money)
  }

  /// A rate written as a fraction of one.
  static func rate(_ text: String) throws -> FineRate {
    FineRate(partsPerTrillion: try count(text, decimals: 12))
  }

  /// One maintenance rate for everything.
  static func flat(_ maintenance: String, initial: String = "1") throws -> MarginShape {
    .flat(maintenance: try rate(maintenance), initial: try rate(initial))
  }

  /// Continuous tiers whose initial rate is all: floor in whole money, maintenance rate.
  static func tiers(_ rows: [(floor: Int64, rate: String)], money: Int = 6) throws -> MarginShape {
    let unit = try count("1", decimals: money)
    return .continuousTiers(
      try rows.map { row in
        MarginTier(
          floor: Money(atoms: row.floor * unit),
          maintenance: Rate(partsPerMillion: try count(row.rate, decimals: 6)), initial: .one)
      })
  }
}

extension Instrument {
  /// A signed size.
  func size(_ text: String) throws -> Quantity {
    Quantity(lots: try VenueFixture.count(text, decimals: quantityDecimals))
  }

  /// An account that entered a size at a price, with so much collateral.
  func account(_ size: String, at entry: String, margin: String) throws -> Account {
    let size = try self.size(size)
    return Account(
      cash: try money(margin),
      position: Position(size: size, entryCost: try -value(size, at: price(entry))))
  }

  /// A leg that entered at a price.
  func leg(
    _ size: String, at entry: String, mark: String, _ shape: MarginShape,
    valuation: MarginValuation = .mark, symbol: String? = nil
  ) throws -> CrossLeg {
    CrossLeg(
      symbol: symbol ?? self.symbol, rules: try rules(shape, valuation: valuation),
      position: try account(size, at: entry, margin: "0").position, mark: try price(mark))
  }

  /// Rules of a shape.
  func rules(
    _ shape: MarginShape, valuation: MarginValuation = .mark, fixedCharge: Money = .zero,
    keeperFee: KeeperFee? = nil
  ) throws -> MarginRules {
    try MarginRules(
      instrument: self,
      terms: MarginTerms(
        schedule: MarginSchedule(shape: shape), valuation: valuation, fixedCharge: fixedCharge,
        keeperFee: keeperFee))
  }

  /// A price in ticks as a decimal number, for comparing with published figures.
  func decimal(_ ticks: Ratio) -> Double {
    var units = Double(ticks.numerator) / Double(ticks.denominator) * Double(tickUnits)
    for _ in 0..<priceDecimals { units /= 10 }
    return units
  }

  /// An amount as a decimal number, for comparing with published figures.
  func decimal(_ money: Money) -> Double {
    var units = Double(money.atoms)
    for _ in 0..<moneyDecimals { units /= 10 }
    return units
  }
}
