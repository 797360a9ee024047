/// A dimensionless rate in parts per million: a fee, a margin rate, a funding rate.
@frozen
public struct Rate: Sendable, Hashable, Comparable {
  /// The count of millionths.
  public var partsPerMillion: Int64

  /// Makes a value from its count of units.
  @inlinable
  public init(partsPerMillion: Int64) { self.partsPerMillion = partsPerMillion }

  /// Nothing.
  @inlinable public static var zero: Self { Self(partsPerMillion: 0) }

  /// Orders by amount.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool {
    left.partsPerMillion < right.partsPerMillion
  }

  /// Adds; traps on overflow.
  @inlinable
  public static func + (left: Self, right: Self) -> Self {
    Self(partsPerMillion: left.partsPerMillion + right.partsPerMillion)
  }

  /// Adds in place; traps on overflow.
  @inlinable
  public static func += (left: inout Self, right: Self) {
    left.partsPerMillion += right.partsPerMillion
  }

  /// Subtracts; traps on overflow.
  @inlinable
  public static func - (left: Self, right: Self) -> Self {
    Self(partsPerMillion: left.partsPerMillion - right.partsPerMillion)
  }

  /// Subtracts in place; traps on overflow.
  @inlinable
  public static func -= (left: inout Self, right: Self) {
    left.partsPerMillion -= right.partsPerMillion
  }

  /// The opposite amount.
  @inlinable
  public static prefix func - (value: Self) -> Self {
    Self(partsPerMillion: -value.partsPerMillion)
  }

  /// The amount without its sign.
  @inlinable public var magnitude: Self { Self(partsPerMillion: abs(partsPerMillion)) }

  /// Makes a rate from hundredths of a percent.
  @inlinable
  public static func basisPoints(_ count: Int64) -> Rate { Rate(partsPerMillion: count * 100) }

  /// The whole: one million parts per million.
  @inlinable public static var one: Rate { Rate(partsPerMillion: 1_000_000) }
}
