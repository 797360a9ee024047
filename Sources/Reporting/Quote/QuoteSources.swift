import Rulebook

/// The sources of a derivation, numbered as they are first cited.
struct QuoteSources {
  private let rulebook: Rulebook
  private var cited: [RuleSource] = []

  init(rulebook: Rulebook) { self.rulebook = rulebook }

  /// The rules of some fields, each with its date, its standing and the number of its source.
  ///
  /// Fields of one date, standing and source stand together.
  ///
  /// - Returns: Nil where the rulebook states none of them.
  mutating func cite(_ keys: [String]) -> String? {
    var groups: [(tail: String, keys: [String])] = []
    for key in keys {
      guard let statement = rulebook.statement(key) else { continue }
      let place = rulebook.source(of: statement).map { " [\(number(of: $0))]" } ?? ""
      let tail =
        "as of \(statement.asOf), \(QuoteWords.confidence(statement.confidence))\(place)"
      if let place = groups.firstIndex(where: { $0.tail == tail }) {
        groups[place].keys.append(key)
      } else {
        groups.append((tail, [key]))
      }
    }
    if groups.isEmpty { return nil }
    let rules = groups.map { "\($0.keys.joined(separator: ", ")) \($0.tail)" }
    return "Rule: " + rules.joined(separator: "; ")
  }

  /// What the numbers stand for.
  var list: [String] {
    ["Sources:"]
      + cited.enumerated().flatMap { place, source in
        TextLayout.wrapped(
          "[\(place + 1)] \(source.publisher): \(source.title), read \(source.read)", hanging: 4)
      }
  }

  private mutating func number(of source: RuleSource) -> Int {
    if let place = cited.firstIndex(of: source) { return place + 1 }
    cited.append(source)
    return cited.count
  }
}
