package import Simulation

/// The name of a report's folder where the user gives none.
package enum ReportName {
  /// The scenario's name for a comparison; for a run of one seed along one path these as well, so that a run
  /// does not take the place of the comparison.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - paths: The names of the paths without the control.
  ///   - seeds: The seeds.
  package static func folder(scenario: Scenario, paths: [String], seeds: [UInt64]) -> String {
    guard let seed = seeds.first, isRun(paths: paths, seeds: seeds) else { return scenario.name }
    return "\(scenario.name)-\(paths.first ?? RunResult.controlName)-\(seed)"
  }

  /// Whether this is one seed along one path, or the control alone.
  package static func isRun(paths: [String], seeds: [UInt64]) -> Bool {
    seeds.count == 1 && paths.count <= 1
  }
}
