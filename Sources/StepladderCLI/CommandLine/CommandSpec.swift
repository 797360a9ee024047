/// One command of the program.
package struct CommandSpec: Sendable {
  /// The word that selects it.
  package let name: CommandName
  /// What stands after it, in order.
  package let operands: [OperandSpec]
  /// One sentence.
  package let summary: String
  /// Its own options, in the order of the help.
  package let options: [OptionSpec]
  /// Paragraphs that say more.
  package let details: [String]
  /// Command lines without the program's name.
  package let examples: [String]

  /// Its own options and those that every command understands.
  package var allOptions: [OptionSpec] { options + CommandTable.common }

  /// The command line in one line, without the program's name.
  package var usage: String {
    var parts = [name.rawValue]
    for operand in operands {
      parts.append(operand.isOptional ? "[\(operand.placeholder)]" : operand.placeholder)
    }
    for option in options { parts.append("[\(option.usage)]") }
    return parts.joined(separator: " ")
  }
}
