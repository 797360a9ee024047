package import Kernel
package import Units

/// When a depth shock strikes.
///
/// All three kinds are known before the run: the index is a tape, so a condition on it is too.
/// Every path of a comparison therefore meets the same shocks.
package enum ShockTiming: Sendable, Hashable {
  /// Once, at this instant.
  case at(Instant)
  /// Again and again, with exponential times between that have this mean.
  case random(mean: Interval)
  /// Whenever the index is this share or more below its highest value within the time given.
  ///
  /// A strike sets that reference anew, to the price at which it struck. For as long as the time given it stands:
  /// another strike takes a further fall by this share from there, and a rise in between does not count. After that
  /// the highest value within the time given counts again, from the last strike on.
  case whenIndexFalls(rate: Rate, within: Interval)

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    switch self {
    case .at(let instant): instant < .zero ? "a shock strikes after the start" : nil
    case .random(let mean): mean <= .zero ? "the mean time between shocks is positive" : nil
    case .whenIndexFalls(let rate, let within):
      if rate <= .zero || rate >= .one {
        "a fall of the index is between 0 and 1"
      } else if within <= .zero {
        "the time of a fall is positive"
      } else {
        nil
      }
    }
  }

  /// The instants at which the shock strikes, before the end of the run.
  ///
  /// - Parameters:
  ///   - index: The index of the run.
  ///   - length: The length of the run.
  ///   - stream: The stream for random times.
  ///   - entity: The number of the shock, so that each draws its own times.
  package func strikes(
    index: IndexTape, length: Interval, stream: RandomStream, entity: UInt64
  ) -> [Instant] {
    let end = Instant.zero + length
    switch self {
    case .at(let instant): return instant < end ? [instant] : []
    case .random(let mean):
      let gap = Distribution.exponential(mean: Double(mean.nanoseconds))
      var strikes: [Instant] = []
      var now = Instant.zero
      while true {
        let uniform = stream.uniform(draw: 0, entity: entity, event: UInt64(strikes.count))
        // At least one nanosecond, so that the list ends.
        let nanoseconds = max(Elementary.roundToInt(gap.sample(uniform)), 1)
        now = now + Interval(nanoseconds: nanoseconds)
        if now >= end { return strikes }
        strikes.append(now)
      }
    case .whenIndexFalls(let rate, let within):
      return Self.falls(of: rate, within: within, index: index, end: end)
    }
  }

  /// A price that was in force until some instant, and higher than all after it.
  private struct Peak {
    var price: Price
    var until: Instant
  }

  /// Finds the falls in one pass, with the candidates for the highest value in a falling queue.
  private static func falls(
    of rate: Rate, within: Interval, index: IndexTape, end: Instant
  ) -> [Instant] {
    let open = Instant(nanoseconds: .max)
    var strikes: [Instant] = []
    var peaks: [Peak] = []
    var first = 0
    /// The last strike, and the price from which a further fall is counted.
    var last: IndexUpdate?
    for update in index.updates {
      if update.time >= end { break }
      if peaks.count > first { peaks[peaks.count - 1].until = update.time }
      while peaks.count > first, let lowest = peaks.last, lowest.price <= update.price {
        peaks.removeLast()
      }
      peaks.append(Peak(price: update.price, until: open))
      // A price that held until after the window opened counts, however early it came.
      while peaks[first].until <= update.time - within { first += 1 }
      var reference = peaks[first].price
      if let last, update.time - last.time < within { reference = last.price }
      // update <= reference * (1 - rate), without a division.
      let remains = Int128((Rate.one - rate).partsPerMillion) * Int128(reference.ticks)
      if update.time >= .zero, Int128(update.price.ticks) * 1_000_000 <= remains {
        strikes.append(update.time)
        last = update
        peaks = [Peak(price: update.price, until: open)]
        first = 0
      }
    }
    return strikes
  }
}
