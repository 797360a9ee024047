internal import EmbeddedData

/// The scenarios that the program carries, as the bytes of their files.
package enum EmbeddedScenarios {
  /// Every carried scenario by name, the default comparison first.
  package static var all: [(name: String, bytes: [UInt8])] {
    (0..<embedded_scenario_count()).map { embedded_scenario($0).contents }
  }
}
