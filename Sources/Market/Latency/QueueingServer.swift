package import Units

/// A server that handles one message at a time, so that delay rises with load.
///
/// Each message takes the same service time and waits for those before it: first in, first out. Fed
/// by independent arrivals this is the queue M/D/1. A venue's entry gateway behaves so: quick when
/// quiet, slow exactly when everybody sends at once.
package struct QueueingServer: Sendable, Hashable {
  /// The time one message occupies the server.
  package let service: Interval
  /// The instant from which the server is idle, if nothing else arrives.
  package private(set) var busyUntil: Instant

  /// Makes an idle server.
  ///
  /// - Parameter service: The time one message takes; not negative, and 0 means no queue at all.
  package init(service: Interval) {
    invariant(service >= .zero, "a service time is not negative")
    self.service = service
    busyUntil = Instant(nanoseconds: .min)
  }

  /// Takes in one message and tells when its service ends.
  ///
  /// - Parameter arrival: When the message comes. Arrivals must not run backwards: a message is
  ///   served in the order of the calls.
  /// - Returns: The arrival, plus the wait, plus the service time.
  package mutating func completion(arrival: Instant) -> Instant {
    busyUntil = max(arrival, busyUntil) + service
    return busyUntil
  }

  /// The time a message that came now would wait before its service starts.
  package func wait(at now: Instant) -> Interval {
    busyUntil > now ? busyUntil - now : .zero
  }
}
