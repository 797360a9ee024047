import Market

/// Reads a recorded websocket session of BitMEX: orderBookL2, trade, funding and liquidation
/// (bitmex.com, websocket API).
///
/// A level has an id; a change or a removal names it without its price. The venue's time is that of the row where it
/// has one; the first years of the book have none, and the arrival stands for it. What came before a subscription, the
/// `partial` of trades, is left out.
enum BitMEXCaptureReader {
  /// Reads a file.
  static func read(
    _ bytes: SourceBytes, into draft: inout TapeDraft, file: String, symbol: String?
  ) throws(InputError) {
    var lines = CaptureScanner(bytes, file: file)
    var session = BitMEXSession(symbol: symbol)
    draft.reserve(bytes.count / 64)
    while var cursor = try lines.nextLine() {
      draft.source.rowCount += 1
      do throws(JSONFault) {
        try session.take(&cursor, arrival: lines.arrival, line: lines.line, draft: &draft)
        try cursor.endLine()
      } catch { throw lines.error(error) }
      if let other = session.otherSymbol {
        throw lines.mismatch(
          "symbol", problem: "more than one market",
          expected: "\(session.market.symbol ?? "") as before, or one named by --symbol",
          found: InputError.quoted(other))
      }
    }
    draft.exchange = "bitmex"
    draft.symbol = session.market.symbol
  }
}

/// A session of BitMEX while it is read.
private struct BitMEXSession {
  var market: CaptureMarket
  private(set) var otherSymbol: String?
  private var hasBook = false
  /// The levels by their ids, for lookup only.
  private var known: [Int64: CaptureLevel] = [:]

  /// What a message does.
  private enum Action { case partial, insert, update, delete, other }

  /// What a message is about.
  private enum Table { case book, trade, liquidation, funding, other }

  /// An element of `data`.
  private struct Row {
    var id: Int64?
    var isBuy: Bool?
    var price: Int64?
    var size: Int64?
    var rate: Int64?
    var time: Int64?
    var isMine = false
  }

  init(symbol: String?) { market = CaptureMarket(symbol) }

  mutating func take(
    _ cursor: inout JSONCursor, arrival: Int64?, line: Int, draft: inout TapeDraft
  ) throws(JSONFault) {
    var (table, action) = (Table.other, Action.other)
    var time: Int64?
    try cursor.openObject()
    var isFirst = true
    while let key = try cursor.key(&isFirst) {
      if key.isText("table") {
        table = Self.table(try cursor.text())
      } else if key.isText("action") {
        action = Self.action(try cursor.text())
      } else if key.isText("data"), table != .other, action != .other,
        let arrival, cursor.peek() == UInt8(ascii: "[")
      {
        try cursor.openList()
        var isFirstRow = true
        while try cursor.hasElement(&isFirstRow) {
          let row = try self.row(&cursor)
          if otherSymbol != nil { return cursor.skipLine() }
          guard row.isMine else {
            draft.notes.rowsOfOthers += 1
            continue
          }
          if table == .book {
            time = row.time ?? time
            try take(book: row, action, &cursor, line: line, draft: &draft)
          } else {
            take(row, table, action, line: line, draft: &draft)
            draft.endMessage(exchangeTime: row.time ?? arrival, arrivalTime: arrival)
          }
        }
      } else {
        try cursor.skip()
      }
    }
    if let arrival { draft.endMessage(exchangeTime: time ?? arrival, arrivalTime: arrival) }
  }

  private static func table(_ text: JSONText) -> Table {
    if text.isText("orderBookL2") || text.isText("orderBookL2_25") { return .book }
    if text.isText("trade") { return .trade }
    if text.isText("liquidation") { return .liquidation }
    return text.isText("funding") ? .funding : .other
  }

  private static func action(_ text: JSONText) -> Action {
    if text.isText("partial") { return .partial }
    if text.isText("insert") { return .insert }
    if text.isText("update") { return .update }
    return text.isText("delete") ? .delete : .other
  }

  private mutating func row(_ cursor: inout JSONCursor) throws(JSONFault) -> Row {
    var row = Row()
    try cursor.openObject()
    var isFirst = true
    while let key = try cursor.key(&isFirst) {
      if key.isText("symbol") {
        let symbol = try cursor.text()
        switch market.isMine(symbol) {
        case true?: row.isMine = true
        case false?: row.isMine = false
        case nil: otherSymbol = symbol.string
        }
      } else if key.isText("id") {
        row.id = try cursor.whole()
      } else if key.isText("side") {
        row.isBuy = (try cursor.text()).isText("Buy")
      } else if key.isText("price"), cursor.peek() != UInt8(ascii: "n") {
        row.price = try cursor.decimal()
      } else if key.isText("size") || key.isText("leavesQty"), cursor.peek() != UInt8(ascii: "n") {
        row.size = try cursor.decimal()
      } else if key.isText("fundingRate") {
        row.rate = try cursor.decimal(12)
      } else if key.isText("timestamp") {
        row.time = try cursor.moment()
      } else {
        try cursor.skip()
      }
    }
    return row
  }

  private mutating func take(
    book row: Row, _ action: Action, _ cursor: inout JSONCursor, line: Int,
    draft: inout TapeDraft
  ) throws(JSONFault) {
    guard let id = row.id, let isBuy = row.isBuy else {
      throw cursor.fault("a level with id and side before this")
    }
    if action == .partial, !hasBook || draft.hasOpenRows == false {
      known.removeAll()
      draft.append(DraftRow(.clear, line: line))
      draft.notes.snapshots += 1
      hasBook = true
    }
    guard hasBook else {
      draft.notes.rowsBeforeSnapshot += 1
      return
    }
    let old = known[id]
    if old == nil, action == .update || action == .delete {
      // A level that was never given: a message is missing.
      draft.notes.sequenceGaps += 1
    }
    guard let price = row.price ?? old?.price else { return }
    guard price > 0 else { throw cursor.fault("a price above 0 before this") }
    let size = action == .delete ? 0 : row.size ?? old?.size ?? 0
    guard size >= 0 else { throw cursor.fault("a size of 0 or more before this") }
    if let old, old.isBid != isBuy || old.price != price {
      draft.append(DraftRow(old.isBid ? .bid : .ask, price: old.price, line: line))
    }
    known[id] = size == 0 ? nil : CaptureLevel(isBid: isBuy, price: price, size: size)
    draft.append(DraftRow(isBuy ? .bid : .ask, price: price, amount: size, line: line))
  }

  private func take(
    _ row: Row, _ table: Table, _ action: Action, line: Int, draft: inout TapeDraft
  ) {
    if table == .funding {
      if let rate = row.rate { draft.append(DraftRow(.fundingRate, amount: rate, line: line)) }
      return
    }
    // A forced order that changes is the same one.
    guard action == .insert, let isBuy = row.isBuy, let price = row.price, let size = row.size,
      price > 0, size >= 0
    else { return }
    let kind: TapeRow.Kind =
      table == .trade ? (isBuy ? .buyTrade : .sellTrade) : (isBuy ? .forcedBuy : .forcedSell)
    draft.append(DraftRow(kind, price: price, amount: size, line: line))
  }
}
