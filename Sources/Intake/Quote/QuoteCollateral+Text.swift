package import Liquidation
import Units

extension QuoteCollateral {
  /// Reads `6000`, an amount of the quote currency, or `0.1BTC`, an amount of the coin; either may be negative.
  ///
  /// - Returns: Nothing where the text is neither, or names another coin than the position's.
  package init?(text: String, coin: String) {
    if let number = ExactDecimal(text)?.signedQuoteNumber {
      self = .quote(number)
      return
    }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard !unit.isEmpty, coin.uppercased().hasPrefix(unit.uppercased()),
      let number = ExactDecimal(digits)?.signedQuoteNumber
    else { return nil }
    self = .coin(number)
  }
}
