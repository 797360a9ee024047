import Market

/// Reads the sources of a tape.
package struct TapeIntake: Sendable {
  /// The one symbol whose rows count; nil where the sources are of one market.
  package var symbol: String?

  /// Reads all rows, or those of a symbol.
  package init(symbol: String? = nil) { self.symbol = symbol }

  /// Reads sources, in their order.
  ///
  /// The books of LOBSTER belong to the messages in the same order.
  package func read(_ sources: [TapePath]) throws(InputError) -> [TapeDraft] {
    try read(sources) { (path) throws(InputError) in try SourceContent(path) }
  }

  /// Reads sources whose contents are in memory, packed ones unpacked already.
  package func read(
    _ sources: [TapePath], contents: [[UInt8]]
  ) throws(InputError) -> [TapeDraft] {
    try read(sources) { (path) throws(InputError) in
      let place = sources.firstIndex { $0.path == path } ?? 0
      return try SourceContent(contents[place], path: path)
    }
  }

  /// The content of a file.
  private typealias Loader = (String) throws(InputError) -> SourceContent

  private func read(_ sources: [TapePath], load: Loader) throws(InputError) -> [TapeDraft] {
    var drafts: [TapeDraft] = []
    var books: [String]?
    var messageCount = 0
    var session: BinanceSession?
    for source in sources {
      if books?.contains(source.path) == true { continue }
      let content = try load(source.path)
      let row = TableHeader.names(content.text)
      if LobsterReader.isMessage(row) || LobsterReader.isBook(row) {
        if books == nil { books = try lobsterBooks(among: sources, load) }
        let found = books ?? []
        if found.contains(source.path), found.count < sources.count { continue }
        if LobsterReader.isMessage(row) {
          guard messageCount < found.count else {
            throw InputError(
              .badData, file: source.path, expected: "the book of LOBSTER beside its messages",
              found: "none")
          }
          drafts.append(
            try readLobster(content, source, book: found[messageCount], load(found[messageCount])))
          messageCount += 1
          continue
        }
      }
      drafts.append(try read(content, source, after: &session))
    }
    guard messageCount == books?.count ?? 0 else {
      throw InputError(
        .badData, file: books?.last ?? "", expected: "the messages of LOBSTER beside the book",
        found: "none")
    }
    return drafts
  }

  /// Reads a source and puts its messages in order of arrival.
  package func read(_ source: TapePath) throws(InputError) -> TapeDraft {
    guard let draft = try read([source]).first else {
      throw InputError(.badData, file: source.path, expected: "a source", found: "none")
    }
    return draft
  }

  private func lobsterBooks(
    among sources: [TapePath], _ load: Loader
  ) throws(InputError) -> [String] {
    var books: [String] = []
    for source in sources {
      let row = TableHeader.names(try load(source.path).text)
      if LobsterReader.isBook(row), BinanceTable.fields(ofRow: row) == nil {
        books.append(source.path)
      }
    }
    return books
  }

  // MARK: One source

  private func read(
    _ content: SourceContent, _ source: TapePath, after session: inout BinanceSession?
  ) throws(InputError) -> TapeDraft {
    let table = try Self.table(content, source)
    return try draft(content, source, table.format) { (draft) throws(InputError) in
      try read(content, table, into: &draft, file: source.path, after: &session)
    }
  }

  private func readLobster(
    _ content: SourceContent, _ source: TapePath, book: String, _ pictures: SourceContent
  ) throws(InputError) -> TapeDraft {
    try draft(content, source, .lobster) { (draft) throws(InputError) in
      try LobsterReader.read(
        content.text, book: (pictures.text, book), into: &draft, file: source.path)
    }
  }

  /// Reads a source whose format is known.
  private func draft(
    _ content: SourceContent, _ source: TapePath, _ format: TapeFormat,
    _ read: (inout TapeDraft) throws(InputError) -> Void
  ) throws(InputError) -> TapeDraft {
    var draft = TapeDraft(
      source: TapeSource(file: InputFile.baseName(source.path), format: format.rawValue))
    let digest = content.digest()
    try read(&draft)
    draft.source.byteCount = content.byteCount
    draft.source.sha256 = digest.value()
    draft.source.entriesLeftOut = content.entriesLeftOut
    if draft.symbol == nil { draft.symbol = symbol }
    draft.sortByArrival()
    guard !draft.messages.isEmpty else {
      throw InputError(
        .badData, file: source.path,
        expected: symbol.map { "at least one message of \($0)" } ?? "at least one message",
        found: "none")
    }
    return draft
  }

  /// Tells what a source holds.
  private static func table(
    _ content: SourceContent, _ source: TapePath
  ) throws(InputError) -> TableFormat {
    if let bytes = content.unpacked, HftBacktestReader.isArray(bytes) {
      return TableFormat(format: .hftBacktest)
    }
    if let format = CaptureKind.format(of: content.text) { return TableFormat(format: format) }
    return try TableFormat(firstRow: TableHeader.names(content.text), of: source)
  }

  private func read(
    _ content: SourceContent, _ table: TableFormat, into draft: inout TapeDraft, file: String,
    after session: inout BinanceSession?
  ) throws(InputError) {
    let text = content.text
    func rows(_ columns: [TableColumn]) throws(InputError) -> TableScanner {
      try TableScanner(text, file: file, columns: columns, fields: table.fields, symbol: symbol)
    }
    switch table.format {
    case .tardisBook:
      try TardisBookReader.read(text, into: &draft, file: file, symbol: symbol)
    case .tardisTrades, .tardisLiquidations:
      try TardisTradesReader.read(
        text, into: &draft, file: file, symbol: symbol,
        isForced: table.format == .tardisLiquidations)
    case .tardisTicker:
      try TardisTickerReader.read(text, into: &draft, file: file, symbol: symbol)
    case .tardisQuotes:
      try TardisPictureReader.read(
        text, TardisPictureReader.quotes, into: &draft, file: file, symbol: symbol)
    case .tardisPictures:
      let levels = TardisPictureReader.levelCount(ofHeader: Set(TableHeader.names(text)))
      try TardisPictureReader.read(
        text, TardisPictureReader.columns(levels: levels), into: &draft, file: file, symbol: symbol)
    case .binanceTrades:
      try BinanceTableReader.readTrades(rows(BinanceTable.trades), into: &draft)
    case .binanceAggregateTrades:
      try BinanceTableReader.readTrades(rows(BinanceTable.aggregateTrades), into: &draft)
    case .binanceQuotes:
      try BinanceTableReader.readQuotes(rows(BinanceTable.quotes), into: &draft)
    case .binanceMark:
      try BinanceTableReader.readBars(rows(BinanceTable.bars), as: .mark, into: &draft)
    case .binanceIndex:
      try BinanceTableReader.readBars(rows(BinanceTable.bars), as: .index, into: &draft)
    case .binanceFunding:
      try BinanceTableReader.readFunding(rows(BinanceTable.funding), into: &draft)
    case .binanceCapture:
      try BinanceCaptureReader.read(
        text, into: &draft, file: file, symbol: symbol, after: &session)
    case .bitmexCapture:
      try BitMEXCaptureReader.read(text, into: &draft, file: file, symbol: symbol)
    case .krakenCapture:
      try KrakenCaptureReader.read(text, into: &draft, file: file, symbol: symbol)
    case .bybitTrades:
      try BybitTradesReader.read(text, into: &draft, file: file, symbol: symbol)
    case .bybitBook: try BybitBookReader.read(text, into: &draft, file: file, symbol: symbol)
    case .hftBacktest:
      try HftBacktestReader.read(content.unpacked ?? [], into: &draft, file: file)
    case .lobster:
      throw InputError(
        .badData, file: file, expected: "the book of LOBSTER beside its messages", found: "none")
    }
  }
}
