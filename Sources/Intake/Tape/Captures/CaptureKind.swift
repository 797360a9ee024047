/// Which venue's session a capture is, by the words in its first lines.
enum CaptureKind {
  /// So much of the text is looked at, in bytes.
  private static let byteCountMax = 1 << 20

  /// The format; nil where the text is no session of a known venue.
  static func format(of bytes: SourceBytes) -> TapeFormat? {
    let first = bytes.start.pointee
    let isDigit = first &- UInt8(ascii: "0") <= 9
    guard isDigit || first == UInt8(ascii: "{") || first == UInt8(ascii: "w") else { return nil }
    let text = UnsafeBufferPointer(start: bytes.start, count: min(bytes.count, byteCountMax))
    for (word, format) in [
      ("\"topic\":\"orderbook.", .bybitBook), ("\"table\":\"", .bitmexCapture),
      ("\"feed\":\"", .krakenCapture), ("\"lastUpdateId\":", .binanceCapture),
      ("\"e\":\"", .binanceCapture), ("\"stream\":\"", .binanceCapture),
    ] as [(StaticString, TapeFormat)] where contains(text, word) {
      return format
    }
    return nil
  }

  private static func contains(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard text.count >= count else { return false }
    for start in 0...text.count - count where text[start] == word.utf8Start[0] {
      var place = 1
      while place < count, text[start + place] == word.utf8Start[place] { place += 1 }
      if place == count { return true }
    }
    return false
  }
}
