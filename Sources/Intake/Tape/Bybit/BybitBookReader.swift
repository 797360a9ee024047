import Market

/// Reads the book of Bybit as it publishes it by the day: a message of its websocket on each line
/// (bybit-exchange.github.io, websocket, orderbook).
///
/// `cts` is the time of the match, `ts` that of sending; nobody recorded an arrival, and `ts` stands for it. Numbers rise
/// by one from message to message.
enum BybitBookReader {
  /// Reads a file.
  static func read(
    _ bytes: SourceBytes, into draft: inout TapeDraft, file: String, symbol: String?
  ) throws(InputError) {
    var lines = CaptureScanner(bytes, file: file)
    var market = CaptureMarket(symbol)
    var chain = DepthChain()
    var levels: [CaptureLevel] = []
    draft.reserve(bytes.count / 40)
    while var cursor = try lines.nextLine() {
      draft.source.rowCount += 1
      levels.removeAll(keepingCapacity: true)
      let message: BybitMessage
      do throws(JSONFault) {
        message = try BybitMessage(&cursor, levels: &levels)
        try cursor.endLine()
      } catch { throw lines.error(error) }
      guard let symbol = message.symbol, let number = message.number, let sent = message.sent else {
        continue
      }
      guard let isMine = market.isMine(symbol) else {
        throw lines.mismatch(
          "s", problem: "more than one market",
          expected: "\(market.symbol ?? "") as before, or one named by --symbol",
          found: InputError.quoted(symbol.string))
      }
      guard isMine else {
        draft.notes.rowsOfOthers += 1
        continue
      }
      let (time, arrival) = (message.matched ?? sent, lines.arrival ?? sent)
      if message.isSnapshot {
        chain.take(
          snapshot: number, levels, time: time, latest: nil, arrival: arrival, line: lines.line,
          draft: &draft)
      } else {
        chain.take(
          DepthChain.Difference(
            first: number, last: number, previous: number - 1, time: time, line: lines.line),
          levels, arrival: arrival, draft: &draft)
      }
    }
    draft.exchange = "bybit"
    draft.symbol = market.symbol
  }
}

/// A message of the book of Bybit.
private struct BybitMessage {
  private(set) var symbol: JSONText?
  private(set) var number: Int64?
  private(set) var sent: Int64?
  private(set) var matched: Int64?
  private(set) var isSnapshot = false

  init(_ cursor: inout JSONCursor, levels: inout [CaptureLevel]) throws(JSONFault) {
    try cursor.openObject()
    var isFirst = true
    while let key = try cursor.key(&isFirst) {
      if key.isText("type") {
        isSnapshot = (try cursor.text()).isText("snapshot")
      } else if key.isText("ts") {
        sent = try cursor.time()
      } else if key.isText("cts") {
        matched = try cursor.time()
      } else if key.isText("data"), cursor.peek() == UInt8(ascii: "{") {
        try read(&cursor, &levels)
      } else {
        try cursor.skip()
      }
    }
  }

  private mutating func read(
    _ cursor: inout JSONCursor, _ levels: inout [CaptureLevel]
  ) throws(JSONFault) {
    try cursor.openObject()
    var isFirst = true
    while let key = try cursor.key(&isFirst) {
      if key.isText("s") {
        symbol = try cursor.text()
      } else if key.isText("u") {
        number = try cursor.whole()
      } else if key.isText("b") || key.isText("a"), cursor.peek() == UInt8(ascii: "[") {
        try BinanceEvent.read(&cursor, isBid: key.isText("b"), into: &levels)
      } else {
        try cursor.skip()
      }
    }
  }
}
