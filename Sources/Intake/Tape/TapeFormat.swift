/// What a source of a tape holds, told by its header.
package enum TapeFormat: String, Sendable, Hashable, CaseIterable {
  /// Changes of a book, from Tardis.
  case tardisBook = "tardis incremental_book_L2"
  /// Trades, from Tardis.
  case tardisTrades = "tardis trades"
  /// Forced orders, from Tardis: the columns are those of trades, so the file's name decides.
  case tardisLiquidations = "tardis liquidations"
  /// Mark price, index and funding, from Tardis.
  case tardisTicker = "tardis derivative_ticker"

  /// The format of a table, by the names in its first row; nil where it is none of these.
  ///
  /// - Parameters:
  ///   - names: The first row.
  ///   - file: The file's name, which tells forced orders from trades.
  init?(header names: [String], file: String) {
    let found = Set(names)
    func has(_ columns: [TableColumn]) -> Bool { columns.allSatisfy { found.contains($0.name) } }
    if has(TardisBookReader.columns) {
      self = .tardisBook
    } else if has(TardisTradesReader.columns) {
      self = file.lowercased().contains("liquidation") ? .tardisLiquidations : .tardisTrades
    } else if has(TardisTickerReader.columns) {
      self = .tardisTicker
    } else {
      return nil
    }
  }
}
