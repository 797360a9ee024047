import Intake
import Rulebook
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
      if let document = try rulebookDocument(String(word), key: key) {
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

  /// The rulebook of a word such as `bybit-usdt` or `bybit-usdt:maintenanceBasis=mark:closingFee=counted`.
  ///
  /// The part before the first colon is the name of a shipped rulebook or a file.
  func rulebook(_ word: String, key: String) throws(InputError) -> Rulebook {
    if let document = try rulebookDocument(word, key: key) { return try document.rulebook() }
    let name = String(word.prefix { $0 != ":" })
    throw InputError(
      .usage, file: "", key: key, problem: "no such venue: \(InputError.quoted(name))",
      suggestion: Suggestion.nearest(to: name, among: EmbeddedVenues.all.map(\.name)))
  }
}
