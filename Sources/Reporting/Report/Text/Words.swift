import Market
import Simulation
import Units

/// Words of a report that stand for values.
package enum Words {
  /// The side of a position.
  static func position(_ side: Side) -> String {
    switch side {
    case .buy: "long"
    case .sell: "short"
    }
  }

  /// A side of the book.
  static func book(_ side: Side?) -> String {
    switch side {
    case .buy?: "the bid side"
    case .sell?: "the ask side"
    case nil: "both sides"
    }
  }

  /// A word of a command line, in quotes where a shell would change it.
  package static func shell(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-._+%:=/,".utf8.contains(byte)
      }
    }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// A count with its noun: "1 seed", "16 seeds".
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    NumberText.grouped(number) + " " + (number == 1 ? one : many ?? one + "s")
  }

  /// Names in a row: "a, b and c".
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A length of time in the largest unit that keeps it exact: "250 us", "15 min", "8 h".
  static func duration(_ interval: Interval) -> String {
    let units: [(size: Int64, name: String)] = [
      (3_600_000_000_000, "h"), (60_000_000_000, "min"), (1_000_000_000, "s"), (1_000_000, "ms"),
      (1000, "us"), (1, "ns"),
    ]
    for unit in units
    where interval.nanoseconds % unit.size == 0 && interval.nanoseconds >= unit.size {
      return NumberText.grouped(interval.nanoseconds / unit.size) + " " + unit.name
    }
    return "0 s"
  }

  /// A rate as a percentage without needless zeros: "0.05 %".
  static func percent(_ rate: Rate) -> String {
    trimmed(FixedDecimal(units: Int128(rate.partsPerMillion), decimals: 4).text) + " %"
  }

  /// A decimal parameter without needless zeros.
  static func number(_ value: Double, decimals: Int = 4) -> String {
    trimmed(NumberText.grouped(value, decimals: decimals))
  }

  /// A decimal text without the zeros at its end.
  static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var kept = Substring(text)
    while kept.hasSuffix("0") { kept = kept.dropLast() }
    if kept.hasSuffix(".") { kept = kept.dropLast() }
    return String(kept)
  }

  /// Seeds as an option of the command line takes them: "1...16" or "3,5".
  static func seeds(_ seeds: [UInt64]) -> String {
    guard let first = seeds.first, let last = seeds.last, seeds.count > 1,
      zip(seeds, seeds.dropFirst()).allSatisfy({ $0 < .max && $0 + 1 == $1 })
    else { return seeds.map { String($0) }.joined(separator: ",") }
    return "\(first)...\(last)"
  }
}
