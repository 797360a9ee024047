/// A length of simulated time in nanoseconds.
@frozen
public struct Interval: Sendable, Hashable, Comparable {
  /// The count of nanoseconds.
  public var nanoseconds: Int64

  /// Makes a value from its count of units.
  @inlinable
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Nothing.
  @inlinable public static var zero: Self { Self(nanoseconds: 0) }

  /// Orders by amount.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

  /// Adds; traps on overflow.
  @inlinable
  public static func + (left: Self, right: Self) -> Self {
    Self(nanoseconds: left.nanoseconds + right.nanoseconds)
  }

  /// Adds in place; traps on overflow.
  @inlinable
  public static func += (left: inout Self, right: Self) { left.nanoseconds += right.nanoseconds }

  /// Subtracts; traps on overflow.
  @inlinable
  public static func - (left: Self, right: Self) -> Self {
    Self(nanoseconds: left.nanoseconds - right.nanoseconds)
  }

  /// Subtracts in place; traps on overflow.
  @inlinable
  public static func -= (left: inout Self, right: Self) { left.nanoseconds -= right.nanoseconds }

  /// The opposite amount.
  @inlinable
  public static prefix func - (value: Self) -> Self { Self(nanoseconds: -value.nanoseconds) }

  /// The amount without its sign.
  @inlinable public var magnitude: Self { Self(nanoseconds: abs(nanoseconds)) }

  /// Makes a length from whole seconds.
  @inlinable
  public static func seconds(_ count: Int64) -> Interval {
    Interval(nanoseconds: count * 1_000_000_000)
  }

  /// Makes a length from whole milliseconds.
  @inlinable
  public static func milliseconds(_ count: Int64) -> Interval {
    Interval(nanoseconds: count * 1_000_000)
  }

  /// Makes a length from whole microseconds.
  @inlinable
  public static func microseconds(_ count: Int64) -> Interval {
    Interval(nanoseconds: count * 1000)
  }

  /// Multiplies by a count; traps on overflow.
  @inlinable
  public static func * (left: Interval, right: Int64) -> Interval {
    Interval(nanoseconds: left.nanoseconds * right)
  }
}
