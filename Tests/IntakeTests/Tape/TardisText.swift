/// Files in the form of Tardis, made of short rows.
enum TardisText {
  static let bookHeader = "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount"
  static let tradesHeader = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount"
  static let tickerHeader =
    "exchange,symbol,timestamp,local_timestamp,funding_timestamp,funding_rate,predicted_funding_rate,"
    + "open_interest,last_price,index_price,mark_price"

  /// Rows of words `time arrival ...`, times in microseconds after 1 January 2025; after `=` as they stand.
  static func file(_ header: String, _ rows: [String], market: String = "venue,XYZ") -> String {
    let lines = rows.map { row in
      let words = row.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      let times = words.prefix(2).map { word in
        Int(word).map { String(1_735_689_600_000_000 + $0) } ?? String(word.dropFirst())
      }
      return ([market] + times + words.dropFirst(2)).joined(separator: ",")
    }
    return ([header] + lines).joined(separator: "\n") + "\n"
  }

  static func book(_ rows: [String]) -> String { file(bookHeader, rows) }
  static func trades(_ rows: [String]) -> String { file(tradesHeader, rows) }
  static func ticker(_ rows: [String]) -> String { file(tickerHeader, rows) }
}
