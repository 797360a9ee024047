package import Units

/// A quotient of two integers, never divided: ratios compare by cross-multiplying, exactly.
package struct Ratio: Sendable, Comparable {
  /// The dividend.
  package let numerator: Int128
  /// The divisor; positive.
  package let denominator: Int128

  /// Makes a ratio, or `nil` where the denominator is not positive.
  package init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator > 0 else { return nil }
    self.init(positive: denominator, numerator: numerator)
  }

  private init(positive denominator: Int128, numerator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Nothing.
  static var zero: Ratio { Ratio(positive: 1, numerator: 0) }

  /// Whether both stand for the same number, written alike or not.
  package static func == (left: Ratio, right: Ratio) -> Bool {
    !(left < right) && !(right < left)
  }

  /// Orders by value; the products are taken in 256 bits.
  package static func < (left: Ratio, right: Ratio) -> Bool {
    let one = left.numerator.multipliedFullWidth(by: right.denominator)
    let other = right.numerator.multipliedFullWidth(by: left.denominator)
    return one.high != other.high ? one.high < other.high : one.low < other.low
  }

  /// The product of two ratios; traps where a term leaves 128 bits.
  package static func * (left: Ratio, right: Ratio) -> Ratio {
    Ratio(
      positive: left.denominator * right.denominator, numerator: left.numerator * right.numerator)
  }

  /// Makes `a * b / (c * d)` in lowest terms, or `nil` where the divisor is not positive.
  ///
  /// Exact wherever the terms fit 128 bits; beyond, both give up the same number of low bits, which is
  /// an error of less than a part in 2^50.
  package init?(_ a: Int128, times b: Int128, over c: Int128, times d: Int128) {
    guard c > 0, d > 0 else { return nil }
    var (a, b, c, d) = (a, b, c, d)
    Self.reduce(&a, &c)
    Self.reduce(&a, &d)
    Self.reduce(&b, &c)
    Self.reduce(&b, &d)
    var top = a.multipliedReportingOverflow(by: b)
    var bottom = c.multipliedReportingOverflow(by: d)
    while top.overflow || bottom.overflow {
      if a.magnitude > b.magnitude { a /= 2 } else { b /= 2 }
      if c > d { c /= 2 } else { d /= 2 }
      top = a.multipliedReportingOverflow(by: b)
      bottom = c.multipliedReportingOverflow(by: d)
    }
    self.init(positive: bottom.partialValue, numerator: top.partialValue)
  }

  /// Divides both terms by their greatest common divisor.
  private static func reduce(_ one: inout Int128, _ other: inout Int128) {
    var (high, low) = (one.magnitude, other.magnitude)
    while low != 0 { (high, low) = (low, high % low) }
    guard high > 1, let divisor = Int128(exactly: high) else { return }
    one /= divisor
    other /= divisor
  }

  /// The ratio as a whole number.
  ///
  /// - Parameter rounding: Where the fraction goes.
  package func rounded(_ rounding: Rounding) -> Int128 {
    divide(numerator, by: denominator, rounding: rounding)
  }
}
