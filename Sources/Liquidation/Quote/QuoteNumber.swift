/// A decimal as its owner wrote it: `units x 10^-decimals`.
public struct QuoteNumber: Sendable, Hashable {
  /// The digits, with the sign.
  public let units: Int64
  /// How many of them stand behind the point, 0 to 18.
  public let decimals: Int

  /// Makes a number.
  public init(units: Int64, decimals: Int = 0) {
    self.units = units
    self.decimals = decimals
  }

  /// The number in units of a finer decimal; not for a coarser one.
  func units(decimals wanted: Int) -> Int128 {
    Int128(units) * Self.powerOfTen(wanted - decimals)
  }

  /// Ten to a power that is not negative.
  static func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}
