import Margin
import Units

// Tiers as documents take them.
extension LeverageTierFile {
  /// The document that a margin section is for.
  package enum Document: String, CaseIterable, Sendable {
    /// A rulebook: a field of a contract, which still needs its source.
    case rulebook
    /// A scenario: its tiers.
    case scenario
  }

  /// The margin section of a document for one symbol.
  ///
  /// - Parameters:
  ///   - entry: The symbol.
  ///   - file: The base name of the file, for the note.
  ///   - document: What it is for.
  package static func section(
    _ entry: Entry, file: String, for document: Document = .rulebook
  ) -> String {
    let origin =
      "Imported from \(file), \(entry.symbol)."
      + (entry.statesDeductions
        ? "" : " It states no deductions: the tiers are taken to be continuous.")
    var lines: [String]
    switch document {
    case .rulebook:
      lines = ["margin: {", "  \(key(venueSymbol(entry.symbol))): {", "    value: {"]
      lines.append("      continuousTiers: [")
      lines += rows(entry, document).map { "        \($0)" }
      lines += [
        "      ],", "    },", "    asOf: \"\", source: \"\",  // When it held, and who says so.",
        "    note: \(CanonicalJSON.quoted(origin)),", "  },", "},",
      ]
    case .scenario:
      lines = ["// " + origin.replacing("\n", with: " "), "margin: {", "  tiers: ["]
      lines += rows(entry, document).map { "    \($0)" }
      lines += ["  ],", "},"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func rows(_ entry: Entry, _ document: Document) -> [String] {
    entry.schedule.tiers.map { tier in
      let floor = document == .rulebook ? "from" : "floor"
      var parts = ["\(floor): \(text(tier.floor))"]
      if let limit = tier.limit { parts.append("to: \(text(limit))") }
      parts.append("maintenance: \"\(percent(tier.maintenance))\"")
      parts.append(initial(tier.initial))
      parts.append("deduction: \(text(tier.deduction ?? .zero))")
      return "{ \(parts.joined(separator: ", ")) },"
    }
  }

  /// An initial rate as the whole leverage that it is one over, rounded up, or else as it is.
  private static func initial(_ rate: Rate) -> String {
    let parts = Int128(rate.partsPerMillion)
    // Up: the least leverage whose reciprocal, rounded up, can be the rate.
    let leverage = divide(1_000_000, by: parts, rounding: .up)
    return divide(1_000_000, by: leverage, rounding: .up) == parts
      ? "maxLeverage: \(leverage)" : "initial: \"\(percent(rate))\""
  }

  /// A contract's name as a key: quoted where it is no plain word.
  private static func key(_ symbol: String) -> String {
    let isPlain =
      symbol.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
          || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
      } && symbol.utf8.first.map { $0 > UInt8(ascii: "9") } ?? false
    return isPlain ? symbol : CanonicalJSON.quoted(symbol)
  }

  private static func text(_ money: Money) -> String {
    ExactDecimal(coefficient: Int128(money.atoms), exponent: -6).text
  }

  private static func percent(_ rate: Rate) -> String {
    ExactDecimal(coefficient: Int128(rate.partsPerMillion), exponent: -4).text + "%"
  }
}
