/// Something is wrong with what the user gave: says where, what was expected and what was found.
///
/// Prints as exactly one line, `file:line: key: message (did you mean ...?)`; a part that is not
/// known is left out. What a strategy finds wrong with its own parameters has its name after the key. A mistake of syntax has no key and names its column instead.
package struct InputError: Error, Sendable, Hashable {
  /// What kind of failure it is, which decides the exit code.
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// A strategy that the user wrote broke a rule of runs.
    case strategyFault
    /// The command line is wrong.
    case usage
    /// A file was read and its content is wrong.
    case badData
    /// A file that should be read is absent or may not be read.
    case missingInput
    /// A file or folder cannot be made or replaced.
    case cannotWrite
    /// Reading or writing failed half-way.
    case inputOutput

    /// The exit code of the program, as in BSD `sysexits.h` where that has one.
    package var exitCode: Int32 {
      switch self {
      case .strategyFault: 4
      case .usage: 64
      case .badData: 65
      case .missingInput: 66
      case .cannotWrite: 73
      case .inputOutput: 74
      }
    }
  }

  /// The kind of failure.
  package var kind: Kind
  /// The file, as the user named it; empty where no file is involved.
  package var file: String
  /// The line, from 1.
  package var line: Int?
  /// The column in characters, from 1.
  package var column: Int?
  /// The path of the key (`market.makers.count`) or the name of the CSV column.
  package var key: String?
  /// The strategy that finds the fault, where it is not the program.
  package var strategy: String?
  /// What is wrong, where expected and found do not say it: "unknown key".
  package var problem: String?
  /// What was expected, in words.
  package var expected: String?
  /// What was found, as it should be shown.
  package var found: String?
  /// The word that was probably meant.
  package var suggestion: String?

  /// Makes an error; leave out what is not known.
  package init(
    _ kind: Kind, file: String, line: Int? = nil, column: Int? = nil, key: String? = nil,
    strategy: String? = nil, problem: String? = nil, expected: String? = nil, found: String? = nil,
    suggestion: String? = nil
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.strategy = strategy
    self.problem = problem
    self.expected = expected
    self.found = found
    self.suggestion = suggestion
  }

  /// The message without its place.
  package var message: String {
    var parts: [String] = []
    if let problem { parts.append(problem) }
    if let expected { parts.append("expected \(expected)") }
    if let found { parts.append("found \(found)") }
    let text = parts.joined(separator: ", ")
    guard let suggestion else { return Self.onOneLine(text) }
    return Self.onOneLine("\(text) (did you mean \"\(suggestion)\"?)")
  }

  /// Shows a piece of input in quotes, cut to 40 characters.
  package static func quoted(_ text: some StringProtocol) -> String {
    let start = text.prefix(40)
    return start.endIndex == text.endIndex ? "\"\(start)\"" : "\"\(start)...\""
  }

  /// Replaces what would break or hide the line: control characters and line separators.
  package static func onOneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        line += "\\u{\(String(scalar.value, radix: 16))}"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}

extension InputError: CustomStringConvertible {
  /// The one line that the user sees.
  package var description: String {
    var place = Self.onOneLine(file)
    if let line { place += place.isEmpty ? "line \(line)" : ":\(line)" }
    var parts = place.isEmpty ? [] : [place]
    if let key, !key.isEmpty {
      parts.append(Self.onOneLine(strategy.map { "\(key) (\($0))" } ?? key))
    } else if let column {
      parts.append("column \(column)")
    }
    parts.append(message)
    return parts.joined(separator: ": ")
  }
}
