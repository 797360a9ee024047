import Intake
import Market
import Testing

@Suite("A market recorded by Tardis") struct TardisReaderTests {
  private let made = try? TapeFolder()

  private func folder() throws -> TapeFolder { try #require(made) }

  private func tape(_ files: [(String, String)], tick: Int64? = nil) throws -> MarketTape {
    let folder = try folder()
    var drafts: [TapeDraft] = []
    for (name, text) in files { drafts.append(try folder.draft(name, text)) }
    let image = try TapeImage(drafts: drafts, tick: tick)
    return try TapeFile.open(try folder.write("a.tape", TapeFolder.bytes(image))).tape
  }

  @Test(
    "is a tape: trades first at one instant, a message for all rows of a book that arrive together")
  func merged() throws {
    let book = TardisText.book([
      "10 15 true bid 99.5 2", "10 15 true ask 100.0 1.5", "20 25 false bid 99.5 0",
      "21 25 false ask 100.5 3", "30 40 false ask 100.0 0.5",
    ])
    let trades = TardisText.trades([
      "9 12 7 buy 100.0 0.5", "20 25 8 sell 99.5 2", "22 26 9 unknown 99.5 0.5",
    ])
    let ticker = TardisText.ticker(["5 12 0 0.0001  7  100.25 100.3", "26 27   5    "])
    let tape = try tape([("b.csv", book), ("t.csv", trades), ("d.csv", ticker)])
    #expect(
      tape.story == [
        "12 | 9 | buyTrade 1@200",
        "12 | 5 | mark 10030000000 | index 10025000000 | fundingRate 100000000",
        "15 | 10 | clear 0 | bid 4@199 | ask 3@200", "25 | 20 | sellTrade 4@199",
        "25 | 21 | bid 0@199 | ask 6@201", "26 | 22 | trade 1@199", "40 | 30 | ask 1@200",
      ])
    #expect(tape.exchangeOrder.map { $0 } == [1, 0, 2, 3, 4, 5, 6])
  }

  @Test(
    "starts with a snapshot: rows before it are left out and counted, each one empties the book")
  func snapshots() throws {
    let draft = try folder().draft(
      "b.csv",
      TardisText.book([
        "1 2 false bid 9 1", "3 4 true bid 10 1", "3 4 true ask 11 1", "5 6 false bid 10 2",
        "7 8 true bid 12 1",
      ]))
    #expect(draft.notes.rowsBeforeSnapshot == 1)
    #expect(draft.notes.snapshots == 2)
    #expect(draft.rows.map(\.kind) == [.clear, .bid, .ask, .bid, .clear, .bid])
    #expect(draft.messages.map(\.rowsEnd) == [3, 4, 6])
    #expect(draft.source.rowCount == 5)
    #expect(
      try folder().complaint("b.csv", TardisText.book(["1 2 false bid 9 1"]))
        == "b.csv: is_snapshot: expected a snapshot, without which no book is known, found none")
  }

  @Test("tells forced orders from trades by the file's name")
  func forced() throws {
    let text = TardisText.trades(["1 2 x buy 9 1", "1 2  sell 9 1"])
    #expect(try folder().draft("XYZ.csv", text).rows.map(\.kind) == [.buyTrade, .sellTrade])
    #expect(
      try folder().draft("liquidations_XYZ.csv", text).rows.map(\.kind) == [
        .forcedBuy, .forcedSell,
      ])
  }

  @Test("may have its columns in any order, others beside them, CR LF and no last line feed")
  func columns() throws {
    let text =
      "price,note,local_timestamp,timestamp,symbol,exchange,amount,side,id\r\n"
      + "1e2,\"x,1735689600000002,1735689600000001,XYZ,venue,0.10000000000,buy,\r\n"
      + "100.25,,1735689600000001,1735689600000001,XYZ,venue,1,sell,5"
    let draft = try folder().draft("t.csv", text)
    #expect(draft.rows.map(\.price) == [10_025_000_000, 10_000_000_000])
    #expect(draft.rows.map(\.amount) == [100_000_000, 10_000_000])
    #expect(draft.rows.map(\.line) == [3, 2])
    #expect(draft.notes.arrivalsBackwards == 1)
    #expect(draft.exchange == "venue" && draft.symbol == "XYZ")
  }

  @Test("of several symbols gives the rows of one, which has to be named")
  func symbols() throws {
    let text =
      TardisText.trades(["1 2 x buy 9 1"])
      + "venue,ABC,1735689600000001,1735689600000001,y,sell,7,1\n"
    #expect(
      try folder().complaint("t.csv", text)
        == "t.csv:3: symbol: more than one market, expected XYZ as before, or one named by --symbol, found \"ABC\""
    )
    let draft = try folder().draft("t.csv", text, symbol: "ABC")
    #expect(draft.rows.map(\.price) == [700_000_000])
    #expect(draft.notes.rowsOfOthers == 1)
    #expect(
      try folder().complaint("t.csv", text, symbol: "NOT")
        == "t.csv: expected at least one message of NOT, found none")
  }

  @Test(
    "with a fault names row and column",
    arguments: [
      ("1 2 x buy 9", "2: expected 8 fields, found 7"),
      ("1 2 x buy 9 1 1", "2: expected 8 fields, found 9"),
      ("1 2 x hold 9 1", "2: side: expected buy, sell or unknown, found \"hold\""),
      ("1 2 x unknowable 9 1", "2: side: expected buy, sell or unknown, found \"unknowable\""),
      ("1 2 x buy 0 1", "2: price: expected a price above 0, found \"0\""),
      (
        "1 2 x buy -9 1",
        "2: price: expected a decimal from 0 to 92233720368 with at most 8 decimals, found \"-9\""
      ),
      (
        "1 2 x buy 9 92233720369",
        "2: amount: expected a decimal from 0 to 92233720368 with at most 8 decimals, found \"92233720369\""
      ),
      (
        "1 2 x buy 9 0.000000001",
        "2: amount: expected a decimal from 0 to 92233720368 with at most 8 decimals, found \"0.000000001\""
      ),
      (
        "1 2 x buy 9 ",
        "2: amount: expected a decimal from 0 to 92233720368 with at most 8 decimals, found \"\""
      ),
      (
        "1 =1735689600000 x buy 9 1",
        "2: local_timestamp: expected microseconds since 1970 in the years 2000 to 2099, found \"1735689600000\""
      ),
      (
        "=1735689600x 2 x buy 9 1",
        "2: timestamp: expected microseconds since 1970 in the years 2000 to 2099, found \"1735689600x\""
      ),
    ])
  func faults(row: String, message: String) throws {
    #expect(try folder().complaint("t.csv", TardisText.trades([row])) == "t.csv:" + message)
  }

  @Test("whose file is of no known format says what stands there")
  func unknown() throws {
    #expect(
      try folder().complaint("t.csv", "a,b\n1,2\n")
        == "t.csv:1: expected a file of one of the formats of recorded markets, found \"a,b\"")
    #expect(
      try folder().complaint("t.csv", "")
        == "t.csv: expected a header or a row, found an empty file")
    #expect(
      try folder().complaint("t.csv", TardisText.tradesHeader)
        == "t.csv: expected at least one row, found none")
    #expect(try folder().complaint("t.csv", "\n\n\n").hasPrefix("t.csv:1: expected a file of one"))
  }
}
