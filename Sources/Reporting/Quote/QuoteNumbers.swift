import Margin
import Market
import Quote
import Rulebook
import Units

/// The numbers of one leg's quote as text, each rounded once.
struct QuoteNumbers {
  let quote: VenueQuote
  let leg: LegQuote

  /// Decimals of a printed price: those of the owner's prices, six digits of the entry and two decimals at least,
  /// and as many as tell liquidation from bankruptcy.
  private var decimals: Int {
    let whole = String(leg.entry.ticks).utf8.count - leg.instrument.priceDecimals
    let least = max(2, leg.pricesNeed, 6 - whole)
    guard let one = fine(leg.prices.liquidation), let other = fine(leg.prices.bankruptcy) else {
      return least
    }
    let most = min(leg.instrument.priceDecimals + Self.guards, FixedDecimal.decimalsMax)
    // Ten of the last decimal: two digits of the distance.
    return (least...max(least, most)).first { decimals in
      one == other
        || abs(one - other) >= FixedDecimal.powerOfTen(max(0, most - decimals + 1))
    } ?? least
  }

  /// Decimals of money for people: cents of a quote currency, eight of a coin, more of a small account.
  private var moneyDecimals: Int {
    max(leg.instrument.kind == .inverse ? 8 : 2, leg.instrument.moneyDecimals - 6)
  }

  // MARK: Prices

  /// An exact price at the decimals of the entry, two at least.
  func exact(_ price: Ratio?) -> FixedDecimal? {
    price.flatMap { price in
      let shift = decimals - leg.instrument.priceDecimals
      let units = Ratio(
        price.numerator, times: FixedDecimal.powerOfTen(max(0, shift)), over: price.denominator,
        times: FixedDecimal.powerOfTen(max(0, -shift)))
      // Nearest: nobody is booked on a printed number.
      return units.map { FixedDecimal(units: $0.rounded(.toNearestOrEven), decimals: decimals) }
    }
  }

  /// A whole price.
  func exact(_ price: Price) -> FixedDecimal {
    FixedDecimal(units: Int128(price.ticks), decimals: leg.instrument.priceDecimals)
      .rounded(toDecimals: decimals)
  }

  func price(_ price: Ratio?) -> String { exact(price)?.groupedText ?? "none" }

  /// An edge of failure; a word where every price is one or none.
  func price(_ edges: FailureEdges) -> String {
    edges.failsAtEveryPrice
      ? "any price" : price(edges.price(isLong: leg.prices.isLong))
  }

  func price(_ price: Price) -> String { exact(price).groupedText }

  /// The distance between two exact prices, rounded once.
  func distance(_ one: Ratio?, _ other: Ratio?) -> FixedDecimal? {
    guard let one = fine(one), let other = fine(other) else { return nil }
    let ticks = leg.instrument.priceDecimals
    let kept = min(Self.guards, FixedDecimal.decimalsMax - ticks)
    let distance = divide(
      abs(one - other), by: FixedDecimal.powerOfTen(Self.guards - kept), rounding: .toNearestOrEven)
    return FixedDecimal(units: distance, decimals: ticks + kept).rounded(toDecimals: decimals)
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
    Self.exact(money, decimals: leg.instrument.moneyDecimals)
  }

  /// Money of a number of decimals for machines: every atom, six decimals at least.
  static func exact(_ money: Money, decimals: Int) -> FixedDecimal {
    FixedDecimal(units: Int128(money.atoms), decimals: decimals)
      .rounded(toDecimals: max(6, decimals))
  }

  /// Money for people, with the coin where it is one.
  func money(_ money: Money) -> String {
    exact(money).rounded(toDecimals: moneyDecimals).groupedText + unit
  }

  /// Money for a column, six decimals of a coin.
  func short(_ money: Money) -> String {
    let decimals = max(leg.instrument.kind == .inverse ? 6 : 2, leg.instrument.moneyDecimals - 6)
    return exact(money).rounded(toDecimals: decimals).groupedText + unit
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

  /// The end of the venue's table of tiers for machines; nil where it has none.
  ///
  /// Of the rulebook, since it may be more money than the atoms of a small account can count.
  var tierTableEnd: FixedDecimal? {
    let margin = quote.rulebook.margins.first { $0.symbol == leg.instrument.symbol }
    switch (margin?.terms.schedule.end, leg.rules.schedule.end) {
    case (.notional(let amount), _):
      return Self.exact(amount, decimals: quote.rulebook.moneyDecimals)
    case (_, .size(let lots)): return exact(lots)
    default: return nil
    }
  }

  /// Lots as a decimal without needless zeros.
  func plainSize(_ lots: Quantity) -> String {
    Self.trimmed(exact(lots).groupedText)
  }

  /// Lots as a decimal; of coin three decimals at least.
  func exact(_ lots: Quantity) -> FixedDecimal {
    let decimals = leg.instrument.quantityDecimals
    return FixedDecimal(
      units: Int128(lots.lots) * Int128(leg.instrument.lotUnits), decimals: decimals
    ).rounded(toDecimals: leg.instrument.kind == .inverse ? decimals : max(3, decimals))
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
