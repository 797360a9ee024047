import Liquidation

/// The names that a scenario may use for what the program brings along.
package struct ScenarioNames: Sendable, Hashable {
  /// The paths that exist.
  package var paths: [String]
  /// The strategies that are registered, or nothing where any name will do.
  package var strategies: [String]?
  /// The rulebooks that exist, or nothing where any name will do.
  package var venues: [String]?

  /// Makes the lists; without any, the built-in paths and any strategy and rulebook.
  package init(
    paths: [String] = (BuiltInPaths.all + BuiltInPaths.more).map(\.name),
    strategies: [String]? = nil,
    venues: [String]? = nil
  ) {
    self.paths = paths
    self.strategies = strategies
    self.venues = venues
  }
}
