package import Units

/// How long orders took, as measured.
///
/// Each sample says when a request left, when the venue handled it and when its answer came back. Between two samples
/// the delay changes evenly.
/// Times are nanoseconds since 1970-01-01 00:00 UTC. Source of the rule: hftbacktest 2.4, `IntpOrderLatency`, to the
/// nanosecond.
package struct RecordedLatency: Sendable, Hashable {
  /// One measured order.
  package struct Sample: Sendable, Hashable {
    /// When the request left.
    package var requested: Int64
    /// When the venue handled it.
    package var handled: Int64
    /// When the answer came back.
    package var answered: Int64

    /// Makes a sample.
    package init(requested: Int64, handled: Int64, answered: Int64) {
      self.requested = requested
      self.handled = handled
      self.answered = answered
    }
  }

  /// The samples in order of both clocks; at least one.
  private let samples: [Sample]

  /// Takes samples in.
  ///
  /// - Parameter samples: In order of request and of handling, each handled after its request and answered after that.
  /// - Returns: nil where there is none or one is out of order.
  package init?(_ samples: [Sample]) {
    if samples.isEmpty { return nil }
    for (place, sample) in samples.enumerated() {
      guard sample.requested <= sample.handled, sample.handled <= sample.answered else {
        return nil
      }
      if place > 0 {
        let before = samples[place - 1]
        guard before.requested < sample.requested, before.handled < sample.handled else {
          return nil
        }
      }
    }
    self.samples = samples
  }

  /// The delay of a request that leaves at a time.
  package func entry(at time: Int64) -> Interval {
    delay(at: time, since: { $0.requested }, until: { $0.handled })
  }

  /// The delay of an answer that leaves the venue at a time.
  package func response(at time: Int64) -> Interval {
    delay(at: time, since: { $0.handled }, until: { $0.answered })
  }

  /// The delay between two columns; that of the first or last sample outside of them.
  @inline(__always)
  private func delay(
    at time: Int64, since: (Sample) -> Int64, until: (Sample) -> Int64
  ) -> Interval {
    var low = 0
    var high = samples.count
    while low < high {
      let middle = (low + high) / 2
      if since(samples[middle]) <= time { low = middle + 1 } else { high = middle }
    }
    let before = samples[max(low - 1, 0)]
    let first = until(before) - since(before)
    guard low > 0, low < samples.count else { return Interval(nanoseconds: first) }
    let after = samples[low]
    let rise = Double(until(after) - since(after) - first)
    let run = Double(since(after) - since(before))
    let share = rise / run * Double(time - since(before))
    // Towards zero, as the source does.
    return Interval(nanoseconds: Int64(share) + first)
  }
}
