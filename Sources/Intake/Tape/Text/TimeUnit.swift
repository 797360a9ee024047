/// A unit in which times since 1970 are counted.
package enum TimeUnit: Int64, Sendable, Hashable, CaseIterable {
  /// 10 digits.
  case seconds = 1_000_000_000
  /// 13 digits.
  case milliseconds = 1_000_000
  /// 16 digits.
  case microseconds = 1000
  /// 19 digits.
  case nanoseconds = 1

  /// The nanoseconds in it.
  var nanoseconds: Int64 { rawValue }

  /// Whether a count lies in the years 2000 to 2099.
  @inline(__always)
  func isPlausible(_ count: Int64) -> Bool {
    count >= 946_684_800_000_000_000 / rawValue && count < 4_102_444_800_000_000_000 / rawValue
  }

  /// The unit in which a count is a time of the years 2000 to 2099, of which there is at most one.
  @inline(__always)
  init?(of count: Int64) {
    if Self.milliseconds.isPlausible(count) {
      self = .milliseconds
    } else if Self.microseconds.isPlausible(count) {
      self = .microseconds
    } else if Self.nanoseconds.isPlausible(count) {
      self = .nanoseconds
    } else if Self.seconds.isPlausible(count) {
      self = .seconds
    } else {
      return nil
    }
  }

  /// The word for it.
  package var name: String {
    switch self {
    case .seconds: "seconds"
    case .milliseconds: "milliseconds"
    case .microseconds: "microseconds"
    case .nanoseconds: "nanoseconds"
    }
  }
}
