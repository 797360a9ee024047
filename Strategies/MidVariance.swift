import Stepladder

/// How much the mid varies over the last pictures of the book.
struct MidVariance: Sendable {
  /// How many changes are counted.
  private let count: Int
  /// The last changes, in a ring: their squares in half ticks, and how long each took.
  private var changes: [Change] = []
  private var next = 0
  private var sum: Int128 = 0
  private var time = Interval.zero
  private var last: (doubledMid: Int64, published: Instant)?

  private struct Change: Sendable {
    var square: Int128
    var time: Interval
  }

  /// Counts so many changes, at least one.
  init(count: Int) { self.count = count }

  /// Takes in a picture.
  ///
  /// - Parameters:
  ///   - doubledMid: The sum of best bid and ask, in ticks.
  ///   - published: When the picture was taken; later than the last one.
  mutating func see(doubledMid: Int64, published: Instant) {
    defer { last = (doubledMid, published) }
    guard let last else { return }
    let move = Int128(doubledMid - last.doubledMid)
    let change = Change(square: move * move, time: published - last.published)
    sum += change.square
    time = time + change.time
    if changes.count < count { return changes.append(change) }
    sum -= changes[next].square
    time = time - changes[next].time
    changes[next] = change
    next = (next + 1) % count
  }

  /// The variance; nil until as many changes were seen as are counted.
  var variance: ReservationQuotes.Variance? {
    guard changes.count == count, time > .zero else { return nil }
    return ReservationQuotes.Variance(squaredHalfTicks: sum, over: time)
  }
}
