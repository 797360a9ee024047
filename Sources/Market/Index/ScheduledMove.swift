package import Units

/// A move of the index that a scenario plans: a crash, a rebound.
package struct ScheduledMove: Sendable, Hashable {
  /// How the move spreads over its time, in the logarithm of the price.
  package enum Shape: Sendable, Hashable {
    /// The same share each second.
    case linear
    /// Slow, fast, slow: three times the square less twice the cube of the elapsed share.
    case smooth
  }

  /// When the move starts.
  package var at: Instant
  /// How long it takes.
  package var over: Interval
  /// The return from its start to its end in basis points: -900 ends 9 % lower.
  package var returnBasisPoints: Double
  /// How the move spreads over its time.
  package var shape: Shape
  /// How much larger diffusion and jumps are while it lasts.
  package var volatilityFactor: Double

  /// Makes a move.
  package init(
    at: Instant, over: Interval, returnBasisPoints: Double, shape: Shape = .smooth,
    volatilityFactor: Double = 1
  ) {
    self.at = at
    self.over = over
    self.returnBasisPoints = returnBasisPoints
    self.shape = shape
    self.volatilityFactor = volatilityFactor
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    if at < .zero { return "a move starts after the start of the run" }
    if over <= .zero { return "a move takes some time" }
    if !(returnBasisPoints > -10_000 && returnBasisPoints <= 1_000_000) {
      return "a move leaves a positive price: more than -10000 and at most 1000000 basis points"
    }
    if !(volatilityFactor >= 0 && volatilityFactor <= 1000) {
      return "a volatility factor is between 0 and 1000"
    }
    return nil
  }

  /// Whether the move is under way at an instant: after its start, up to and with its end.
  func isUnderWay(at instant: Instant) -> Bool { instant > at && instant <= at + over }

  /// The share of the move, from 0 to 1, that is done at an instant.
  func progress(at instant: Instant) -> Double {
    let elapsed = min(max(instant - at, .zero), over)
    let share = Double(elapsed.nanoseconds) / Double(over.nanoseconds)
    return switch shape {
    case .linear: share
    case .smooth: share * share * (3 - 2 * share)
    }
  }
}
