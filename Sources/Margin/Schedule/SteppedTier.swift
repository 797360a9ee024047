package import Units

/// One step of a margin schedule whose rate holds for the whole position.
package struct SteppedTier: Sendable, Hashable {
  /// The end of a step, which still belongs to it.
  package enum Limit: Sendable, Hashable {
    /// A notional in atoms.
    case notional(Money)
    /// A size in lots, without sign.
    case size(Quantity)

    /// Atoms or lots.
    var count: Int64 {
      switch self {
      case .notional(let money): money.atoms
      case .size(let quantity): quantity.lots
      }
    }

    /// What is counted.
    var measure: TierMeasure {
      switch self {
      case .notional: .notional
      case .size: .size
      }
    }
  }

  /// The end of the step, inclusive, or `nil` for a last step without end.
  ///
  /// What lies beyond a stated end of the last step is held at its rates.
  package var limit: Limit?
  /// The maintenance rate of a position of the step.
  package var maintenance: FineRate
  /// The initial rate of a position of the step.
  package var initial: FineRate

  /// Makes a step.
  package init(limit: Limit?, maintenance: FineRate, initial: FineRate) {
    self.limit = limit
    self.maintenance = maintenance
    self.initial = initial
  }
}
