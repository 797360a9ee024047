/// A price in ticks of its instrument.
@frozen
public struct Price: Sendable, Hashable, Comparable {
  /// The count of ticks.
  public var ticks: Int64

  /// Makes a value from its count of units.
  @inlinable
  public init(ticks: Int64) { self.ticks = ticks }

  /// Nothing.
  @inlinable public static var zero: Self { Self(ticks: 0) }

  /// Orders by amount.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.ticks < right.ticks }

  /// Adds; traps on overflow.
  @inlinable
  public static func + (left: Self, right: Self) -> Self {
    Self(ticks: left.ticks + right.ticks)
  }

  /// Adds in place; traps on overflow.
  @inlinable
  public static func += (left: inout Self, right: Self) { left.ticks += right.ticks }

  /// Subtracts; traps on overflow.
  @inlinable
  public static func - (left: Self, right: Self) -> Self {
    Self(ticks: left.ticks - right.ticks)
  }

  /// Subtracts in place; traps on overflow.
  @inlinable
  public static func -= (left: inout Self, right: Self) { left.ticks -= right.ticks }

  /// The opposite amount.
  @inlinable
  public static prefix func - (value: Self) -> Self { Self(ticks: -value.ticks) }

  /// The amount without its sign.
  @inlinable public var magnitude: Self { Self(ticks: abs(ticks)) }
}
