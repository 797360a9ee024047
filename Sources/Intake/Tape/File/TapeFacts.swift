import Units

/// What a tape says of itself beside its columns.
package struct TapeFacts: Sendable, Hashable {
  /// The venue as the sources name it; nil where none does.
  package var exchange: String?
  /// The symbol as the sources name it; nil where none does.
  package var symbol: String?
  /// The tick and the lot.
  package var grid: TapeGrid
  /// What it was made from, in the order in which it was given.
  package var sources: [TapeSource]
  /// What was found when it was made.
  package var findings: MarketFindings

  /// Makes facts.
  init(
    exchange: String?, symbol: String?, grid: TapeGrid, sources: [TapeSource],
    findings: MarketFindings
  ) {
    self.findings = findings
    self.exchange = exchange
    self.symbol = symbol
    self.grid = grid
    self.sources = sources
  }

  /// The facts as lines for people: what it is, its sources, and what was found.
  package var lines: [String] {
    let market = [symbol, exchange.map { "of \($0)" }].compactMap { $0 }.joined(separator: " ")
    let head = (market.isEmpty ? "a market" : market)
    return ["\(head): tick \(grid.tickDecimal.text), lot \(grid.lotDecimal.text)"]
      + sources.map { "\($0.file): \($0.format), \($0.rowCount) rows\($0.more)" }
      + findings.table.map { "\($0.title): \($0.value)" }
  }

  // MARK: As a document

  /// The facts as canonical JSON.
  package var text: String {
    var members: [JSON5Value.Member] = [
      .member("tick", JSON5Value(number: grid.tickDecimal)),
      .member("lot", JSON5Value(number: grid.lotDecimal)), .member("check", findings.value),
      .member("sources", .list(sources.map(Self.value))),
    ]
    if let exchange { members.append(.member("exchange", .text(exchange))) }
    if let symbol { members.append(.member("symbol", .text(symbol))) }
    return CanonicalJSON.text(.object(members))
  }

  private static func value(_ source: TapeSource) -> JSON5Value {
    .object(
      (source.entriesLeftOut.isEmpty
        ? [] : [.member("leftOut", .list(source.entriesLeftOut.map { .text($0) }))]) + [
          .member("file", .text(source.file)), .member("format", .text(source.format)),
          .member("rows", .decimal(Int128(source.rowCount))),
          .member("bytes", .decimal(Int128(source.byteCount))),
          .member("sha256", .text(source.sha256)),
        ])
  }

  /// Reads the facts of a tape.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - file: The name that errors carry.
  init(_ bytes: [UInt8], file: String) throws(InputError) {
    let root = ValueReader(root: try JSON5Reader.read(bytes, file: file), file: file)
    self = try root.object { (facts) throws(InputError) -> TapeFacts in
      let grid = TapeGrid(
        tick: try Self.step(&facts, "tick"), lot: try Self.step(&facts, "lot"))
      let sources = try facts.required("sources").list().map { (source) throws(InputError) in
        try Self.source(source)
      }
      return TapeFacts(
        exchange: try facts.optional("exchange")?.text(),
        symbol: try facts.optional("symbol")?.text(), grid: grid, sources: sources,
        findings: try MarketFindings(try facts.required("check")))
    }
  }

  private static func step(
    _ facts: inout ObjectReader, _ key: String
  ) throws(InputError) -> Int64 {
    try facts.required(key).decimal(decimals: TapeGrid.decimals, in: 1...Int64.max)
  }

  private static func source(_ value: ValueReader) throws(InputError) -> TapeSource {
    try value.object { (source) throws(InputError) -> TapeSource in
      var read = TapeSource(
        file: try source.required("file").text(), format: try source.required("format").text())
      read.rowCount = try source.required("rows").count(in: 0...Int.max)
      read.byteCount = try source.required("bytes").count(in: 0...Int.max)
      read.entriesLeftOut =
        try source.optional("leftOut")?.list().map { (name) throws(InputError) in
          try name.text()
        } ?? []
      read.sha256 = try source.required("sha256").text()
      return read
    }
  }
}
