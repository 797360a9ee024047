import Liquidation

/// The names that a scenario may use for what the program brings along.
package struct ScenarioNames: Sendable {
  /// The paths that exist.
  package var paths: [String]
  /// The strategies that are registered, or nothing where any name will do.
  package var strategies: [String]?
  /// The rulebooks that exist, or nothing where any name will do.
  package var venues: [String]?
  /// Refuses parameters that a strategy cannot take; any will do where there is nothing.
  package var parameterCheck: ParameterCheck?

  /// Reads the parameters of the strategy of a name as a run does, and throws what is wrong with them.
  package typealias ParameterCheck =
    @Sendable (_ strategy: String, _ parameters: JSON5Value) throws(ParameterFault) -> Void

  /// The same names with any strategy and any parameters.
  var withAnyStrategy: ScenarioNames { ScenarioNames(paths: paths, venues: venues) }

  /// Makes the lists; without any, the built-in paths and any strategy and rulebook.
  package init(
    paths: [String] = (BuiltInPaths.all + BuiltInPaths.more).map(\.name),
    strategies: [String]? = nil,
    venues: [String]? = nil, parameterCheck: ParameterCheck? = nil
  ) {
    self.paths = paths
    self.strategies = strategies
    self.venues = venues
    self.parameterCheck = parameterCheck
  }
}
