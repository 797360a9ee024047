package import Liquidation

extension ExactDecimal {
  /// The number as a quote takes it: above zero, at most twelve decimals; nothing where it does not fit.
  package var quoteNumber: QuoteNumber? {
    let decimals = max(0, -exponent)
    guard coefficient > 0, decimals <= 12, case .exact(let units) = scaled(decimals: decimals)
    else { return nil }
    return QuoteNumber(units: units, decimals: decimals)
  }
}
