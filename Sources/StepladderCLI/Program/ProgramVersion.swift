import Simulation

/// The version of the program.
enum ProgramVersion {
  /// The release.
  static let current = "0.1.0"

  /// What `--version` prints after the program's name.
  static var text: String { "\(current) (engine \(EngineVersion.current))" }
}
