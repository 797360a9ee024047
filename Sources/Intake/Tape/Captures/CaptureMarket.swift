/// The one market of a capture: the symbol that was asked for, or the first one that comes.
struct CaptureMarket {
  private var name: [UInt8]?
  private let isAsked: Bool

  /// Asks for a symbol, or for the only one.
  init(_ symbol: String?) {
    name = symbol.map { Array($0.utf8) }
    isAsked = symbol != nil
  }

  /// The symbol; nil where none has come yet.
  var symbol: String? { name.map { String(decoding: $0, as: UTF8.self) } }

  /// Whether a message is of this market; nil where it is of another one and none was asked for.
  @inline(__always)
  mutating func isMine(_ text: JSONText) -> Bool? {
    guard let known = name else {
      name = Array(UnsafeBufferPointer(start: text.start, count: text.count))
      return true
    }
    if text.isText(known) { return true }
    return isAsked ? false : nil
  }
}
