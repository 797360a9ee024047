/// A choice that a rulebook leaves to its user, because sources disagree or the venue offers both.
public struct RuleSwitch: Sendable, Hashable {
  /// The name, as in `bybit-usdt:maintenanceBasis=mark`.
  public let name: String
  /// What the sources disagree about.
  public let why: String
  /// The options, the standard one first.
  public let options: [Option]
  /// The name of the option that is in force.
  public let chosen: String

  /// Makes a switch.
  public init(name: String, why: String, options: [Option], chosen: String) {
    self.name = name
    self.why = why
    self.options = options
    self.chosen = chosen
  }

  /// Whether the option in force is the one that holds without a choice.
  public var isStandard: Bool { chosen == options.first?.name }

  /// One way to settle the question.
  public struct Option: Sendable, Hashable {
    /// The name.
    public let name: String
    /// What holds with it, in one sentence.
    public let summary: String

    /// Makes an option.
    public init(name: String, summary: String) {
      self.name = name
      self.summary = summary
    }
  }
}
