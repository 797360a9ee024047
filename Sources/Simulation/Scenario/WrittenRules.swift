public import Liquidation
public import Rulebook

/// A liquidation path that a scenario describes itself, instead of naming one of the program's.
public struct WrittenPath: Sendable, Hashable {
  /// The path.
  public var path: StagedPath
  /// Its object in canonical JSON, from which it can be read again.
  public var text: String

  /// Makes a path with its text.
  public init(path: StagedPath, text: String) {
    self.path = path
    self.text = text
  }
}

/// A rulebook that a scenario holds whole, instead of naming one of the program's.
public struct WrittenRulebook: Sendable, Hashable {
  /// The rules with the options that were chosen.
  public var rulebook: Rulebook
  /// The base name of the file they were read from; nil where the scenario itself states them.
  public var file: String?
  /// Its entry of the list of rulebooks in canonical JSON, from which it can be read again.
  public var text: String

  /// Makes a rulebook with its text.
  public init(rulebook: Rulebook, file: String?, text: String) {
    self.rulebook = rulebook
    self.file = file
    self.text = text
  }
}
