import Foundation
import Intake
import Rulebook
import ScenarioData

/// A rulebook that was asked for: its bytes and the options that were chosen.
struct RulebookDocument {
  /// The name that errors carry.
  let file: String
  /// The document.
  let bytes: [UInt8]
  /// The options.
  let choices: [RuleChoice]
  /// Whether it ships with the program.
  let isShipped: Bool

  /// The rules with these options.
  func rulebook() throws(InputError) -> Rulebook {
    try RulebookReader.read(bytes: bytes, file: file, choices: choices)
  }
}

extension CommandContext {
  /// The document of a word; nil where it names neither a shipped rulebook nor a file with a rulebook.
  ///
  /// - Parameters:
  ///   - word: A name or a file, then `:switch=option`, several times.
  ///   - key: The option or operand, for messages.
  func rulebookDocument(
    _ word: String, key: String = "FILE"
  ) throws(InputError) -> RulebookDocument? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if let shipped = EmbeddedVenues.all.first(where: { $0.name == parts[0] }) {
      let choices = try Self.choices(parts.dropFirst(), key: key)
      return RulebookDocument(
        file: parts[0], bytes: shipped.bytes, choices: choices, isShipped: true)
    }
    // A file may have a colon in its name; then it has no options.
    let isWhole = FileManager.default.fileExists(atPath: resolved(word))
    let path = isWhole ? word : parts[0]
    guard FileManager.default.fileExists(atPath: resolved(path)), path.contains(".") else {
      return nil
    }
    let file = try InputFile.read(resolved(path))
    guard RulebookReader.isRulebook(try JSON5Reader.read(file.bytes, file: path)) else {
      return nil
    }
    let choices = isWhole ? [] : try Self.choices(parts.dropFirst(), key: key)
    return RulebookDocument(file: path, bytes: file.bytes, choices: choices, isShipped: false)
  }

  /// `name=option` each.
  private static func choices(
    _ parts: ArraySlice<String>, key: String
  ) throws(InputError) -> [RuleChoice] {
    var choices: [RuleChoice] = []
    for part in parts {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw InputError(
          .usage, file: "", key: key, expected: "switches such as \":maintenanceBasis=mark\"",
          found: InputError.quoted(part))
      }
      if choices.contains(where: { $0.name == sides[0] }) {
        throw InputError(
          .usage, file: "", key: key, problem: "the switch \(sides[0]) is set twice")
      }
      choices.append(RuleChoice(name: String(sides[0]), option: String(sides[1])))
    }
    return choices
  }
}
