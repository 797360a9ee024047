package import Margin
import Units

/// Reads leverage tiers as a common trading library writes them: symbols, each with a list of rows.
///
/// A row has `minNotional`, `maxNotional`, `maintenanceMarginRate` and `maxLeverage`, and under `info` the
/// venue's own words, of which `cum`, the deduction, is checked to the atom where it is there. `tier`,
/// `currency` and `symbol` are not used. Symbols are written `BASE/QUOTE:SETTLE`.
package enum LeverageTierFile {
  /// One symbol with its schedule.
  package struct Entry: Sendable {
    /// As the file writes it.
    package let symbol: String
    /// Its tiers.
    package let schedule: MarginSchedule
  }

  /// Reads all symbols, in the order of the file.
  package static func read(bytes: [UInt8], file: String) throws(InputError) -> [Entry] {
    var entries: [Entry] = []
    for (symbol, value) in try symbols(bytes: bytes, file: file) {
      entries.append(Entry(symbol: symbol, schedule: try schedule(value)))
    }
    return entries
  }

  /// Reads one symbol, written as in the file or as the venue writes it: `BTC/USDT:USDT` or `BTCUSDT`.
  package static func read(
    bytes: [UInt8], file: String, symbol: String
  ) throws(InputError) -> Entry {
    let all = try symbols(bytes: bytes, file: file)
    guard let found = all.first(where: { $0.name == symbol || venueSymbol($0.name) == symbol })
    else {
      throw InputError(
        .badData, file: file, problem: "no such symbol: \(InputError.quoted(symbol))",
        suggestion: Suggestion.nearest(to: symbol, among: all.map { venueSymbol($0.name) }))
    }
    return Entry(symbol: found.name, schedule: try schedule(found.value))
  }

  /// `BTC/USDT:USDT` as the venue writes it: `BTCUSDT`.
  package static func venueSymbol(_ symbol: String) -> String {
    String(symbol.prefix { $0 != ":" }).replacing("/", with: "")
  }

  private static func symbols(
    bytes: [UInt8], file: String
  ) throws(InputError) -> [(name: String, value: ValueReader)] {
    let root = ValueReader(root: try JSON5Reader.read(bytes, file: file), file: file)
    return try root.object { (object: inout ObjectReader) throws(InputError) in object.all() }
  }

  /// The schedule of a list of rows.
  static func schedule(_ value: ValueReader) throws(InputError) -> MarginSchedule {
    let rows = try value.list(count: 1...100)
    var tiers: [MarginTier] = []
    // A number beyond any money stands for no end, so the end is compared and not kept.
    var end: ExactDecimal?
    for row in rows {
      let (tier, to) = try row.object { (object: inout ObjectReader) throws(InputError) in
        _ = try object.optional("tier")?.exactDecimal { "a number" }
        for key in ["currency", "symbol"] { _ = try object.optional(key)?.text() }
        let from = try object.required("minNotional")
        let floor = try money(from)
        if let end, from.value.content != .number(end) {
          throw from.mismatch("\(end.text), where the tier before it ends")
        }
        let most = try object.required("maxNotional").exactDecimal { "a number" }
        let maintenance = try object.required("maintenanceMarginRate").decimal(
          decimals: 6, in: 1...999_999)
        let leverage = try object.required("maxLeverage").integer(in: 1...1000)
        // Up: the account deposits the fraction.
        let initial = divide(1_000_000, by: Int128(leverage), rounding: .up)
        let tier = MarginTier(
          floor: floor, maintenance: Rate(partsPerMillion: maintenance),
          initial: Rate(partsPerMillion: Int64(initial)), deduction: try deduction(&object))
        return (tier, most)
      }
      tiers.append(tier)
      end = to
    }
    do {
      return try MarginSchedule(tiers: tiers)
    } catch {
      throw MarginShapeReader.complaint(error, rows, decimals: 6)
    }
  }

  /// `info.cum`, where it is there.
  private static func deduction(_ object: inout ObjectReader) throws(InputError) -> Money? {
    guard let info = object.optional("info") else { return nil }
    return try info.object { (object: inout ObjectReader) throws(InputError) in
      var deduction: Money?
      for (name, value) in object.all() where name == "cum" { deduction = try money(value) }
      return deduction
    }
  }

  private static func money(_ value: ValueReader) throws(InputError) -> Money {
    try value.money(in: .zero...Money(atoms: .max))
  }

  /// The margin section of a rulebook for one symbol: a field that still needs its source.
  ///
  /// - Parameters:
  ///   - entry: The symbol.
  ///   - file: The base name of the file, for the note.
  package static func section(_ entry: Entry, file: String) -> String {
    let tiers = entry.schedule.tiers
    var lines = ["margin: {", "  \(venueSymbol(entry.symbol)): {", "    value: {"]
    lines.append("      continuousTiers: [")
    for (index, tier) in tiers.enumerated() {
      var parts = ["from: \(text(tier.floor))"]
      if index + 1 < tiers.count { parts.append("to: \(text(tiers[index + 1].floor))") }
      parts.append("maintenance: \"\(percent(tier.maintenance))\"")
      // Up: the least leverage whose reciprocal, rounded up, is the rate; it was read as such.
      let leverage = divide(
        1_000_000, by: Int128(tier.initial.partsPerMillion), rounding: .up)
      parts.append("maxLeverage: \(leverage)")
      parts.append("deduction: \(text(tier.deduction ?? .zero))")
      lines.append("        { \(parts.joined(separator: ", ")) },")
    }
    lines += [
      "      ],", "    },", "    asOf: \"\", source: \"\",  // When it held, and who says so.",
      "    note: \(CanonicalJSON.quoted("Imported from \(file).")),", "  },", "},",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ money: Money) -> String {
    ExactDecimal(coefficient: Int128(money.atoms), exponent: -6).text
  }

  private static func percent(_ rate: Rate) -> String {
    ExactDecimal(coefficient: Int128(rate.partsPerMillion), exponent: -4).text + "%"
  }
}
