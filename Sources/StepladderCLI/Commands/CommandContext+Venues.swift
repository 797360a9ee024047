import Intake
import Liquidation
import ScenarioData

extension CommandContext {
  /// The rulebooks of a list such as `binance-usdm,bybit-usdt:maintenanceBasis=mark`, or of `all`.
  ///
  /// - Parameters:
  ///   - list: Names or files of rulebooks parted by commas, each may be followed by `:switch=option`,
  ///     several times.
  ///   - key: The option or operand, for messages.
  func rulebooks(_ list: String, key: String) throws(InputError) -> [Rulebook] {
    if list == Self.allVenues {
      var all: [Rulebook] = []
      for (name, bytes) in EmbeddedVenues.all {
        all.append(try RulebookReader.read(bytes: bytes, file: name))
      }
      return all
    }
    var found: [Rulebook] = []
    for word in list.split(separator: ",", omittingEmptySubsequences: false) {
      let rulebook: Rulebook
      if let document = try rulebookDocument(String(word)) {
        rulebook = try document.rulebook()
      } else {
        rulebook = try self.rulebook(String(word), key: key)
      }
      if found.contains(where: { $0.selection == rulebook.selection }) {
        throw InputError(
          .usage, file: "", key: key, problem: "\(rulebook.selection) is named twice")
      }
      found.append(rulebook)
    }
    return found
  }

  /// The word for every shipped rulebook.
  static let allVenues = "all"

  /// One rulebook with the switches that its word sets.
  func rulebook(_ word: String, key: String) throws(InputError) -> Rulebook {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let shipped = EmbeddedVenues.all.first(where: { $0.name == parts[0] }) else {
      throw InputError(
        .usage, file: "", key: key, problem: "no such venue: \(InputError.quoted(parts[0]))",
        suggestion: Suggestion.nearest(to: parts[0], among: EmbeddedVenues.all.map(\.name)))
    }
    var choices: [RuleChoice] = []
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty else {
        throw InputError(
          .usage, file: "", key: key, expected: "a switch such as \"maintenanceBasis=mark\"",
          found: InputError.quoted(part))
      }
      choices.append(RuleChoice(name: pair[0], option: pair[1]))
    }
    return try RulebookReader.read(bytes: shipped.bytes, file: shipped.name, choices: choices)
  }
}
