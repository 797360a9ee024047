/// A CSV file read by the rules of RFC 4180 and nothing of the writer's.
struct CSVRows {
  /// The cells of the first line.
  let header: [String]
  /// The other lines.
  let rows: [[String]]

  /// Reads a file; a file without a line has neither header nor rows.
  init(_ text: String) {
    let lines = Self.lines(text)
    header = lines.first ?? []
    rows = Array(lines.dropFirst())
  }

  /// Where a column stands; the first of the names that exists.
  func column(_ names: String...) -> Int? {
    names.lazy.compactMap { header.firstIndex(of: $0) }.first
  }

  /// Every line as its cells.
  static func lines(_ text: String) -> [[String]] {
    var lines: [[String]] = []
    var line: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var bytes = Array(text.utf8)[...]
    while let next = bytes.popFirst() {
      switch next {
      case UInt8(ascii: "\"") where isQuoted && bytes.first == next:
        bytes.removeFirst()
        cell.append(next)
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        line.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
      case UInt8(ascii: "\n") where !isQuoted:
        lines.append(line + [String(decoding: cell, as: UTF8.self)])
        line = []
        cell.removeAll(keepingCapacity: true)
      default: cell.append(next)
      }
    }
    return lines
  }
}
