package import Liquidation

/// The same accounts on the same luck under several rulebooks.
///
/// The mark price is part of a rulebook, so nothing but the exogenous market is shared: each rulebook runs
/// from the start, once with its path and once as its own control, under common random numbers.
package enum VenueComparison {
  /// A rulebook ready to run.
  package struct Contender: Sendable {
    /// The name of its runs.
    package var name: String
    /// How it liquidates.
    package var path: any LiquidationPath
    /// The scenario with the rulebook in it.
    package var setup: WorldSetup

    /// Makes a contender.
    package init(name: String, path: any LiquidationPath, setup: WorldSetup) {
      self.name = name
      self.path = path
      self.setup = setup
    }
  }

  /// One result for each contender and the reference control.
  ///
  /// - Parameters:
  ///   - contenders: The rulebooks, the baseline first.
  ///   - reference: The scenario under its own rules, of the same seed: its control says who the owners are.
  ///   - order: Which branch runs first; where nothing is shared between runs it changes no event.
  ///   - progress: Called after each branch: one for the reference, then two for each contender.
  package static func run(
    _ contenders: [Contender], reference: WorldSetup, order: BranchOrder = .stated,
    progress: () -> Void = {}
  ) -> [RunResult] {
    let reference = ReferenceControl(setup: reference)
    progress()
    var results: [RunResult] = []
    for contender in order == .stated ? contenders : contenders.reversed() {
      let pair = SeedComparison.run(
        setup: contender.setup, paths: [contender.path], reference: reference, order: order,
        progress: progress)
      for var result in pair.dropLast() {
        result.path = contender.name
        results.append(result)
      }
    }
    return (order == .stated ? results : results.reversed()) + [reference.result]
  }
}
