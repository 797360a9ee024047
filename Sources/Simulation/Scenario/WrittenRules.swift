package import Liquidation
package import Rulebook

/// A liquidation path that a scenario describes itself, instead of naming one of the program's.
package struct WrittenPath: Sendable, Hashable {
  /// The path.
  package var path: StagedPath
  /// Its object in canonical JSON, from which it can be read again.
  package var text: String

  /// Makes a path with its text.
  package init(path: StagedPath, text: String) {
    self.path = path
    self.text = text
  }
}

/// A rulebook that a scenario holds whole, instead of naming one of the program's.
package struct WrittenRulebook: Sendable, Hashable {
  /// The rules with the options that were chosen.
  package var rulebook: Rulebook
  /// The base name of the file they were read from; nil where the scenario itself states them.
  package var file: String?
  /// Its entry of the list of rulebooks in canonical JSON, from which it can be read again.
  package var text: String

  /// Makes a rulebook with its text.
  package init(rulebook: Rulebook, file: String?, text: String) {
    self.rulebook = rulebook
    self.file = file
    self.text = text
  }
}
