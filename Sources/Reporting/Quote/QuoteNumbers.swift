import Liquidation
import Margin
import Market
import Units

/// The numbers of one leg's quote as text, each rounded once.
struct QuoteNumbers {
  let quote: VenueQuote
  let leg: LegQuote

  private var decimals: Int { leg.instrument.priceDecimals }

  /// Decimals of money for people: cents of a quote currency, eight of a coin.
  private var moneyDecimals: Int { leg.instrument.kind == .inverse ? 8 : 2 }

  // MARK: Prices

  /// An exact price at the decimals of the entry, two at least.
  func exact(_ price: Ratio?) -> FixedDecimal? {
    price.map { price in
      // Nearest: nobody is booked on a printed number.
      let ticks = divide(price.numerator, by: price.denominator, rounding: .toNearestOrEven)
      return FixedDecimal(units: ticks * Int128(leg.instrument.tickUnits), decimals: decimals)
    }
  }

  /// A whole price.
  func exact(_ price: Price) -> FixedDecimal {
    FixedDecimal(
      units: Int128(price.ticks) * Int128(leg.instrument.tickUnits), decimals: decimals)
  }

  func price(_ price: Ratio?) -> String { exact(price)?.groupedText ?? "none" }

  func price(_ price: Price) -> String { exact(price).groupedText }

  /// The distance between two exact prices, rounded once.
  func distance(_ one: Ratio?, _ other: Ratio?) -> FixedDecimal? {
    guard let one = fine(one), let other = fine(other) else { return nil }
    return FixedDecimal(units: abs(one - other), decimals: decimals + Self.guards)
      .rounded(toDecimals: decimals)
  }

  /// The distance between two exact prices as basis points of the first, to a tenth.
  func basisPoints(_ one: Ratio?, _ other: Ratio?) -> FixedDecimal? {
    guard let one = fine(one), let other = fine(other), one > 0 else { return nil }
    return FixedDecimal(ratio: abs(one - other) * 10_000, to: one, decimals: 1)
  }

  /// Digits beyond the printed ones in a difference.
  private static let guards = 6

  private func fine(_ price: Ratio?) -> Int128? {
    guard let price else { return nil }
    let scaled = price.numerator.magnitude.multipliedFullWidth(by: 1_000_000)
    guard scaled.high < price.denominator.magnitude else { return nil }
    let quotient = price.denominator.magnitude.dividingFullWidth(scaled).quotient
    guard let units = Int128(exactly: quotient), units < FixedDecimal.powerOfTen(30) else {
      return nil
    }
    return price.numerator < 0 ? -units : units
  }

  // MARK: Money, sizes and rates

  /// Money for machines: every atom.
  func exact(_ money: Money) -> FixedDecimal {
    FixedDecimal(units: Int128(money.atoms), decimals: leg.instrument.moneyDecimals)
  }

  /// Money for people, with the coin where it is one.
  func money(_ money: Money) -> String {
    exact(money).rounded(toDecimals: moneyDecimals).groupedText + unit
  }

  /// Money for a column, six decimals of a coin.
  func short(_ money: Money) -> String {
    exact(money).rounded(toDecimals: leg.instrument.kind == .inverse ? 6 : 2).groupedText + unit
  }

  /// The coin of an inverse contract's money, after a space.
  var unit: String { leg.instrument.kind == .inverse ? " " + coin : "" }

  /// The coin as the owner writes it.
  var coin: String {
    let index = quote.legs.firstIndex { $0.instrument == leg.instrument } ?? 0
    return Self.coin(quote.account.legs[index].symbol)
  }

  /// A contract's name without the quote currency.
  static func coin(_ symbol: String) -> String {
    Rulebook.coin(symbol)
  }

  /// Lots as a decimal without needless zeros, with what they count.
  func size(_ lots: Quantity) -> String {
    plainSize(lots) + (leg.instrument.kind == .inverse ? " USD" : " " + coin)
  }

  /// The end of a table of tiers: money or a size.
  func end(_ limit: SteppedTier.Limit) -> String {
    switch limit {
    case .notional(let amount): money(amount)
    case .size(let lots): size(lots)
    }
  }

  /// The end of a table of tiers for machines.
  func exactEnd(_ limit: SteppedTier.Limit) -> FixedDecimal {
    switch limit {
    case .notional(let amount): exact(amount)
    case .size(let lots): exact(lots)
    }
  }

  /// Lots as a decimal without needless zeros.
  func plainSize(_ lots: Quantity) -> String {
    Self.trimmed(exact(lots).groupedText)
  }

  /// Lots as a decimal.
  func exact(_ lots: Quantity) -> FixedDecimal {
    FixedDecimal(
      units: Int128(lots.lots) * Int128(leg.instrument.lotUnits),
      decimals: leg.instrument.quantityDecimals)
  }

  /// A rate as a percentage without needless zeros.
  static func percent(_ rate: Rate) -> String { percent(FineRate(rate)) }

  /// A rate as a percentage without needless zeros, eight decimals at most.
  static func percent(_ rate: FineRate) -> String {
    trimmed(exactPercent(rate).text) + "%"
  }

  /// A rate in percent.
  static func exactPercent(_ rate: FineRate) -> FixedDecimal {
    FixedDecimal(units: Int128(rate.partsPerTrillion), decimals: 10).rounded(toDecimals: 8)
  }

  /// A part of a whole as a percentage, to a hundredth.
  static func percent(_ part: Quantity, of whole: Quantity) -> String {
    let number = FixedDecimal(
      ratio: Int128(part.lots) * 100, to: Int128(max(whole.lots, 1)), decimals: 2)
    return (number.map { trimmed($0.text) } ?? "0") + "%"
  }

  /// A leverage.
  static func times(_ leverage: Ratio) -> String {
    let number = FixedDecimal(ratio: leverage.numerator, to: leverage.denominator, decimals: 2)
    return (number.map { trimmed($0.groupedText) } ?? NumberText.absent) + "x"
  }

  /// A number of the owner.
  static func text(_ number: QuoteNumber) -> String {
    trimmed(FixedDecimal(units: Int128(number.units), decimals: number.decimals).groupedText)
  }

  /// A decimal without zeros at its end.
  static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = Substring(text)
    while text.last == "0" { text = text.dropLast() }
    if text.last == "." { text = text.dropLast() }
    return String(text)
  }
}
