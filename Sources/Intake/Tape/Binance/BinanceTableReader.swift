import Market

/// Reads the tables that Binance publishes (data.binance.vision).
///
/// Their times are milliseconds, or microseconds in newer files of the spot market. Nobody recorded an arrival: the
/// venue's time stands for it, of quotes the time of the message. A table names no symbol.
enum BinanceTableReader {
  /// Reads trades or aggregate trades.
  static func readTrades(
    _ rows: consuming TableScanner, into draft: inout TapeDraft
  ) throws(InputError) {
    var rows = rows
    draft.reserve(rows.rowCountEstimate)
    let (yes, no) = (FieldWord.code("true"), FieldWord.code("false"))
    let (capitalYes, capitalNo) = (FieldWord.code("True"), FieldWord.code("False"))
    while try rows.nextRow() {
      let flag = rows.value(4)
      let isBuyerMaker = flag == yes || flag == capitalYes
      guard isBuyerMaker || flag == no || flag == capitalNo else {
        throw rows.mismatch(4, expected: "true or false")
      }
      guard rows.value(1) > 0 else { throw rows.mismatch(1, expected: "a price above 0") }
      if rows.has(0) { draft.notes.ids.note(rows.value(0)) }
      draft.append(
        DraftRow(
          isBuyerMaker ? .sellTrade : .buyTrade, price: rows.value(1), amount: rows.value(2),
          line: rows.line))
      draft.endMessage(exchangeTime: rows.value(3), arrivalTime: rows.value(3))
    }
    draft.take(rows)
    draft.exchange = "binance"
  }

  /// Reads quotes as a book of one level.
  static func readQuotes(
    _ rows: consuming TableScanner, into draft: inout TapeDraft
  ) throws(InputError) {
    var rows = rows
    draft.reserve(2 * rows.rowCountEstimate)
    var changes = LevelChanges()
    while try rows.nextRow() {
      changes.begin()
      changes.add(isBid: true, price: rows.value(1), size: rows.value(2))
      changes.add(isBid: false, price: rows.value(3), size: rows.value(4))
      changes.end(into: &draft, line: rows.line)
      draft.endMessage(exchangeTime: rows.value(5), arrivalTime: rows.value(6))
    }
    draft.take(rows)
    draft.exchange = "binance"
  }

  /// Reads bars of a mark price or an index: the open at the opening time, the close at the closing time.
  static func readBars(
    _ rows: consuming TableScanner, as kind: TapeRow.Kind, into draft: inout TapeDraft
  ) throws(InputError) {
    var rows = rows
    draft.reserve(rows.rowCountEstimate)
    while try rows.nextRow() {
      for (price, time) in [(1, 0), (2, 3)] {
        guard rows.value(price) > 0 else {
          throw rows.mismatch(price, expected: "a price above 0")
        }
        draft.append(DraftRow(kind, amount: rows.value(price), line: rows.line))
        draft.endMessage(exchangeTime: rows.value(time), arrivalTime: rows.value(time))
      }
    }
    draft.take(rows)
    draft.exchange = "binance"
  }

  /// Reads the rates of settlements.
  static func readFunding(
    _ rows: consuming TableScanner, into draft: inout TapeDraft
  ) throws(InputError) {
    var rows = rows
    while try rows.nextRow() {
      draft.append(DraftRow(.fundingRate, amount: rows.value(1), line: rows.line))
      draft.endMessage(exchangeTime: rows.value(0), arrivalTime: rows.value(0))
    }
    draft.take(rows)
    draft.exchange = "binance"
  }
}
