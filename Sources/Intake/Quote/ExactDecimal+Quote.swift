package import Liquidation
package import Units

extension ExactDecimal {
  /// The number as a quote takes it: above zero and within its limits; nothing where it does not fit.
  package var quoteNumber: QuoteNumber? { coefficient > 0 ? signedQuoteNumber : nil }

  /// The number as a quote takes it, of any sign; nothing where it does not fit.
  package var signedQuoteNumber: QuoteNumber? {
    let decimals = max(0, -exponent)
    guard case .exact(let units) = scaled(decimals: decimals) else { return nil }
    let number = QuoteNumber(units: units, decimals: decimals)
    return number.isInLimits ? number : nil
  }
}
