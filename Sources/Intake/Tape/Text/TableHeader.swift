/// The first row of a table.
enum TableHeader {
  /// The longest header, in bytes.
  private static let byteCountMax = 1 << 14

  /// The bytes of a mark in front of the text that says it is UTF-8.
  static func markCount(_ bytes: SourceBytes) -> Int {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard bytes.count > mark.count,
      UnsafeBufferPointer(start: bytes.start, count: mark.count).elementsEqual(mark)
    else { return 0 }
    return mark.count
  }

  /// The fields of the first row; none where it is too long to be a header.
  static func names(_ bytes: SourceBytes) -> [String] {
    let text = UnsafeBufferPointer(start: bytes.start, count: bytes.count)
      .dropFirst(markCount(bytes)).prefix(byteCountMax)
    guard var end = text.firstIndex(of: UInt8(ascii: "\n")) else { return [] }
    if end > text.startIndex, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let row = String(decoding: text[text.startIndex..<end], as: UTF8.self)
    return row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}
