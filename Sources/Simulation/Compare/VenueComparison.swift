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

  /// One result for each contender and the control of the first.
  ///
  /// - Parameters:
  ///   - contenders: The rulebooks, the baseline first.
  ///   - order: Which branch runs first; where nothing is shared between runs it changes no result.
  ///   - progress: Called after each branch, two for each contender.
  package static func run(
    _ contenders: [Contender], order: BranchOrder = .stated, progress: () -> Void = {}
  ) -> [RunResult] {
    var results: [RunResult] = []
    var controls: [RunResult] = []
    var pairs: [[RunResult]] = contenders.map { _ in [] }
    for place in order == .stated ? Array(contenders.indices) : contenders.indices.reversed() {
      pairs[place] = SeedComparison.run(
        setup: contenders[place].setup, paths: [contenders[place].path], order: order,
        progress: progress)
    }
    for (contender, pair) in zip(contenders, pairs) {
      for var result in pair {
        if result.path == RunResult.controlName {
          controls.append(result)
        } else {
          result.path = contender.name
          results.append(result)
        }
      }
    }
    return results + controls.prefix(1)
  }
}
