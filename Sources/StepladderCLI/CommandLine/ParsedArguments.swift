package import Intake

/// A command line taken apart by the table.
package struct ParsedArguments: Sendable {
  /// The command.
  package let command: CommandSpec
  /// The operands in order.
  package let operands: [String]
  /// The values of the options that were given, in order; an empty one for those that stand alone.
  private let options: [String: [String]]

  /// Takes the words after the program's name apart.
  ///
  /// Options may stand before, between and after operands, as `--name value` or `--name=value`; after `--`
  /// everything is an operand. An option given twice is an error, unless it may be.
  ///
  /// - Parameters:
  ///   - command: The command.
  ///   - words: The words after the command.
  package init(command: CommandSpec, words: [String]) throws(InputError) {
    var operands: [String] = []
    var options: [String: [String]] = [:]
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let (option, attached) = try Self.option(word, of: command)
      if options[option.name] != nil, !option.isRepeatable {
        throw InputError(.usage, file: "", key: "--\(option.name)", problem: "given twice")
      }
      let value = try Self.value(of: option, attached: attached, rest: &rest)
      options[option.name, default: []].append(value)
    }
    self.command = command
    self.operands = operands
    self.options = options
    if options["help"] == nil { try checkOperands() }
  }

  /// Whether an option was given.
  package func has(_ option: String) -> Bool { self[option] != nil }

  /// The value of an option, where it was given.
  package subscript(option: String) -> String? { options[option]?.first }

  /// The values of an option that may be given several times, in order.
  package func all(_ option: String) -> [String] { options[option] ?? [] }

  /// The option that a word names, and the value after its equals sign.
  private static func option(
    _ word: String, of command: CommandSpec
  ) throws(InputError) -> (OptionSpec, attached: String?) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let typed = String(parts[0])
    let attached = parts.count > 1 ? String(parts[1]) : nil
    let known = command.allOptions
    let found = known.first { option in
      typed == "--\(option.name)" || option.short.map { typed == "-\($0)" } == true
    }
    guard let found else {
      let names = known.map { "--\($0.name)" }
      throw InputError(
        .usage, file: "", key: typed, problem: "\(command.name.rawValue) has no such option",
        suggestion: Suggestion.nearest(to: typed, among: names))
    }
    return (found, attached)
  }

  private static func value(
    of option: OptionSpec, attached: String?, rest: inout ArraySlice<String>
  ) throws(InputError) -> String {
    guard let value = option.value else {
      if let attached {
        throw InputError(
          .usage, file: "", key: "--\(option.name)", expected: "no value",
          found: InputError.quoted(attached))
      }
      return ""
    }
    if let attached {
      if attached.isEmpty { throw missingValue(option, value) }
      return attached
    }
    guard let next = rest.first, !next.hasPrefix("--"), !next.isEmpty else {
      throw missingValue(option, value)
    }
    rest.removeFirst()
    return next
  }

  private static func missingValue(_ option: OptionSpec, _ value: String) -> InputError {
    InputError(.usage, file: "", key: "--\(option.name)", problem: "needs a value: \(value)")
  }

  private func checkOperands() throws(InputError) {
    let required = command.operands.filter { !$0.isOptional }.count
    if operands.count < required {
      throw InputError(
        .usage, file: "", key: command.name.rawValue,
        expected: command.operands[operands.count].placeholder,
        found: operands.isEmpty ? "nothing" : "nothing after \(InputError.quoted(operands[0]))")
    }
    if operands.count > command.operands.count, command.operands.last?.isRepeatable != true {
      throw InputError(
        .usage, file: "", key: command.name.rawValue, problem: "too many operands",
        found: InputError.quoted(operands[command.operands.count]))
    }
    for (operand, spec) in zip(operands, command.operands)
    where !spec.choices.isEmpty && !spec.choices.contains(operand) {
      throw InputError(
        .usage, file: "", key: command.name.rawValue,
        expected: "one of \(spec.choices.joined(separator: ", "))",
        found: InputError.quoted(operand),
        suggestion: Suggestion.nearest(to: operand, among: spec.choices))
    }
  }
}
