import Units

/// Walks over the rows of a comma-separated file of plain fields (RFC 4180 without quotes) and
/// reads its numbers.
///
/// Works on bytes, because `String` and `Data` are far slower. Rows end with LF or CR LF; the last
/// may end with the file.
struct CSVScanner: ~Copyable {
  let file: String
  let bytes: [UInt8]
  /// The names of the columns, in order.
  let columns: [String]
  /// The number of the current row's line, from 1.
  private(set) var line = 0
  /// Where the next row starts.
  private var offset = 0
  private var rowStart = 0
  /// Where each field of the current row ends.
  private var fieldEnds: [Int]

  /// Checks the header and stops before the first row.
  init(_ bytes: [UInt8], file: String, columns: [String]) throws(InputError) {
    self.file = file
    self.bytes = bytes
    self.columns = columns
    fieldEnds = []
    fieldEnds.reserveCapacity(columns.count + 1)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    let header = columns.joined(separator: ",")
    guard offset < bytes.count else {
      throw InputError(
        .badData, file: file, expected: "the header \(header)", found: "an empty file")
    }
    _ = splitRow()
    let found = String(decoding: bytes[rowStart..<(fieldEnds.last ?? rowStart)], as: UTF8.self)
    guard found == header else {
      throw InputError(
        .badData, file: file, line: 1, expected: "the header \(header)",
        found: InputError.quoted(found))
    }
    guard offset < bytes.count else {
      throw InputError(
        .badData, file: file, expected: "at least one row", found: "only the header")
    }
  }

  /// Steps to the next row; false at the end of the file.
  mutating func nextRow() throws(InputError) -> Bool {
    guard offset < bytes.count else { return false }
    guard splitRow() else {
      let isEmpty = fieldEnds.count == 1 && fieldEnds[0] == rowStart
      throw InputError(
        .badData, file: file, line: line, expected: "\(columns.count) fields",
        found: isEmpty ? "an empty row" : "\(fieldEnds.count)")
    }
    return true
  }

  /// Finds the fields of the next row; false when their number is not that of the columns.
  private mutating func splitRow() -> Bool {
    line += 1
    rowStart = offset
    fieldEnds.removeAll(keepingCapacity: true)
    let bytes = self.bytes
    var index = offset
    while index < bytes.count {
      let byte = bytes[index]
      // Digits and letters, nearly all there is, stand above the comma.
      if byte <= UInt8(ascii: ",") {
        if byte == UInt8(ascii: ",") {
          fieldEnds.append(index)
        } else if byte == UInt8(ascii: "\n") {
          break
        }
      }
      index += 1
    }
    offset = index + 1
    let endsWithReturn = index > rowStart && bytes[index - 1] == UInt8(ascii: "\r")
    fieldEnds.append(endsWithReturn ? index - 1 : index)
    return fieldEnds.count == columns.count
  }

  /// The bytes of a field of the current row.
  func field(_ column: Int) -> Range<Int> {
    let start = column == 0 ? rowStart : fieldEnds[column - 1] + 1
    return start..<fieldEnds[column]
  }

  /// A field as text.
  func text(_ column: Int) -> String { String(decoding: bytes[field(column)], as: UTF8.self) }

  /// Whether a field is exactly these bytes.
  func field(_ column: Int, isAt other: Range<Int>) -> Bool {
    let field = field(column)
    guard field.count == other.count else { return false }
    for index in 0..<field.count
    where bytes[field.lowerBound + index] != bytes[other.lowerBound + index] { return false }
    return true
  }

  /// Whether a field is exactly this ASCII text.
  func field(_ column: Int, isText text: StaticString) -> Bool {
    let field = field(column)
    guard field.count == text.utf8CodeUnitCount else { return false }
    for index in 0..<field.count where bytes[field.lowerBound + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  // MARK: Numbers

  /// A whole number without sign of at most 18 digits; nothing when the field is anything else.
  func wholeNumber(_ column: Int) -> Int64? {
    let field = field(column)
    guard !field.isEmpty, field.count <= 18 else { return nil }
    var value: Int64 = 0
    for index in field {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value
  }

  /// A decimal without sign in steps of a grid, rounded to the nearest step, to the even one of two
  /// equally near.
  ///
  /// - Returns: Nothing when the field is no plain decimal of at most 18 digits or does not fit.
  func steps(_ column: Int, of scale: DecimalScale) -> Int64? {
    let field = field(column)
    var value: Int64 = 0
    var digitCount = 0
    var pointIndex = -1
    for index in field {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        digitCount += 1
        guard digitCount <= 18 else { return nil }
        value = value &* 10 &+ Int64(digit)
      } else if byte == UInt8(ascii: "."), pointIndex < 0 {
        pointIndex = index
      } else {
        // Rare: venues write tiny amounts as `1e-8`.
        return stepsOfExactDecimal(column, scale)
      }
    }
    guard digitCount > 0 else { return nil }
    let fractionCount = pointIndex < 0 ? 0 : field.upperBound - pointIndex - 1
    let shift = scale.decimals - fractionCount
    guard abs(shift) <= 18 else { return stepsOfExactDecimal(column, scale) }
    let divisor = shift < 0 ? Self.power(-shift) : 1
    let (units, overflow) = value.multipliedReportingOverflow(by: Self.power(max(0, shift)))
    let (step, stepOverflow) = divisor.multipliedReportingOverflow(by: scale.unitsPerStep)
    guard !overflow, !stepOverflow else { return nil }
    let (quotient, remainder) = units.quotientAndRemainder(dividingBy: step)
    if remainder == 0 { return quotient }
    // No one pays: observed prices are put on the grid of the simulated instrument.
    let rest = step - remainder
    return remainder > rest || (remainder == rest && quotient % 2 == 1) ? quotient + 1 : quotient
  }

  /// Any other form of a decimal of zero or more, a power of ten included.
  private func stepsOfExactDecimal(_ column: Int, _ scale: DecimalScale) -> Int64? {
    guard let number = ExactDecimal(text(column), notation: .scientific), number.coefficient >= 0
    else { return nil }
    let shift = number.exponent + scale.decimals
    // At most 36 digits so far below the point are less than a tenth of a unit.
    if shift < -ExactDecimal.digitCountMax { return 0 }
    var (units, step) = (number.coefficient, Int128(scale.unitsPerStep))
    for _ in 0..<shift.magnitude {
      let (grown, overflow) = (shift > 0 ? units : step).multipliedReportingOverflow(by: 10)
      if overflow { return shift > 0 ? nil : 0 }
      if shift > 0 { units = grown } else { step = grown }
    }
    return Int64(exactly: divide(units, by: step, rounding: .toNearestOrEven))
  }

  /// Ten to a power from 0 to 18.
  private static func power(_ exponent: Int) -> Int64 {
    var value: Int64 = 1
    var rest = exponent
    while rest > 0 {
      value &*= 10
      rest -= 1
    }
    return value
  }

  // MARK: Values with a meaning

  /// A moment in a unit of time; the years 2000 to 2100 only, so that a mistaken unit is noticed.
  func moment(_ column: Int, microsecondsPerUnit: Int64, unit: String) throws(InputError) -> UTCTime
  {
    let earliest: Int64 = 946_684_800_000_000
    let latest: Int64 = 4_102_444_800_000_000
    guard let count = wholeNumber(column), count >= earliest / microsecondsPerUnit,
      count < latest / microsecondsPerUnit
    else {
      throw mismatch(column, expected: "\(unit) since 1970 in the years 2000 to 2099")
    }
    return UTCTime(microseconds: count * microsecondsPerUnit)
  }

  /// A price above zero, in ticks.
  func ticks(_ column: Int, of scale: DecimalScale) throws(InputError) -> Int64 {
    guard let ticks = steps(column, of: scale) else {
      throw mismatch(column, expected: "a price above 0")
    }
    guard ticks > 0 else {
      throw mismatch(
        column, expected: "a price above 0 that is at least half a tick of \(scale.stepText)")
    }
    return ticks
  }

  /// A quantity of zero or more, in lots.
  func lots(_ column: Int, of scale: DecimalScale) throws(InputError) -> Int64 {
    guard let lots = steps(column, of: scale) else {
      throw mismatch(column, expected: "a quantity of 0 or more")
    }
    return lots
  }

  /// An error at a field of the current row.
  func mismatch(_ column: Int, expected: String, problem: String? = nil) -> InputError {
    InputError(
      .badData, file: file, line: line, key: columns[column], problem: problem,
      expected: expected, found: InputError.quoted(text(column)))
  }
}
