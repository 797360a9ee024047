/// The version of the engine, part of every manifest.
package enum EngineVersion {
  /// Raised whenever the same scenario, inputs, seed and path give another result.
  package static let current = "3"
}
