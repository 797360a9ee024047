/// The bytes of a text file with what is needed to name a place in it.
struct SourceText: Sendable {
  /// The file as the user named it.
  let file: String
  /// The bytes, known to be UTF-8.
  let bytes: [UInt8]
  /// The offset at which each line starts.
  private let lineStarts: [Int]

  /// Checks that the bytes are UTF-8 and finds the lines; a line ends with LF, CR or CR LF.
  init(_ bytes: [UInt8], file: String) throws(InputError) {
    self.file = file
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() {
      let endsWithReturn =
        byte == UInt8(ascii: "\r")
        && !(offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n"))
      if byte == UInt8(ascii: "\n") || endsWithReturn { starts.append(offset + 1) }
    }
    lineStarts = starts
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let place = position(at: error.byteOffsets.lowerBound)
      throw InputError(
        .badData, file: file, line: place.line, column: place.column,
        expected: "UTF-8 text",
        found: "the byte 0x\(String(bytes[error.byteOffsets.lowerBound], radix: 16))")
    }
  }

  /// The line and column of a byte.
  func position(at offset: Int) -> TextPosition {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    var column = 1
    for index in lineStarts[low]..<max(lineStarts[low], min(offset, bytes.count))
    where bytes[index] & 0xC0 != 0x80 {
      column += 1
    }
    return TextPosition(line: low + 1, column: column)
  }
}
