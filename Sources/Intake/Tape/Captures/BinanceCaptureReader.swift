import Market

/// Reads a recorded websocket session of Binance, spot or futures: differences of the book with a snapshot, trades,
/// quotes, mark price and forced orders.
///
/// The venue's time is that of the match (`T`), where there is one, else that of the message (`E`). Quotes are compared
/// with the book at equal numbers; where no difference of the book comes, they are the book.
enum BinanceCaptureReader {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - previous: The session of the file before, which this one may go on with; becomes that of this one.
  static func read(
    _ bytes: SourceBytes, into draft: inout TapeDraft, file: String, symbol: String?,
    after previous: inout BinanceSession?
  ) throws(InputError) {
    var lines = CaptureScanner(bytes, file: file)
    var session = previous ?? BinanceSession(symbol: symbol)
    previous = nil
    session.begin()
    draft.reserve(bytes.count / 64)
    while var cursor = try lines.nextLine() {
      draft.source.rowCount += 1
      do throws(JSONFault) {
        try session.take(&cursor, arrival: lines.arrival, line: lines.line, draft: &draft)
        try cursor.endLine()
      } catch { throw lines.error(error) }
      if let other = session.otherSymbol {
        throw lines.mismatch(
          "s", problem: "more than one market",
          expected: "\(session.market.symbol ?? "") as before, or one named by --symbol",
          found: InputError.quoted(other))
      }
    }
    draft.exchange = "binance"
    draft.symbol = session.market.symbol
    try session.finish(&draft, file: file)
    previous = session
  }
}

/// A session of Binance while it is read.
struct BinanceSession {
  private(set) var market: CaptureMarket
  /// A symbol that nobody asked for.
  private(set) var otherSymbol: String?
  private var chain = DepthChain()
  private var levels: [CaptureLevel] = []
  private var latest: Int64?
  private var hasDifferences = false
  private var tradeKind: StaticString?
  /// The quotes as a book of one level, for a session without differences.
  private var quotes: TapeDraft?
  private var quoteBook = LevelChanges()

  /// Begins with nothing.
  init(symbol: String?) { market = CaptureMarket(symbol) }

  /// A file begins, the first or one that may go on with the one before.
  mutating func begin() {
    chain.resume()
    hasDifferences = false
    quotes = nil
    quoteBook = LevelChanges()
  }

  /// Takes in a message.
  mutating func take(
    _ cursor: inout JSONCursor, arrival: Int64?, line: Int, draft: inout TapeDraft
  ) throws(JSONFault) {
    levels.removeAll(keepingCapacity: true)
    let event = try BinanceEvent(&cursor, levels: &levels)
    guard let arrival = arrival ?? event.eventTime ?? event.matchTime else { return }
    if let symbol = event.symbol {
      guard let isMine = market.isMine(symbol) else {
        otherSymbol = symbol.string
        return
      }
      guard isMine else {
        draft.notes.rowsOfOthers += 1
        return
      }
    }
    if let time = event.eventTime ?? event.matchTime { latest = max(latest ?? time, time) }
    if let number = event.snapshotNumber {
      chain.take(
        snapshot: number, levels, time: event.time, latest: latest, arrival: arrival, line: line,
        draft: &draft)
    } else if let first = event.first, let last = event.last {
      hasDifferences = true
      chain.take(
        DepthChain.Difference(
          first: first, last: last, previous: event.previous, time: event.time ?? arrival,
          line: line), levels, arrival: arrival, draft: &draft)
    } else if let kind = event.kind {
      try take(event, kind, &cursor, arrival: arrival, line: line, draft: &draft)
    } else {
      take(quote: event, arrival: arrival, line: line, draft: &draft)
    }
  }

  private mutating func take(
    _ event: BinanceEvent, _ kind: JSONText, _ cursor: inout JSONCursor, arrival: Int64, line: Int,
    draft: inout TapeDraft
  ) throws(JSONFault) {
    let time = event.time ?? arrival
    if kind.isText("trade") || kind.isText("aggTrade") {
      let kindName: StaticString = kind.isText("trade") ? "trade" : "aggTrade"
      // Both streams tell of the same trades.
      let chosen = tradeKind ?? kindName
      tradeKind = chosen
      guard kind.isText(chosen), !event.isOutsideMarket else { return }
      guard let price = event.price, let size = event.size, let isBuyerMaker = event.isBuyerMaker,
        price > 0, size >= 0
      else { throw cursor.fault("a trade with p, q and m before this") }
      if let id = event.id { draft.notes.ids.note(id) }
      draft.append(
        DraftRow(isBuyerMaker ? .sellTrade : .buyTrade, price: price, amount: size, line: line))
      draft.endMessage(exchangeTime: time, arrivalTime: arrival)
    } else if kind.isText("markPriceUpdate") {
      if let price = event.price, price > 0 {
        draft.append(DraftRow(.mark, amount: price, line: line))
      }
      if let index = event.index, index > 0 {
        draft.append(DraftRow(.index, amount: index, line: line))
      }
      if let rate = event.rate { draft.append(DraftRow(.fundingRate, amount: rate, line: line)) }
      // `T` is the next settlement.
      draft.endMessage(exchangeTime: event.eventTime ?? arrival, arrivalTime: arrival)
    } else if kind.isText("forceOrder") {
      guard let isBuy = event.isBuy, let price = event.price, let size = event.size, price > 0,
        size >= 0
      else { throw cursor.fault("a forced order with S, p and q before this") }
      draft.append(
        DraftRow(isBuy ? .forcedBuy : .forcedSell, price: price, amount: size, line: line))
      draft.endMessage(exchangeTime: time, arrivalTime: arrival)
    } else if kind.isText("bookTicker") {
      take(quote: event, arrival: arrival, line: line, draft: &draft)
    }
  }

  private mutating func take(
    quote event: BinanceEvent, arrival: Int64, line: Int, draft: inout TapeDraft
  ) {
    guard let number = event.last, let bid = event.bid, let bidSize = event.bidSize,
      let ask = event.ask, let askSize = event.askSize, min(bid, bidSize, ask, askSize) >= 0
    else { return }
    chain.note(
      CaptureBook.Quote(
        number: number, bid: bid, bidSize: bidSize, ask: ask, askSize: askSize),
      notes: &draft.notes)
    if hasDifferences {
      quotes = nil
      return
    }
    var only = quotes ?? TapeDraft(source: draft.source)
    // So that what grows has one owner.
    quotes = nil
    quoteBook.begin()
    quoteBook.add(isBid: true, price: bid, size: bidSize)
    quoteBook.add(isBid: false, price: ask, size: askSize)
    quoteBook.end(into: &only, line: line)
    only.endMessage(exchangeTime: event.time ?? latest ?? arrival, arrivalTime: arrival)
    quotes = only
  }

  /// Takes the quotes for the book where there is no other, and refuses a book that no snapshot begins.
  mutating func finish(_ draft: inout TapeDraft, file: String) throws(InputError) {
    if hasDifferences {
      guard chain.number != nil, !chain.hasWaiting else {
        throw InputError(
          .badData, file: file, key: "lastUpdateId",
          expected: "a snapshot, without which no book is known", found: "none")
      }
    } else if let quotes {
      draft.add(quotes)
    }
  }
}
