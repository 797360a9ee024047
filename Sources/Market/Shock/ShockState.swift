package import Units

/// The depth shocks that have struck and not yet faded.
///
/// A strike of a shock that has not faded renews it: it is at full strength again and no stronger. Several shocks at
/// a time add to one another, as ``ShockFactors`` says.
package struct ShockState: Sendable, Hashable {
  private struct Active: Sendable, Hashable {
    /// Which shock it is.
    var number: Int
    var plan: DepthShockPlan
    var struckAt: Instant
  }

  private var active: [Active] = []

  /// Starts in normal times.
  package init() {}

  /// Whether no shock is left, so that makers quote as usual.
  package var isCalm: Bool { active.isEmpty }

  /// Takes note that a shock strikes, and forgets those that have faded.
  ///
  /// - Parameters:
  ///   - plan: What strikes.
  ///   - number: Which shock it is; one that has not faded is renewed.
  ///   - now: When.
  package mutating func strike(_ plan: DepthShockPlan, number: Int, at now: Instant) {
    invariant(plan.flaw == nil, "a depth shock in use has sound numbers")
    active.removeAll {
      $0.number == number || $0.plan.remaining(after: now - $0.struckAt) == .zero
    }
    switch plan.shock {
    case .thin, .pull, .widen, .gap:
      active.append(Active(number: number, plan: plan, struckAt: now))
    case .cancelBurst: break  // It happens at one instant; nothing is left to fade.
    }
  }

  /// How makers quote at an instant, in the light of all shocks so far.
  package func factors(at now: Instant) -> ShockFactors {
    var factors = ShockFactors.none
    for item in active {
      let remaining = item.plan.remaining(after: now - item.struckAt)
      if remaining > .zero { factors.add(item.plan.shock, remaining: remaining) }
    }
    return factors
  }
}
