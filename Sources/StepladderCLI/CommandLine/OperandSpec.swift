/// One operand of a command.
package struct OperandSpec: Sendable {
  /// How the help writes it.
  package let placeholder: String
  /// One sentence.
  package let summary: String
  /// The only words allowed; any where empty.
  package let choices: [String]
  /// Whether it may be left out.
  package let isOptional: Bool
  /// Whether more of its kind may follow; only of the last one.
  package let isRepeatable: Bool

  init(
    _ placeholder: String, summary: String, choices: [String] = [], isOptional: Bool = false,
    isRepeatable: Bool = false
  ) {
    let word = choices.isEmpty ? placeholder : choices.joined(separator: "|")
    self.placeholder = isRepeatable ? word + "..." : word
    self.isRepeatable = isRepeatable
    self.summary = summary
    self.choices = choices
    self.isOptional = isOptional
  }
}
