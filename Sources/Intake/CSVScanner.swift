import Kernel

/// Walks over the rows of a comma-separated file (RFC 4180, without line breaks inside quotes) and
/// reads its numbers.
///
/// Works on bytes, because `String` and `Data` are far slower. Rows end with LF or CR LF; the last
/// may end with the file. The header names the columns: they may stand in any order, and columns that
/// nobody asks for are passed over.
struct CSVScanner: ~Copyable {
  let file: String
  let bytes: [UInt8]
  /// The names of the columns that are read, in the order of their numbers here.
  let columns: [String]
  /// The number of the current row's line, from 1.
  private(set) var line = 0
  /// Where the next row starts.
  private var offset = 0
  private var rowStart = 0
  /// Where each field of the current row ends.
  private var fieldEnds: [Int] = []
  /// The place in the row of each column.
  private var places: [Int] = []
  /// The fields of the header, and so of each row.
  private var fieldCount = 0

  /// Checks the header and stops before the first row.
  init(_ bytes: [UInt8], file: String, columns: [String]) throws(InputError) {
    self.file = file
    self.bytes = bytes
    self.columns = columns
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    let header = columns.joined(separator: ",")
    guard offset < bytes.count else {
      throw InputError(
        .badData, file: file, expected: "the header \(header)", found: "an empty file")
    }
    splitRow()
    fieldCount = fieldEnds.count
    let names = (0..<fieldCount).map { String(decoding: bytes[field(at: $0)], as: UTF8.self) }
    for column in columns {
      guard let place = names.firstIndex(of: column), names.lastIndex(of: column) == place else {
        let found = bytes[rowStart..<(fieldEnds.last ?? rowStart)]
        throw InputError(
          .badData, file: file, line: 1, expected: "the header \(header)",
          found: InputError.quoted(String(decoding: found, as: UTF8.self)))
      }
      places.append(place)
    }
    guard offset < bytes.count else {
      throw InputError(
        .badData, file: file, expected: "at least one row", found: "only the header")
    }
  }

  /// Steps to the next row; false at the end of the file.
  mutating func nextRow() throws(InputError) -> Bool {
    guard offset < bytes.count else { return false }
    splitRow()
    guard fieldEnds.count == fieldCount else {
      let isEmpty = fieldEnds.count == 1 && fieldEnds[0] == rowStart
      throw InputError(
        .badData, file: file, line: line, expected: "\(fieldCount) fields",
        found: isEmpty ? "an empty row" : "\(fieldEnds.count)")
    }
    return true
  }

  /// Finds the fields of the next row.
  private mutating func splitRow() {
    line += 1
    rowStart = offset
    fieldEnds.removeAll(keepingCapacity: true)
    let bytes = self.bytes
    var index = offset
    var fieldStart = offset
    while index < bytes.count {
      let byte = bytes[index]
      // Digits and letters, nearly all there is, stand above the comma.
      if byte <= UInt8(ascii: ",") {
        if byte == UInt8(ascii: ",") {
          fieldEnds.append(index)
          fieldStart = index + 1
        } else if byte == UInt8(ascii: "\n") {
          break
        } else if byte == UInt8(ascii: "\""), index == fieldStart {
          index = Self.closingQuote(of: bytes, after: index)
          continue
        }
      }
      index += 1
    }
    offset = index + 1
    let endsWithReturn = index > rowStart && bytes[index - 1] == UInt8(ascii: "\r")
    fieldEnds.append(endsWithReturn ? index - 1 : index)
  }

  /// The byte after the quote that closes a field, or the end of the line where none does.
  private static func closingQuote(of bytes: [UInt8], after start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      let isQuote = bytes[index] == UInt8(ascii: "\"")
      index += 1
      guard isQuote else { continue }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return index }
      index += 1
    }
    return index
  }

  /// The bytes of a field of the current row, without the quotes around it.
  func field(_ column: Int) -> Range<Int> { field(at: places[column]) }

  private func field(at place: Int) -> Range<Int> {
    let start = place == 0 ? rowStart : fieldEnds[place - 1] + 1
    let end = fieldEnds[place]
    guard end - start >= 2, bytes[start] == UInt8(ascii: "\""),
      bytes[end - 1] == UInt8(ascii: "\"")
    else { return start..<end }
    return start + 1..<end - 1
  }

  /// A field as text.
  func text(_ column: Int) -> String { String(decoding: bytes[field(column)], as: UTF8.self) }

  /// A number that rows with equal text in several columns share.
  func fingerprint(_ columns: [Int]) -> UInt64 {
    FNV1a.hash(columns.map { text($0) }.joined(separator: ","))
  }

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

  /// An error at a field of the current row.
  func mismatch(
    _ column: Int, expected: String, problem: String? = nil, found: String? = nil
  ) -> InputError {
    InputError(
      .badData, file: file, line: line, key: columns[column], problem: problem,
      expected: expected, found: found ?? InputError.quoted(text(column)))
  }
}
