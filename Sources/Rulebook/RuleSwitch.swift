/// A choice that a rulebook leaves to its user, because sources disagree or the venue offers both.
package struct RuleSwitch: Sendable, Hashable {
  /// The name, as in `bybit-usdt:maintenanceBasis=mark`.
  package let name: String
  /// What the sources disagree about.
  package let why: String
  /// The options, the standard one first.
  package let options: [Option]
  /// The name of the option that is in force.
  package let chosen: String

  /// Makes a switch.
  package init(name: String, why: String, options: [Option], chosen: String) {
    self.name = name
    self.why = why
    self.options = options
    self.chosen = chosen
  }

  /// Whether the option in force is the one that holds without a choice.
  package var isStandard: Bool { chosen == options.first?.name }

  /// One way to settle the question.
  package struct Option: Sendable, Hashable {
    /// The name.
    package let name: String
    /// What holds with it, in one sentence.
    package let summary: String

    /// Makes an option.
    package init(name: String, summary: String) {
      self.name = name
      self.summary = summary
    }
  }
}
