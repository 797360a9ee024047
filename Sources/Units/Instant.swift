/// A point of simulated time, in nanoseconds since the start of the run.
@frozen
public struct Instant: Sendable, Hashable, Comparable {
  /// Nanoseconds since the start of the run.
  public var nanoseconds: Int64

  /// Makes a value from its count of units.
  @inlinable
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Nothing.
  @inlinable public static var zero: Self { Self(nanoseconds: 0) }

  /// Orders by amount.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

  /// A later instant; traps on overflow.
  @inlinable
  public static func + (left: Instant, right: Interval) -> Instant {
    Instant(nanoseconds: left.nanoseconds + right.nanoseconds)
  }

  /// An earlier instant; traps on overflow.
  @inlinable
  public static func - (left: Instant, right: Interval) -> Instant {
    Instant(nanoseconds: left.nanoseconds - right.nanoseconds)
  }

  /// The time from one instant to another.
  @inlinable
  public static func - (left: Instant, right: Instant) -> Interval {
    Interval(nanoseconds: left.nanoseconds - right.nanoseconds)
  }

  /// The whole seconds since the start, rounded down; the run starts in second 0.
  @inlinable public var wholeSeconds: Int64 {
    nanoseconds >= 0 ? nanoseconds / 1_000_000_000 : -((999_999_999 - nanoseconds) / 1_000_000_000)
  }
}
