/// A quotient of two integers, never divided: ratios compare by cross-multiplying, exactly.
public struct Ratio: Sendable, Comparable {
  /// The dividend.
  public let numerator: Int128
  /// The divisor; positive.
  public let denominator: Int128

  /// Makes a ratio, or `nil` where the denominator is not positive.
  public init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator > 0 else { return nil }
    self.init(positive: denominator, numerator: numerator)
  }

  private init(positive denominator: Int128, numerator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Whether both stand for the same number, written alike or not.
  public static func == (left: Ratio, right: Ratio) -> Bool {
    !(left < right) && !(right < left)
  }

  /// Orders by value; the products are taken in 256 bits.
  public static func < (left: Ratio, right: Ratio) -> Bool {
    let one = left.numerator.multipliedFullWidth(by: right.denominator)
    let other = right.numerator.multipliedFullWidth(by: left.denominator)
    return one.high != other.high ? one.high < other.high : one.low < other.low
  }

  /// The product of two ratios; traps where a term leaves 128 bits.
  public static func * (left: Ratio, right: Ratio) -> Ratio {
    Ratio(
      positive: left.denominator * right.denominator, numerator: left.numerator * right.numerator)
  }
}
