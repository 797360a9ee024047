import Market
import Units

// Plain values of any document.
extension Codec {
  /// One word of a table.
  static func words(_ table: [(String, Value)]) -> Codec where Value: Equatable {
    Codec(
      read: { (reader) throws(InputError) in try reader.word(table) },
      write: { (value) throws(InputError) in
        guard let row = table.first(where: { $0.1 == value }) else {
          invariant(false, "every value has a word")
          return .null
        }
        return .text(row.0)
      })
  }

  /// A whole number as a count.
  static func count(_ range: ClosedRange<Int>) -> Codec where Value == Int {
    Codec(
      read: { (reader) throws(InputError) in try reader.count(in: range) },
      write: { (count) throws(InputError) in .decimal(Int128(count)) })
  }

  /// A whole number.
  static func integer(_ range: ClosedRange<Int>) -> Codec where Value == Int64 {
    let range = Int64(range.lowerBound)...Int64(range.upperBound)
    return Codec(
      read: { (reader) throws(InputError) in try reader.integer(in: range) },
      write: { (number) throws(InputError) in .decimal(Int128(number)) })
  }

  /// A number of a law of chance.
  static func real(_ range: ClosedRange<Double>) -> Codec where Value == Double {
    Codec(
      read: { (reader) throws(InputError) in try reader.real(in: range) },
      write: { (real) throws(InputError) in JSON5Value(number: ValueReader.realDecimal(real)) })
  }

  /// A rate in basis points of any fineness.
  static func basisPoints(_ range: ClosedRange<Double>) -> Codec where Value == Double {
    Codec(
      read: { (reader) throws(InputError) in try reader.basisPoints(in: range) },
      write: { (real) throws(InputError) in .text(ValueReader.realText(real) + "bp") })
  }

  /// A rate.
  static func rate(_ range: ClosedRange<Rate>) -> Codec where Value == Rate {
    Codec(
      read: { (reader) throws(InputError) in try reader.rate(in: range) },
      write: { (rate) throws(InputError) in .text(ValueReader.rateText(rate)) })
  }

  /// A length of time.
  static func interval(_ range: ClosedRange<Interval>) -> Codec where Value == Interval {
    Codec(
      read: { (reader) throws(InputError) in try reader.interval(in: range) },
      write: { (interval) throws(InputError) in .text(ValueReader.intervalText(interval)) })
  }

  /// A time since the start of the run.
  static func instant(_ range: ClosedRange<Interval>) -> Codec where Value == Instant {
    Codec<Interval>.interval(range).map({ .zero + $0 }, { $0 - .zero })
  }

  /// One line of text.
  static func line(lengthMax: Int) -> Codec where Value == String {
    Codec(
      read: { (reader) throws(InputError) in try reader.line(lengthMax: lengthMax) },
      write: { (line) throws(InputError) in .text(line) })
  }

  /// A word of a list that is known only when the program runs.
  static func name(among names: [String]) -> Codec where Value == String {
    Codec(
      read: { (reader) throws(InputError) in try reader.name(among: names) },
      write: { (name) throws(InputError) in .text(name) })
  }
}

extension Codec where Value == String {
  /// The name of a folder, words joined by hyphens.
  static var hyphenatedName: Codec {
    Codec(
      read: { (reader) throws(InputError) in try reader.hyphenatedName() },
      write: { (name) throws(InputError) in .text(name) })
  }
}
