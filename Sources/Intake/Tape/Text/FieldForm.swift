/// How the fields of a column are written, and what number becomes of them.
enum FieldForm: UInt8, Sendable {
  /// Nothing is read.
  case passed
  /// The name of the venue, which is the same in all rows that count.
  case exchange
  /// The name of the contract or pair, which is the same in all rows that count.
  case symbol
  /// Microseconds since 1970: nanoseconds.
  case microseconds
  /// Seconds, milliseconds, microseconds or nanoseconds since 1970, told by their size: nanoseconds.
  case time
  /// Seconds with a fraction: nanoseconds.
  case seconds
  /// A decimal above zero or zero with at most eight decimals: hundred-millionths.
  case units
  /// A decimal of either sign, rounded to the nearest hundred-millionth, ties to even.
  case price
  /// A decimal of either sign, rounded to the nearest trillionth, ties to even.
  case rate
  /// A whole number of at most 18 digits.
  case whole
  /// A whole number, or anything else, which counts as empty.
  case id
  /// At most eight bytes of text, see ``FieldWord``.
  case word

  /// What was expected, for a message.
  var expectation: String {
    switch self {
    case .passed: "a field"
    case .exchange: "the name of a venue"
    case .symbol: "a symbol"
    case .microseconds: "microseconds since 1970 in the years 2000 to 2099"
    case .time: "a time in the years 2000 to 2099"
    case .seconds: "seconds since 1970 in the years 2000 to 2099"
    case .units: "a decimal from 0 to 92233720368 with at most 8 decimals"
    case .price, .rate: "a decimal"
    case .whole: "a whole number of at most 18 digits"
    case .id: "an id"
    case .word: "a word"
    }
  }
}

/// A short word as a number, so that words are compared in one step.
struct FieldWord {
  /// The bytes, the first one lowest; all bits set where there are more than eight.
  static func code(_ text: StaticString) -> Int64 {
    var code: UInt64 = 0
    for place in 0..<text.utf8CodeUnitCount {
      code |= UInt64(text.utf8Start[place]) << UInt64(8 * place)
    }
    return Int64(bitPattern: code)
  }

  /// What stands for a longer text.
  static let tooLong: Int64 = -1
}

/// A column that is read.
struct TableColumn: Sendable {
  /// Its name in the header.
  let name: String
  /// How its fields are written.
  let form: FieldForm
  /// Whether a field may be empty.
  let mayBeEmpty: Bool

  /// Names a column.
  init(_ name: String, _ form: FieldForm, mayBeEmpty: Bool = false) {
    self.name = name
    self.form = form
    self.mayBeEmpty = mayBeEmpty
  }
}
