package import Margin
import Units

/// Reads leverage tiers as a common trading library writes them: symbols, each with a list of rows.
///
/// A row has `minNotional`, `maxNotional` (null where the last row has no end), `maintenanceMarginRate` and
/// `maxLeverage`, and under `info` the venue's own words, of which `cum`, the deduction, is checked to the atom
/// where it is there. `tier`, `currency` and `symbol` are not used. Symbols are written `BASE/QUOTE:SETTLE`, with
/// `-DATE` after it where the contract expires.
package enum LeverageTierFile {
  /// One symbol with its schedule.
  package struct Entry: Sendable {
    /// As the file writes it.
    package let symbol: String
    /// Its tiers.
    package let schedule: MarginSchedule
    /// Whether the file states the deductions; where it does not, the tiers are taken to be continuous.
    package let statesDeductions: Bool
  }

  /// Reads all symbols, in the order of the file.
  package static func read(bytes: [UInt8], file: String) throws(InputError) -> [Entry] {
    var entries: [Entry] = []
    for (symbol, value) in try symbols(bytes: bytes, file: file) {
      entries.append(try entry(symbol, value))
    }
    return entries
  }

  /// Reads one symbol, written as in the file or as the venue writes it: `BTC/USDT:USDT` or `BTCUSDT`.
  ///
  /// A short name that stands for several symbols is refused.
  package static func read(
    bytes: [UInt8], file: String, symbol: String
  ) throws(InputError) -> Entry {
    let all = try symbols(bytes: bytes, file: file)
    if let exact = all.first(where: { $0.name == symbol }) {
      return try entry(exact.name, exact.value)
    }
    let found = all.filter { venueSymbol($0.name) == symbol }
    guard let only = found.first else {
      throw InputError(
        .badData, file: file, problem: "no such symbol: \(InputError.quoted(symbol))",
        suggestion: Suggestion.nearest(to: symbol, among: all.map { venueSymbol($0.name) }))
    }
    if found.count > 1 {
      throw InputError(
        .badData, file: file, key: "--symbol",
        expected: "one of " + found.map(\.name).joined(separator: ", "),
        found: InputError.quoted(symbol) + ", which stands for each of them")
    }
    return try entry(only.name, only.value)
  }

  /// `BTC/USDT:USDT` as the venue writes it: `BTCUSDT`; with a date, `BTCUSDT_241227`.
  package static func venueSymbol(_ symbol: String) -> String {
    let parts = symbol.split(separator: ":", maxSplits: 1)
    let pair = String(parts.first ?? "").replacing("/", with: "")
    guard parts.count > 1, let dash = parts[1].firstIndex(of: "-") else { return pair }
    return pair + "_" + parts[1][parts[1].index(after: dash)...]
  }

  private static func symbols(
    bytes: [UInt8], file: String
  ) throws(InputError) -> [(name: String, value: ValueReader)] {
    let root = ValueReader(root: try JSON5Reader.read(bytes, file: file), file: file)
    return try root.object { (object: inout ObjectReader) throws(InputError) in object.all() }
  }

  private static func entry(_ symbol: String, _ value: ValueReader) throws(InputError) -> Entry {
    let (schedule, isStated) = try tiers(value)
    return Entry(symbol: symbol, schedule: schedule, statesDeductions: isStated)
  }

  /// The schedule of a list of rows.
  static func schedule(_ value: ValueReader) throws(InputError) -> MarginSchedule {
    try tiers(value).schedule
  }

  private static func tiers(
    _ value: ValueReader
  ) throws(InputError) -> (schedule: MarginSchedule, statesDeductions: Bool) {
    let rows = try value.list(count: 1...100)
    var tiers: [MarginTier] = []
    // A number beyond any money stands for no end, so the end is compared as it is written.
    var end: ExactDecimal?
    for (index, row) in rows.enumerated() {
      let (tier, to) = try row.object { (object: inout ObjectReader) throws(InputError) in
        _ = try object.optional("tier")?.exactDecimal { "a number" }
        for key in ["currency", "symbol"] {
          let value = object.optional(key)
          if value?.value.content != .null { _ = try value?.text() }
        }
        let from = try object.required("minNotional")
        let floor = try money(from)
        if let end, from.value.content != .number(end) {
          throw from.mismatch("\(end.text), where the tier before it ends")
        }
        let most = try rowEnd(object.required("maxNotional"), isLast: index == rows.count - 1)
        let maintenance = try object.required("maintenanceMarginRate").decimal(
          decimals: 6, in: 1...999_999)
        let tier = MarginTier(
          floor: floor, maintenance: Rate(partsPerMillion: maintenance),
          initial: try initial(object.required("maxLeverage")), deduction: try deduction(&object),
          limit: most.flatMap(amount))
        return (tier, most)
      }
      tiers.append(tier)
      end = to
    }
    do {
      return (try MarginSchedule(tiers: tiers), tiers.allSatisfy { $0.deduction != nil })
    } catch {
      throw MarginShapeReader.complaint(error, rows, decimals: 6, names: names)
    }
  }

  /// What the file calls the keys of a tier.
  private static let names = [
    "from": ["minNotional"], "to": ["maxNotional"], "maintenance": ["maintenanceMarginRate"],
    "initial": ["maxLeverage"], "deduction": ["info", "cum"],
  ]

  /// The end of a row; null and nothing but null stands for none, in the last row.
  private static func rowEnd(
    _ value: ValueReader, isLast: Bool
  ) throws(InputError) -> ExactDecimal? {
    if isLast, value.value.content == .null { return nil }
    return try value.exactDecimal { "a number" }
  }

  /// A number as money, where it is one.
  private static func amount(_ number: ExactDecimal) -> Money? {
    guard case .exact(let atoms) = number.scaled(decimals: 6) else { return nil }
    return Money(atoms: atoms)
  }

  /// One over the greatest leverage, which need not be whole; up: the account deposits the fraction.
  private static func initial(_ value: ValueReader) throws(InputError) -> Rate {
    let expected = "a leverage from 1 to 1000"
    let number = try value.exactDecimal { expected }
    guard number.coefficient > 0, (-20...3).contains(number.exponent) else {
      throw value.mismatch(expected)
    }
    var (dividend, divisor) = (Int128(1_000_000), number.coefficient)
    for _ in 0..<abs(number.exponent) {
      if number.exponent < 0 { dividend *= 10 } else { divisor *= 10 }
    }
    let rate = divide(dividend, by: divisor, rounding: .up)
    guard (1000...1_000_000).contains(rate) else { throw value.mismatch(expected) }
    return Rate(partsPerMillion: Int64(rate))
  }

  /// `info.cum`, where it is there.
  private static func deduction(_ object: inout ObjectReader) throws(InputError) -> Money? {
    guard let info = object.optional("info"), info.value.content != .null else { return nil }
    return try info.object { (object: inout ObjectReader) throws(InputError) in
      var deduction: Money?
      for (name, value) in object.all() where name == "cum" && value.value.content != .null {
        deduction = try money(value)
      }
      return deduction
    }
  }

  private static func money(_ value: ValueReader) throws(InputError) -> Money {
    try value.money(in: .zero...Money(atoms: .max))
  }
}
