import Units

/// Values the owners who breach in the control at fixed times after their breach there.
///
/// Times are the ends of whole seconds, the first at or after the horizon. Breaches come in the order of time, so each
/// horizon needs only its next one.
struct OwnerWatch: Sendable {
  /// A breach of an owner in the control.
  struct Breach: Sendable, Equatable {
    let account: Int
    let time: Instant
    /// Equity at the index, not below zero.
    let equity: Money
  }

  /// The horizons after a breach.
  static let horizons: [Interval] = [.seconds(60), .seconds(300)]

  private(set) var breaches: [Breach] = []
  /// What each owner has at each horizon, in the order of breaches as far as time has come.
  private var values: [[Money]] = horizons.map { _ in [] }

  /// Starts without a breach, as the control does.
  init() {}

  /// Starts with the breaches of the control.
  init(_ breaches: [Breach]) { self.breaches = breaches }

  /// Takes a breach of the control.
  mutating func add(_ breach: Breach) {
    invariant(
      breaches.last.map { $0.time <= breach.time } ?? true, "breaches come in the order of time")
    breaches.append(breach)
  }

  /// The next owner to value at the end of a second, and for which horizon; `nil` where none is due.
  func due(at time: Instant) -> (account: Int, horizon: Int)? {
    for (horizon, interval) in Self.horizons.enumerated() {
      let next = values[horizon].count
      if next < breaches.count, breaches[next].time + interval <= time {
        return (breaches[next].account, horizon)
      }
    }
    return nil
  }

  /// Keeps what an owner has, a negative equity as zero.
  mutating func keep(_ equity: Money, horizon: Int) { values[horizon].append(max(equity, .zero)) }

  /// What became of each owner, in the order of breaches.
  func outcomes(at end: Wealth) -> [OwnerOutcome] {
    breaches.enumerated().map { place, breach in
      func value(_ horizon: Int) -> Money? {
        place < values[horizon].count ? values[horizon][place] : nil
      }
      return OwnerOutcome(
        account: breach.account, breached: breach.time, equityAtBreach: breach.equity,
        afterOneMinute: value(0), afterFiveMinutes: value(1), atEnd: end.owners[breach.account])
    }
  }
}
