/// What a table is, and how its fields are named.
struct TableFormat {
  /// What it holds.
  let format: TapeFormat
  /// The fields in order, where the table has no header.
  var fields: [String]?
}

extension TableFormat {
  /// Tells a table by its first row.
  ///
  /// - Parameters:
  ///   - row: The first row.
  ///   - source: The file, and what the user says of it.
  init(firstRow row: [String], of source: TapePath) throws(InputError) {
    let role = source.role ?? TapeRole(of: source.path)
    if let format = try Self.named(Set(row), role, source.path) {
      self.init(format: format)
    } else if let (format, fields) = BinanceTable.fields(ofRow: row) {
      if let format {
        self.init(format: format, fields: fields)
      } else {
        self.init(format: try Self.bars(role, source.path), fields: fields)
      }
    } else if LobsterReader.isMessage(row) {
      self.init(format: .lobster)
    } else {
      let isBook = LobsterReader.isBook(row)
      throw InputError(
        .badData, file: source.path, line: 1,
        expected: isBook
          ? "the messages of LOBSTER beside the book"
          : "a file of one of the formats of recorded markets",
        found: InputError.quoted(row.joined(separator: ",")))
    }
  }

  /// Tells a table by the names in its header.
  private static func named(
    _ names: Set<String>, _ role: TapeRole?, _ file: String
  ) throws(InputError) -> TapeFormat? {
    func has(_ columns: [TableColumn]) -> Bool { columns.allSatisfy { names.contains($0.name) } }
    if has(TardisBookReader.columns) { return .tardisBook }
    if has(TardisTradesReader.columns) {
      return role == .liquidations ? .tardisLiquidations : .tardisTrades
    }
    if has(TardisTickerReader.columns) { return .tardisTicker }
    if has(TardisPictureReader.quotes) { return .tardisQuotes }
    if TardisPictureReader.levelCount(ofHeader: names) > 0,
      has(TardisPictureReader.columns(levels: 1))
    {
      return .tardisPictures
    }
    if has(BinanceTable.trades) { return .binanceTrades }
    if has(BinanceTable.aggregateTrades) { return .binanceAggregateTrades }
    if has(BinanceTable.quotes) { return .binanceQuotes }
    if has(BinanceTable.funding) { return .binanceFunding }
    if has(BybitTradesReader.columns) { return .bybitTrades }
    if has(BinanceTable.bars) { return try bars(role, file) }
    if names.isSuperset(of: ["timestamp", "percentage", "depth", "notional"]) {
      throw InputError(
        .badData, file: file, line: 1,
        expected: "a book: the sums within some percent of the price that bookDepth has are none",
        found: "bookDepth")
    }
    return nil
  }

  /// Bars are of the mark price or the index.
  private static func bars(_ role: TapeRole?, _ file: String) throws(InputError) -> TapeFormat {
    switch role {
    case .mark: return .binanceMark
    case .index: return .binanceIndex
    case .liquidations, nil:
      throw InputError(
        .badData, file: file, line: 1,
        expected: "trades, or bars of the mark price or the index, as mark=FILE or index=FILE",
        found: "bars")
    }
  }
}
