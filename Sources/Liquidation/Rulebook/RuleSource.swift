/// A document that rules were read in.
public struct RuleSource: Sendable, Hashable {
  /// The name under which fields refer to it.
  public let key: String
  /// What it is called.
  public let title: String
  /// Who published it.
  public let publisher: String
  /// The day on which it was read, such as `2026-11-20`.
  public let read: String

  /// Makes a source.
  public init(key: String, title: String, publisher: String, read: String) {
    self.key = key
    self.title = title
    self.publisher = publisher
    self.read = read
  }
}
