/// One measured piece of work: how much, how long, and a digest that shows what was done.
struct Measurement {
  /// The figure's name.
  var name: String
  /// What is counted, in the plural.
  var unit: String
  /// How many.
  var count: Int
  /// How long it took.
  var elapsed: Duration
  /// A digest of the work; the same on every machine.
  var digest: UInt64

  /// Units per second.
  var rate: Double { Double(count) / seconds }

  /// The time in seconds.
  var seconds: Double {
    Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
  }

  /// Measures a piece of work three times and keeps the fastest: interference only ever slows.
  static func best(
    _ name: String, unit: String, of work: () throws -> (count: Int, digest: UInt64)
  ) rethrows -> Measurement {
    let clock = ContinuousClock()
    var best: Measurement?
    for _ in 0..<3 {
      var done: (count: Int, digest: UInt64) = (0, 0)
      let elapsed = try clock.measure { done = try work() }
      if let kept = best, kept.elapsed <= elapsed { continue }
      best = Measurement(
        name: name, unit: unit, count: done.count, elapsed: elapsed, digest: done.digest)
    }
    return best ?? Measurement(name: name, unit: unit, count: 0, elapsed: .zero, digest: 0)
  }
}
