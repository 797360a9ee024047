import Units

/// Walks over the rows of a comma-separated table once, and turns the fields that count into numbers on the way.
///
/// Rows end with LF or CR LF; the last may end with the text. Columns may stand in any order, and those that nobody
/// asks for are passed over. There are no quotes. Nothing is allocated per row.
struct TableScanner: ~Copyable {
  /// The name that errors carry.
  let file: String
  /// The columns that are read; their numbers here are those of ``value(_:)``.
  let columns: [TableColumn]
  /// The number of the current row's line, from 1.
  private(set) var line = 0
  /// The rows so far, header left out, with those of other symbols.
  private(set) var rowCount = 0
  /// The rows of other symbols, which were left out.
  private(set) var otherRowCount = 0

  private let bytes: SourceBytes
  private var cursor: FieldCursor
  /// For each field of a row the column that it is of; -1 where nobody asks.
  private let plan: UnsafeMutableBufferPointer<Step>
  private let values: UnsafeMutableBufferPointer<Int64>
  private var present: UInt64 = 0
  private var rowStart: UnsafePointer<UInt8>
  private var fieldStart: UnsafePointer<UInt8>
  private var exchangeName = NameBytes()
  private var symbolName = NameBytes()
  private let isFiltered: Bool
  private var isOther = false

  /// What becomes of a field.
  private struct Step {
    var form: FieldForm
    var column: Int
    var mayBeEmpty: Bool
  }

  /// Starts before the first row.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - file: The name that errors carry.
  ///   - columns: What is read.
  ///   - fields: The names of all fields in order, where the text has no header.
  ///   - symbol: The one symbol whose rows count; all rows must be of one where it is nil.
  init(
    _ bytes: SourceBytes, file: String, columns: [TableColumn], fields: [String]? = nil,
    symbol: String? = nil
  ) throws(InputError) {
    self.file = file
    self.bytes = bytes
    self.columns = columns
    cursor = FieldCursor(at: bytes.start, end: bytes.end)
    isFiltered = symbol != nil
    if let symbol { symbolName.set(Array(symbol.utf8)) }
    let names = fields ?? TableHeader.names(bytes)
    values = .allocate(capacity: max(columns.count, 1))
    values.initialize(repeating: 0)
    plan = .allocate(capacity: max(names.count, 1))
    plan.initialize(repeating: Step(form: .passed, column: 0, mayBeEmpty: true))
    (rowStart, fieldStart) = (bytes.start, bytes.start)
    fieldCount = names.count
    for (number, column) in columns.enumerated() {
      guard let place = names.firstIndex(of: column.name),
        names.lastIndex(of: column.name) == place
      else {
        throw InputError(
          .badData, file: file, line: 1, expected: "one column \(column.name)",
          found: InputError.quoted(names.joined(separator: ",")))
      }
      plan[place] = Step(form: column.form, column: number, mayBeEmpty: column.mayBeEmpty)
    }
    cursor.at += TableHeader.markCount(bytes)
    if fields == nil {
      line = 1
      while cursor.at.pointee != UInt8(ascii: "\n") { cursor.at += 1 }
      cursor.at += 1
    }
    guard cursor.at < cursor.end else {
      throw InputError(.badData, file: file, expected: "at least one row", found: "none")
    }
  }

  deinit {
    values.deallocate()
    plan.deallocate()
  }

  /// The fields of each row.
  private let fieldCount: Int

  // MARK: The current row

  /// The number of a column.
  @inline(__always)
  func value(_ column: Int) -> Int64 { values[column] }

  /// Whether a column's field is not empty.
  @inline(__always)
  func has(_ column: Int) -> Bool { present & 1 << UInt64(truncatingIfNeeded: column) != 0 }

  /// The venue of the rows; nil where no column names it.
  var exchange: String? { exchangeName.text }
  /// The symbol of the rows; nil where no column names it.
  var symbol: String? { symbolName.text }

  /// About how many rows there are.
  var rowCountEstimate: Int { bytes.count / 64 + 16 }

  // MARK: Stepping

  /// Steps to the next row that counts; false at the end.
  @inline(__always)
  mutating func nextRow() throws(InputError) -> Bool {
    repeat {
      guard cursor.at < cursor.end else { return false }
      try readRow()
    } while isOther
    return true
  }

  private mutating func readRow() throws(InputError) {
    line += 1
    rowCount += 1
    rowStart = cursor.at
    present = 0
    isOther = false
    let last = fieldCount - 1
    var place = 0
    while true {
      fieldStart = cursor.at
      let step = plan[place]
      if step.form == .passed {
        cursor.skipField()
      } else if cursor.isAtEnd, step.mayBeEmpty {
        values[step.column] = 0
      } else {
        present |= 1 << UInt64(truncatingIfNeeded: step.column)
        guard read(step) else { throw fault(place) }
      }
      if place == last { break }
      guard cursor.at.pointee == UInt8(ascii: ",") else { throw fault(place) }
      cursor.at += 1
      place += 1
    }
    if cursor.at.pointee == UInt8(ascii: "\r") { cursor.at += 1 }
    guard cursor.at.pointee == UInt8(ascii: "\n") else { throw fault(place) }
    cursor.at += 1
    if isOther { otherRowCount += 1 }
  }

  /// Reads a field; false where it is not written in its form.
  @inline(__always)
  private mutating func read(_ step: Step) -> Bool {
    var number: Int64 = 0
    switch step.form {
    case .passed: return true
    case .exchange:
      if exchangeName.isEmpty { exchangeName.set(field()) }
      return cursor.isField(exchangeName.bytes) || isOtherExchange()
    case .symbol:
      if symbolName.isEmpty { symbolName.set(field()) }
      if cursor.isField(symbolName.bytes) { return true }
      guard isFiltered else { return false }
      isOther = true
      cursor.skipField()
      return true
    case .microseconds:
      guard let count = cursor.digits(), TimeUnit.microseconds.isPlausible(count) else {
        return false
      }
      number = count &* 1000
    case .time:
      guard let count = cursor.digits(), let unit = TimeUnit(of: count) else { return false }
      number = count &* unit.nanoseconds
    case .seconds:
      guard let time = cursor.decimal(9) ?? slowDecimal(9, isExact: false), time >= 0 else {
        return false
      }
      number = time
    case .units:
      guard let units = cursor.decimal(8) ?? slowDecimal(8, isExact: true), units >= 0 else {
        return false
      }
      number = units
    case .price:
      guard let units = cursor.decimal(8) ?? slowDecimal(8, isExact: false) else { return false }
      number = units
    case .rate:
      guard let units = cursor.decimal(12) ?? slowDecimal(12, isExact: false) else { return false }
      number = units
    case .whole:
      guard let count = cursor.digits() else { return false }
      number = count
    case .id:
      if let count = cursor.digits(), cursor.isAtEnd {
        number = count
      } else {
        cursor.skipField()
        present &= ~(1 << UInt64(truncatingIfNeeded: step.column))
      }
    case .word: number = cursor.word()
    }
    values[step.column] = number
    return true
  }

  /// The bytes of the field that begins here.
  private func field() -> [UInt8] {
    var rest = FieldCursor(at: fieldStart, end: cursor.end)
    rest.skipField()
    return Array(UnsafeBufferPointer(start: fieldStart, count: rest.at - fieldStart))
  }

  /// Steps over the name of another venue, which may stand beside another symbol only.
  private mutating func isOtherExchange() -> Bool {
    guard isFiltered else { return false }
    cursor.skipField()
    return true
  }

  /// A decimal in any form: with a sign, a power of ten or many digits.
  @inline(never)
  private mutating func slowDecimal(_ decimals: Int, isExact: Bool) -> Int64? {
    let text = String(decoding: field(), as: UTF8.self)
    cursor.at = fieldStart
    cursor.skipField()
    guard let number = ExactDecimal(text, notation: .scientific, excess: .marked) else {
      return nil
    }
    switch number.scaled(decimals: decimals) {
    case .exact(let units): return units
    case .tooLarge: return nil
    case .tooFine: return isExact ? nil : number.nearest(decimals: decimals)
    }
  }

  // MARK: Errors

  /// What is wrong with the row, at a field of it.
  @inline(never)
  private func fault(_ place: Int) -> InputError {
    let text = rowText()
    let fields = text.split(separator: ",", omittingEmptySubsequences: false)
    guard fields.count == fieldCount else {
      return InputError(
        .badData, file: file, line: line, expected: "\(fieldCount) fields",
        found: text.isEmpty ? "an empty row" : "\(fields.count)")
    }
    let step = plan[place]
    let column = step.form == .passed ? nil : columns[step.column]
    let found = InputError.quoted(fields[place])
    switch step.form {
    case .exchange, .symbol:
      let name = step.form == .symbol ? symbolName.text : exchangeName.text
      return InputError(
        .badData, file: file, line: line, key: column?.name, problem: "more than one market",
        expected: "\(name ?? "") as before, or one named by --symbol", found: found)
    case .passed, .microseconds, .time, .seconds, .units, .price, .rate, .whole, .id, .word:
      return InputError(
        .badData, file: file, line: line, key: column?.name, expected: step.form.expectation,
        found: found)
    }
  }

  /// The text of the current row, cut where it is very long.
  private func rowText() -> String {
    var at = rowStart
    while at.pointee != UInt8(ascii: "\n"), at - rowStart < 1 << 16 { at += 1 }
    if at > rowStart, at.pointee == UInt8(ascii: "\n"), (at - 1).pointee == UInt8(ascii: "\r") {
      at -= 1
    }
    return String(
      decoding: UnsafeBufferPointer(start: rowStart, count: at - rowStart), as: UTF8.self)
  }

  /// An error at a column of the current row.
  func mismatch(_ column: Int, expected: String) -> InputError {
    let text = rowText()
    let fields = text.split(separator: ",", omittingEmptySubsequences: false)
    let place = plan.firstIndex { $0.form != .passed && $0.column == column }
    let found = place.flatMap { $0 < fields.count ? InputError.quoted(fields[$0]) : nil }
    return InputError(
      .badData, file: file, line: line, key: columns[column].name, expected: expected,
      found: found)
  }
}

/// The bytes of a name that is compared with every row.
private struct NameBytes {
  private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var owner: Owner?

  /// Keeps the memory of the bytes.
  private final class Owner {
    let memory: UnsafeMutableBufferPointer<UInt8>
    init(_ name: [UInt8]) {
      memory = .allocate(capacity: max(name.count, 1))
      _ = memory.initialize(from: name)
    }
    deinit { memory.deallocate() }
  }

  var isEmpty: Bool { owner == nil }
  var text: String? { owner == nil ? nil : String(decoding: bytes, as: UTF8.self) }

  mutating func set(_ name: [UInt8]) {
    let owner = Owner(name)
    self.owner = owner
    bytes = UnsafeBufferPointer(rebasing: owner.memory[..<name.count])
  }
}
