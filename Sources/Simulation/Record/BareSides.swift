import Market
import Units

/// How long each side of the book has been without an order.
///
/// The moments of a run before the first order of a side do not count, unless none ever comes.
struct BareSides: Sendable {
  /// One side of the book.
  private struct Record: Sendable {
    /// Since when it has been without an order; nil while it has one.
    var since: Instant? = .zero
    /// Whether it has ever had one.
    var hasQuoted = false
    /// How long it was without one, up to when it last had one.
    var time = Interval.zero
  }

  private var bids = Record()
  private var asks = Record()

  /// Whether a side is without an order.
  @inline(__always)
  func isBare(_ side: Side) -> Bool { (side == .buy ? bids : asks).since != nil }

  /// A side loses its last order, or gets one again.
  ///
  /// - Returns: Whether it is without one now; nil for the first order of all, which is no news.
  mutating func turn(_ side: Side, at now: Instant) -> Bool? {
    switch side {
    case .buy: Self.turn(&bids, at: now)
    case .sell: Self.turn(&asks, at: now)
    }
  }

  private static func turn(_ record: inout Record, at now: Instant) -> Bool? {
    guard let since = record.since else {
      record.since = now
      return true
    }
    record.since = nil
    if !record.hasQuoted {
      record.hasQuoted = true
      return nil
    }
    record.time += now - since
    return false
  }

  /// How long a side was without an order, up to an instant.
  func time(_ side: Side, until end: Instant) -> Interval {
    let record = side == .buy ? bids : asks
    return record.time + (record.since.map { end - $0 } ?? .zero)
  }
}
