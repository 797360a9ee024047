import Kernel
package import Units

/// When to send how much of an order that is split: whole lots that add up to the order exactly.
package struct SliceSchedule: Sendable, Hashable {
  /// The time of each slice after the first instant, ascending.
  package let offsets: [Interval]
  /// The lots of each slice; some may be zero.
  package let quantities: [Quantity]

  /// Makes a schedule.
  ///
  /// - Parameters:
  ///   - offsets: Times from zero on, strictly ascending.
  ///   - quantities: Lots, none negative, one for each time.
  package init(offsets: [Interval], quantities: [Quantity]) {
    invariant(offsets.count == quantities.count, "each slice has a time and a size")
    invariant(quantities.allSatisfy { $0 >= .zero }, "a slice is not negative")
    invariant(
      zip(offsets, offsets.dropFirst()).allSatisfy { $0 < $1 }, "slices follow one another")
    invariant(offsets.first.map { $0 >= .zero } ?? true, "no slice comes before the first instant")
    self.offsets = offsets
    self.quantities = quantities
  }

  /// What all slices together trade.
  package var total: Quantity { quantities.reduce(.zero, +) }

  /// Equal slices, the first at once (a time-weighted average price, TWAP).
  ///
  /// - Parameters:
  ///   - total: Lots to split; not negative.
  ///   - count: Slices; positive.
  ///   - length: The time over which they are spread; the last is one part of it before its end.
  package static func equal(_ total: Quantity, count: Int, over length: Interval) -> SliceSchedule {
    invariant(count > 0, "an order is split into one slice at least")
    return SliceSchedule(
      offsets: starts(count: count, over: length),
      quantities: LargestRemainder.split(total.lots, by: Array(repeating: 1, count: count))
        .map { Quantity(lots: $0) })
  }

  /// Slices in the proportions of a real-valued schedule.
  ///
  /// The proportions are rounded at once to the nearest 2^-40 of their sum, and the lots then follow by
  /// largest remainder, ties to the earlier slice.
  ///
  /// - Returns: `nil` where a proportion is negative or not a number: a liquidation never adds to the
  ///   position it closes.
  static func proportional(
    _ total: Quantity, to shares: [Double], at offsets: [Interval]
  ) -> SliceSchedule? {
    let sum = shares.reduce(0, +)
    guard sum > 0, sum < .infinity, shares.allSatisfy({ $0 >= 0 }) else { return nil }
    let weights = shares.map { Elementary.roundToInt($0 / sum * 0x1p40) }
    return SliceSchedule(
      offsets: offsets,
      quantities: LargestRemainder.split(total.lots, by: weights).map { Quantity(lots: $0) })
  }

  /// The starts of equal parts of a time; rounded down to the nanosecond.
  static func starts(count: Int, over length: Interval) -> [Interval] {
    instants(count: count, parts: Int64(count), of: length)
  }

  /// The borders of equal parts of a time, both ends included; rounded down to the nanosecond.
  static func borders(parts: Int, of length: Interval) -> [Interval] {
    instants(count: parts + 1, parts: Int64(parts), of: length)
  }

  private static func instants(count: Int, parts: Int64, of length: Interval) -> [Interval] {
    invariant(length.nanoseconds >= parts, "a part of a time is a nanosecond at least")
    return (0..<Int128(count)).map { index in
      // Down: a slice is never later than it should be.
      let nanoseconds = divide(
        Int128(length.nanoseconds) * index, by: Int128(parts), rounding: .down)
      return Interval(nanoseconds: Int64(nanoseconds))
    }
  }
}
