/// One option of a command.
package struct OptionSpec: Sendable {
  /// Its name without hyphens.
  package let name: String
  /// Its one-letter name, where it has one.
  package let short: Character?
  /// How the help writes its value; nil for an option that stands alone.
  package let value: String?
  /// One sentence.
  package let summary: String
  /// Whether it may be given several times.
  package let isRepeatable: Bool

  init(
    _ name: String, short: Character? = nil, value: String? = nil, summary: String,
    isRepeatable: Bool = false
  ) {
    self.isRepeatable = isRepeatable
    self.name = name
    self.short = short
    self.value = value
    self.summary = summary
  }

  /// The option as it is typed.
  package var usage: String { value.map { "--\(name) \($0)" } ?? "--\(name)" }
}
