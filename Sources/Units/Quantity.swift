/// A size in lots of its instrument.
///
/// An order's quantity is positive. A position's is signed: positive for a long, negative for a short.
@frozen
public struct Quantity: Sendable, Hashable, Comparable {
  /// The count of lots.
  public var lots: Int64

  /// Makes a value from its count of units.
  @inlinable
  public init(lots: Int64) { self.lots = lots }

  /// Nothing.
  @inlinable public static var zero: Self { Self(lots: 0) }

  /// Orders by amount.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.lots < right.lots }

  /// Adds; traps on overflow.
  @inlinable
  public static func + (left: Self, right: Self) -> Self {
    Self(lots: left.lots + right.lots)
  }

  /// Adds in place; traps on overflow.
  @inlinable
  public static func += (left: inout Self, right: Self) { left.lots += right.lots }

  /// Subtracts; traps on overflow.
  @inlinable
  public static func - (left: Self, right: Self) -> Self {
    Self(lots: left.lots - right.lots)
  }

  /// Subtracts in place; traps on overflow.
  @inlinable
  public static func -= (left: inout Self, right: Self) { left.lots -= right.lots }

  /// The opposite amount.
  @inlinable
  public static prefix func - (value: Self) -> Self { Self(lots: -value.lots) }

  /// The amount without its sign.
  @inlinable public var magnitude: Self { Self(lots: abs(lots)) }
}
