package import Units

/// Is told whose code is about to run, so that a trap in it can be laid to it; it decides nothing.
package struct StrategyWatch: Sendable {
  /// A branch begins along a path; nil for the start that all branches share.
  package var branchBegins: @Sendable (String?) -> Void
  /// A strategy, by its place in the scenario, is about to be called.
  package var strategyCalled: @Sendable (Int, Instant) -> Void
  /// It has returned.
  package var strategyReturned: @Sendable () -> Void

  /// Makes a watch.
  package init(
    branchBegins: @escaping @Sendable (String?) -> Void,
    strategyCalled: @escaping @Sendable (Int, Instant) -> Void,
    strategyReturned: @escaping @Sendable () -> Void
  ) {
    self.branchBegins = branchBegins
    self.strategyCalled = strategyCalled
    self.strategyReturned = strategyReturned
  }
}
