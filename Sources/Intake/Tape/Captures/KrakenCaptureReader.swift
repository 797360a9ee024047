import Market

/// Reads a recorded websocket session of Kraken Futures: book, trade and ticker (docs.futures.kraken.com, websocket
/// API).
///
/// Each difference is one level with a number that rises by one; the snapshot has the number of the last one that it
/// holds. Trades from before the subscription are left out.
enum KrakenCaptureReader {
  /// Reads a file.
  static func read(
    _ bytes: SourceBytes, into draft: inout TapeDraft, file: String, symbol: String?
  ) throws(InputError) {
    var lines = CaptureScanner(bytes, file: file)
    var market = CaptureMarket(symbol)
    var chain = DepthChain()
    var levels: [CaptureLevel] = []
    draft.reserve(bytes.count / 64)
    while var cursor = try lines.nextLine() {
      draft.source.rowCount += 1
      levels.removeAll(keepingCapacity: true)
      let message: KrakenMessage
      do throws(JSONFault) {
        message = try KrakenMessage(&cursor, levels: &levels)
        try cursor.endLine()
      } catch { throw lines.error(error) }
      guard let symbol = message.symbol, let arrival = lines.arrival else { continue }
      guard let isMine = market.isMine(symbol) else {
        throw lines.mismatch(
          "product_id", problem: "more than one market",
          expected: "\(market.symbol ?? "") as before, or one named by --symbol",
          found: InputError.quoted(symbol.string))
      }
      guard isMine else {
        draft.notes.rowsOfOthers += 1
        continue
      }
      message.take(into: &draft, &chain, levels, arrival: arrival, line: lines.line)
    }
    draft.exchange = "kraken-futures"
    draft.symbol = market.symbol
  }
}

/// A message of Kraken Futures.
private struct KrakenMessage {
  private var feed: JSONText?
  private(set) var symbol: JSONText?
  private var number: Int64?
  private var time: Int64?
  private var isBuy: Bool?
  private var price: Int64?
  private var size: Int64?
  private var mark: Int64?
  private var index: Int64?
  private var rate: Int64?

  init(_ cursor: inout JSONCursor, levels: inout [CaptureLevel]) throws(JSONFault) {
    try cursor.openObject()
    var isFirst = true
    while let key = try cursor.key(&isFirst) {
      let isNumber = cursor.peek() != UInt8(ascii: "n")
      if key.isText("feed") {
        feed = try cursor.text()
      } else if key.isText("product_id") {
        symbol = try cursor.text()
      } else if key.isText("seq") {
        number = try cursor.whole()
      } else if key.isText("timestamp") || key.isText("time"), isNumber {
        time = try cursor.time()
      } else if key.isText("side") {
        isBuy = (try cursor.text()).isText("buy")
      } else if key.isText("price"), isNumber {
        price = try cursor.decimal()
      } else if key.isText("qty"), isNumber {
        size = try cursor.decimal()
      } else if key.isText("markPrice"), isNumber {
        mark = try cursor.decimal()
      } else if key.isText("index"), isNumber {
        index = try cursor.decimal()
      } else if key.isText("relative_funding_rate"), isNumber {
        rate = try cursor.decimal(12)
      } else if key.isText("bids") || key.isText("asks"), cursor.peek() == UInt8(ascii: "[") {
        try Self.levels(&cursor, isBid: key.isText("bids"), into: &levels)
      } else {
        try cursor.skip()
      }
    }
    if let price, price <= 0 { throw cursor.fault("a price above 0 before this") }
    if let size, size < 0 { throw cursor.fault("a size of 0 or more before this") }
    if feed?.isText("book") == true, let isBuy, let price, let size {
      levels.append(CaptureLevel(isBid: isBuy, price: price, size: size))
    }
  }

  /// Reads `[{"price":439.3,"qty":20108.0},...]`.
  private static func levels(
    _ cursor: inout JSONCursor, isBid: Bool, into levels: inout [CaptureLevel]
  ) throws(JSONFault) {
    try cursor.openList()
    var isFirst = true
    while try cursor.hasElement(&isFirst) {
      var (price, size) = (Int64(0), Int64(-1))
      try cursor.openObject()
      var isFirstKey = true
      while let key = try cursor.key(&isFirstKey) {
        if key.isText("price") {
          price = try cursor.decimal()
        } else if key.isText("qty") {
          size = try cursor.decimal()
        } else {
          try cursor.skip()
        }
      }
      guard price > 0, size >= 0 else {
        throw cursor.fault("a level with price and qty before this")
      }
      levels.append(CaptureLevel(isBid: isBid, price: price, size: size))
    }
  }

  /// Puts the message into the draft.
  func take(
    into draft: inout TapeDraft, _ chain: inout DepthChain, _ levels: [CaptureLevel],
    arrival: Int64, line: Int
  ) {
    guard let feed else { return }
    let time = time ?? arrival
    if feed.isText("book_snapshot"), let number {
      chain.take(
        snapshot: number, levels, time: time, latest: nil, arrival: arrival, line: line,
        draft: &draft)
    } else if feed.isText("book"), let number, levels.count == 1 {
      chain.take(
        DepthChain.Difference(
          first: number, last: number, previous: number - 1, time: time, line: line),
        levels, arrival: arrival, draft: &draft)
    } else if feed.isText("trade"), let isBuy, let price, let size {
      if let number { draft.notes.ids.note(number) }
      draft.append(
        DraftRow(isBuy ? .buyTrade : .sellTrade, price: price, amount: size, line: line))
    } else if feed.isText("ticker") {
      if let mark, mark > 0 { draft.append(DraftRow(.mark, amount: mark, line: line)) }
      if let index, index > 0 { draft.append(DraftRow(.index, amount: index, line: line)) }
      if let rate { draft.append(DraftRow(.fundingRate, amount: rate, line: line)) }
    }
    draft.endMessage(exchangeTime: time, arrivalTime: arrival)
  }
}
