import Intake
import Market
import TestSupport
import Testing

@Suite("A recorded session") struct CaptureReaderTests {
  private let folder = try? TapeFolder()

  private func draft(_ lines: [String], symbol: String? = nil) throws -> TapeDraft {
    try #require(folder).draft("session.txt", lines.joined(separator: "\n") + "\n", symbol: symbol)
  }

  private func complaint(_ lines: [String], symbol: String? = nil) throws -> String {
    try #require(folder).complaint(
      "session.txt", lines.joined(separator: "\n") + "\n", symbol: symbol)
  }

  /// A line of Binance so many milliseconds after 1 January 2025.
  private func binance(_ time: Int, _ json: String) -> String {
    "\(1_735_689_600_000_000_000 + time * 1_000_000) \(json)"
  }

  /// A difference of the spot market: time, first and last number, bids and asks.
  private func spot(_ time: Int, _ first: Int, _ last: Int, _ bids: String, _ asks: String)
    -> String
  {
    binance(
      time,
      "{\"stream\":\"xyz@depth\",\"data\":{\"e\":\"depthUpdate\",\"E\":\(1_735_689_600_000 + time),"
        + "\"s\":\"XYZ\",\"U\":\(first),\"u\":\(last),\"b\":[\(bids)],\"a\":[\(asks)]}}")
  }

  private func snapshot(_ time: Int, _ last: Int, _ bids: String, _ asks: String) -> String {
    binance(time, "{\"lastUpdateId\":\(last),\"bids\":[\(bids)],\"asks\":[\(asks)]}")
  }

  private func quote(_ time: Int, _ number: Int, _ words: String) -> String {
    let sides = words.split(separator: " ")
    return binance(
      time,
      "{\"stream\":\"xyz@bookTicker\",\"data\":{\"u\":\(number),\"s\":\"XYZ\",\"b\":\"\(sides[0])\",\"B\":\"\(sides[1])\","
        + "\"a\":\"\(sides[2])\",\"A\":\"\(sides[3])\"}}")
  }

  private func level(_ price: String, _ size: String) -> String { "[\"\(price)\",\"\(size)\"]" }

  private func tape(_ draft: TapeDraft) throws -> TapeFile {
    let folder = try #require(folder)
    let image = try TapeImage(drafts: [draft])
    return try TapeFile.open(try folder.write("a.tape", TapeFolder.bytes(image)))
  }

  @Test("of Binance begins with its snapshot, and differences that it does not hold follow at once")
  func buffered() throws {
    let draft = try draft([
      spot(0, 1, 4, level("9", "1"), ""), spot(1, 5, 8, level("9", "2"), level("11", "5")),
      quote(2, 8, "9.0 2 11 5"), snapshot(3, 6, level("9", "7"), level("10", "1")),
      spot(4, 9, 10, "", level("10", "0")), quote(5, 10, "9 2 11 5"), quote(6, 11, "9 2 11 4"),
      spot(7, 11, 12, "", level("11", "3")),
    ])
    let file = try tape(draft)
    #expect(
      file.tape.story == [
        "3000 | 1000 | clear 0 | bid 7@9 | ask 1@10", "3000 | 1000 | bid 2@9 | ask 5@11",
        "4000 | 4000 | ask 0@10", "7000 | 7000 | ask 3@11",
      ])
    let findings = file.facts.findings
    #expect(findings[.sequenceGaps] == 0)
    // The quote before the snapshot is of the number that the difference behind it ends with; there the ask of the
    // snapshot is the best still.
    #expect(findings[.quotesCompared] == 2)
    #expect(findings[.quotesDiffering] == 1)
    #expect(findings[.rowsBeforeSnapshot] == 1)
  }

  @Test("of Binance with a number left out has a gap, and goes on")
  func gaps() throws {
    let lines = [
      snapshot(0, 6, level("9", "7"), level("10", "1")), spot(1, 7, 8, level("9", "6"), ""),
      spot(2, 10, 12, level("9", "5"), ""), spot(3, 13, 13, level("9", "4"), ""),
      spot(4, 13, 13, level("9", "1"), ""),
    ]
    let findings = try tape(try draft(lines)).facts.findings
    #expect(findings[.sequenceGaps] == 1)
    #expect(findings[.gaps] == 1)
    #expect(findings[.bookMessages] == 4)
    #expect(findings.faults == [.gaps])
  }

  @Test("of Binance goes on in another file, unless that begins a session of its own")
  func files() throws {
    let folder = try #require(folder)
    let first = [
      snapshot(0, 6, level("9", "7"), level("10", "1")), spot(1, 7, 8, level("9", "6"), ""),
    ]
    let more = [spot(2, 9, 9, level("9", "5"), ""), spot(3, 10, 10, level("9", "4"), "")]
    let other = [spot(2, 90, 91, level("9", "5"), ""), snapshot(3, 91, level("8", "1"), "")]
    func paths(_ second: [String]) throws -> [TapePath] {
      [
        TapePath(try folder.write("1.txt", first.joined(separator: "\n"))),
        TapePath(try folder.write("2.txt", second.joined(separator: "\n"))),
      ]
    }
    #expect(try TapeIntake().read(try paths(more))[1].rows.map(\.kind) == [.bid, .bid])
    let drafts = try TapeIntake().read(try paths(other))
    #expect(drafts[1].rows.map(\.kind) == [.clear, .bid])
    #expect(drafts.map(\.notes.sequenceGaps) == [0, 0])
    let unfinished = try paths(Array(other.prefix(1)))
    let message = folder.complaint { () throws(InputError) in
      _ = try TapeIntake().read(unfinished)
    }
    #expect(
      message
        == "2.txt: lastUpdateId: expected a snapshot, without which no book is known, found none")
  }

  @Test(
    "of Binance futures goes by the number of the difference before, and by the time of the match")
  func futures() throws {
    func difference(_ time: Int, _ numbers: String) -> String {
      let parts = numbers.split(separator: " ")
      return binance(
        time,
        "{\"data\":{\"e\":\"depthUpdate\",\"E\":1735689600009,\"T\":\(1_735_689_600_000 + time),\"s\":\"XYZ\","
          + "\"U\":\(parts[0]),\"u\":\(parts[1]),\"pu\":\(parts[2]),\"b\":[],\"a\":[[\"10\",\"\(time)\"]]}}"
      )
    }
    let draft = try draft([
      snapshot(0, 6, level("9", "7"), level("10", "1")), difference(2, "5 9 4"),
      difference(3, "15 19 9"), difference(4, "25 29 20"),
      binance(
        5,
        "{\"data\":{\"e\":\"trade\",\"E\":1735689600008,\"T\":1735689600005,\"s\":\"XYZ\",\"t\":1,\"p\":\"10\",\"q\":\"2\",\"X\":\"MARKET\",\"m\":true}}"
      ),
      binance(
        6,
        "{\"data\":{\"e\":\"trade\",\"E\":1735689600008,\"T\":1735689600006,\"s\":\"XYZ\",\"t\":4,\"p\":\"10\",\"q\":\"2\",\"X\":\"INSURANCE_FUND\",\"m\":true}}"
      ),
      binance(
        7,
        "{\"data\":{\"e\":\"markPriceUpdate\",\"E\":1735689600007,\"s\":\"XYZ\",\"p\":\"10.5\",\"i\":\"10.25\",\"r\":\"0.0001\",\"T\":1735718400000}}"
      ),
      binance(
        8,
        "{\"data\":{\"e\":\"forceOrder\",\"E\":1735689600008,\"o\":{\"s\":\"XYZ\",\"S\":\"SELL\",\"q\":\"3\",\"p\":\"9\",\"T\":1735689600007}}}"
      ),
    ])
    let file = try tape(draft)
    #expect(
      file.tape.story == [
        "0 | 0 | clear 0 | bid 7@9 | ask 1@10", "2000 | 2000 | ask 2@10", "3000 | 3000 | ask 3@10",
        "4000 | 4000 | ask 4@10", "5000 | 5000 | sellTrade 2@10",
        "7000 | 7000 | mark 1050000000 | index 1025000000 | fundingRate 100000000",
        "8000 | 7000 | forcedSell 3@9",
      ])
    #expect(file.facts.findings[.sequenceGaps] == 1)
  }

  @Test("of Binance without differences has a book of its quotes")
  func quotes() throws {
    let file = try tape(
      try draft([quote(0, 1, "9 1 11 2"), quote(1, 2, "10 1 11 2"), quote(2, 3, "10 1 11 2")]))
    #expect(
      file.tape.story == [
        "0 | 0 | clear 0 | bid 1@9 | ask 2@11", "1000 | 1000 | bid 1@10 | bid 0@9",
      ])
  }

  @Test("without a snapshot is refused, as is one of several markets and one with a fault")
  func refused() throws {
    #expect(
      try complaint([spot(0, 1, 4, level("9", "1"), "")])
        == "session.txt: lastUpdateId: expected a snapshot, without which no book is known, found none"
    )
    let other = quote(1, 1, "9 1 11 2").replacing("XYZ", with: "ABC")
    #expect(
      try complaint([quote(0, 1, "9 1 11 2"), other])
        == "session.txt:2: s: more than one market, expected XYZ as before, or one named by --symbol, found \"ABC\""
    )
    #expect(try draft([quote(0, 1, "9 1 11 2"), other], symbol: "ABC").notes.rowsOfOthers == 1)
    let good = quote(0, 1, "9 1 11 2")
    for (fault, message) in [
      ("x", "2: column 1: expected a time since 1970 and JSON, found \"x\""),
      ("1735689600000000000 {", "2: column 22: expected text in quotes, found the end of the line"),
      (
        "1735689600000000000 {\"u\":x}",
        "2: column 26: expected a whole number of at most 18 digits, found \"x}\""
      ),
      ("1735689600000000000 {\"u\":1}}", "2: column 28: expected the end of the line, found \"}\""),
      (
        "1735689600000000000 {\"E\":5}",
        "2: column 27: expected a time in the years 2000 to 2099 before this, found \"}\""
      ),
      ("1735689600000000000 {\"b\":[[\"1\"]]}", "2: column 32: expected a size, found \"]}\""),
    ] {
      #expect(try complaint([good, fault]) == "session.txt:" + message)
    }
  }

  @Test("of BitMEX names levels by their ids")
  func bitmex() throws {
    func line(_ time: Int, _ table: String, _ action: String, _ data: String) -> String {
      "\(1_626_993_368 + time).25: {\"table\":\"\(table)\",\"action\":\"\(action)\",\"data\":[\(data)]}"
    }
    let draft = try draft([
      "wss://www.bitmex.com/realtime <- 1626993367.874177: {\"op\":\"subscribe\"}",
      line(
        0, "orderBookL2", "insert",
        "{\"symbol\":\"XBTUSD\",\"id\":9,\"side\":\"Buy\",\"size\":1,\"price\":1}"),
      line(
        1, "orderBookL2", "partial",
        "{\"symbol\":\"XBTUSD\",\"id\":1,\"side\":\"Buy\",\"size\":100,\"price\":30000.5},{\"symbol\":\"XBTUSD\",\"id\":2,\"side\":\"Sell\",\"size\":50,\"price\":30001}"
      ),
      line(
        2, "orderBookL2", "update", "{\"symbol\":\"XBTUSD\",\"id\":1,\"side\":\"Sell\",\"size\":70}"
      ),
      line(3, "orderBookL2", "delete", "{\"symbol\":\"XBTUSD\",\"id\":2,\"side\":\"Sell\"}"),
      line(4, "orderBookL2", "delete", "{\"symbol\":\"XBTUSD\",\"id\":77,\"side\":\"Sell\"}"),
      line(
        5, "trade", "partial",
        "{\"timestamp\":\"2021-07-22T22:36:10.014Z\",\"symbol\":\"XBTUSD\",\"side\":\"Buy\",\"size\":52,\"price\":30002}"
      ),
      line(
        6, "trade", "insert",
        "{\"timestamp\":\"2021-07-22T22:36:10.014Z\",\"symbol\":\"XBTUSD\",\"side\":\"Buy\",\"size\":52,\"price\":30002}"
      ),
    ])
    #expect(
      draft.rows.map { "\($0.kind) \($0.price / 100_000_000) \($0.amount / 100_000_000)" } == [
        "clear 0 0", "bid 30000 100", "ask 30001 50", "bid 30000 0", "ask 30000 70", "ask 30001 0",
        "buyTrade 30002 52",
      ])
    #expect(draft.notes.rowsBeforeSnapshot == 1)
    #expect(draft.notes.sequenceGaps == 1)
    let seconds: [Int64] = [1, 2, 3, 6]
    let arrivals = seconds.map { (second: Int64) -> Int64 in
      (1_626_993_368 + second) * 1_000_000_000 + 250_000_000
    }
    #expect(draft.messages.map(\.arrivalTime) == arrivals)
    #expect(draft.messages.last?.exchangeTime == 1_626_993_370_014_000_000)
  }

  @Test("of Kraken Futures counts each level")
  func kraken() throws {
    func line(_ time: Int, _ json: String) -> String {
      "\(1_626_994_927 + time).5: {\(json),\"product_id\":\"PI_XBTUSD\"}"
    }
    func level(_ number: Int, _ size: Int) -> String {
      "\"feed\":\"book\",\"side\":\"sell\",\"seq\":\(number),\"price\":440.5,\"qty\":\(size).0,\"timestamp\":1626994927700"
    }
    let draft = try draft([
      line(
        0,
        "\"feed\":\"book_snapshot\",\"timestamp\":1626994925378,\"seq\":7,\"tickSize\":null,\"bids\":[{\"price\":439.5,\"qty\":2.0}],\"asks\":[]"
      ),
      line(1, level(7, 9)), line(2, level(8, 3)), line(3, level(10, 4)),
      line(
        4,
        "\"feed\":\"trade\",\"side\":\"buy\",\"type\":\"fill\",\"seq\":1487,\"time\":1626994927710,\"qty\":5.0,\"price\":440.5"
      ),
    ])
    #expect(
      draft.rows.map { "\($0.kind) \($0.price / 10_000_000) \($0.amount / 100_000_000)" } == [
        "clear 0 0", "bid 4395 2", "ask 4405 3", "ask 4405 4", "buyTrade 4405 5",
      ])
    #expect(draft.notes.sequenceGaps == 1)
  }

  private static let captures = [
    "cm_btcusd_perp_20240808.gz", "spot_ethusdt_20240808.gz", "usdm_btcusdt_20240808.gz",
  ].map { "binance-websocket-20240808/" + $0 }

  @Test(
    "of Binance of 8 August 2024 rebuilds without a gap, never crosses, and agrees with its quotes",
    .enabled(if: RealData.has(captures[0]), "\(RealData.absence(captures[0]))"),
    arguments: zip(captures, [1124, 577, 629]))
  func real(name: String, quoteCount: Int64) throws {
    let draft = try TapeIntake().read(TapePath(RealData.path(name)))
    let findings = try TapeImage(drafts: [draft]).facts.findings
    #expect(findings[.gaps] == 0 && findings[.crossed] == 0 && findings[.locked] == 0)
    #expect(findings[.missingIDs] == 0 && findings[.repeatedIDs] == 0)
    #expect(findings[.quotesCompared] == quoteCount)
    #expect(findings[.quotesDiffering] == 0)
  }

  private static let sessions = "websocket-sessions/"

  @Test(
    "of BitMEX and Kraken rebuilds",
    .enabled(
      if: RealData.has(sessions + "BITMEX.ws.1.0"),
      "\(RealData.absence(sessions + "BITMEX.ws.1.0"))"),
    arguments: [
      ("BITMEX.ws.1.0", "XBTUSD", 1300), ("KRAKEN_FUTURES.ws.1.0", "PI_ETHUSD", 3891),
    ] as [(String, String, Int64)])
  func realSessions(name: String, symbol: String, bookMessages: Int64) throws {
    let path = TapePath(RealData.path(Self.sessions + name))
    let draft = try TapeIntake(symbol: symbol).read(path)
    let findings = try TapeImage(drafts: [draft]).facts.findings
    #expect(findings[.bookMessages] == bookMessages)
    #expect(findings[.gaps] == 0 && findings[.crossed] == 0)
  }
}
