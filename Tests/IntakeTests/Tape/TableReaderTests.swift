import Foundation
import Intake
import Market
import TestSupport
import Testing

@Suite("A table of a venue") struct TableReaderTests {
  private let folder = try? TapeFolder()

  private func draft(_ name: String, _ lines: [String]) throws -> TapeDraft {
    try #require(folder).draft(name, lines.joined(separator: "\n") + "\n")
  }

  private func complaint(_ name: String, _ lines: [String]) throws -> String {
    try #require(folder).complaint(name, lines.joined(separator: "\n") + "\n")
  }

  /// Kind, price and size of each row in hundredths, and its message's time in milliseconds after 1 January 2025.
  private func story(_ draft: TapeDraft) -> [String] {
    draft.messages.indices.flatMap { number in
      let start = number == 0 ? 0 : Int(draft.messages[number - 1].rowsEnd)
      return draft.rows[start..<Int(draft.messages[number].rowsEnd)].map { row in
        let time = (draft.messages[number].exchangeTime - 1_735_689_600_000_000_000) / 1_000_000
        return "\(time) \(row.kind) \(row.price / 1_000_000) \(row.amount / 1_000_000)"
      }
    }
  }

  @Test("of Binance trades has a header or not, in milliseconds or microseconds")
  func trades() throws {
    let expected = ["1 sellTrade 10050 20", "2 buyTrade 10050 30"]
    for (name, lines) in [
      ("a.csv", ["7,100.5,0.2,20.1,1735689600001,true", "8,100.5,0.3,20.1,1735689600002,false"]),
      (
        "b.csv",
        [
          "7,100.5,0.2,20.1,1735689600001000,True,True",
          "8,100.5,0.3,20.1,1735689600002000,False,True",
        ]
      ),
      (
        "c.csv",
        [
          "id,price,qty,base_qty,time,is_buyer_maker", "7,100.5,0.2,20.1,1735689600001,true",
          "8,100.5,0.3,20.1,1735689600002,false",
        ]
      ),
      ("d.csv", ["7,100.5,0.2,1,2,1735689600001,true", "8,100.5,0.3,3,3,1735689600002,false"]),
      (
        "e.csv",
        ["7,100.5,0.2,1,2,1735689600001,True,True", "8,100.5,0.3,3,3,1735689600002,False,True"]
      ),
    ] {
      let draft = try draft(name, lines)
      #expect(story(draft) == expected, "\(name)")
      #expect(draft.notes.ids.missing == 0)
    }
  }

  @Test("of quotes or pictures gives the changes from row to row")
  func pictures() throws {
    let quotes = try draft(
      "bookTicker.csv",
      [
        "1,99,2,100,1,1735689600001,1735689600003", "2,99,3,100,1,1735689600002,1735689600004",
        "3,98,3,100,1,1735689600003,1735689600005",
      ])
    #expect(
      story(quotes) == [
        "1 clear 0 0", "1 bid 9900 200", "1 ask 10000 100", "2 bid 9900 300", "3 bid 9900 0",
        "3 bid 9800 300",
      ])
    #expect(
      quotes.messages.map { $0.arrivalTime - $0.exchangeTime } == [2_000_000, 2_000_000, 2_000_000])
    let header =
      "exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,bids[0].price,bids[0].amount,"
      + "asks[1].price,asks[1].amount,bids[1].price,bids[1].amount"
    let pictures = TardisText.file(
      header,
      [
        "1000 2000 100 1 99 2 101 3 98 4", "2000 3000 100 1 98 4    ",
        "3000 3000 101 3 98 4 102 5 97 6",
      ])
    #expect(
      story(try #require(folder).draft("book_snapshot_2.csv", pictures)) == [
        "1 clear 0 0", "1 bid 9900 200", "1 bid 9800 400", "1 ask 10000 100", "1 ask 10100 300",
        "2 bid 9900 0", "2 ask 10100 0", "3 bid 9700 600", "3 ask 10000 0", "3 ask 10100 300",
        "3 ask 10200 500",
      ])
    let tardis = TardisText.file(
      "exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount",
      ["1000 1000 1 100 99 2", "2000 2000   99 2"])
    #expect(
      story(try #require(folder).draft("quotes.csv", tardis)) == [
        "1 clear 0 0", "1 bid 9900 200", "1 ask 10000 100", "2 ask 10000 0",
      ])
  }

  @Test("of bars is of the mark price or the index, as the folder or a word in front says")
  func bars() throws {
    let row = "1735689600000,1.0,2.0,0.5,1.5,0,1735689659999,0,60,0,0,0"
    #expect(
      story(try draft("XYZ-markPriceKlines.csv", [row])) == ["0 mark 0 100", "59999 mark 0 150"])
    let folder = try #require(folder)
    let path = try folder.write("XYZ-1m.csv", row)
    #expect(
      story(try TapeIntake().read(TapePath(path, role: .index))) == [
        "0 index 0 100", "59999 index 0 150",
      ])
    #expect(
      try complaint("XYZ-1m.csv", [row])
        == "XYZ-1m.csv:1: expected trades, or bars of the mark price or the index, as mark=FILE or index=FILE, found bars"
    )
    #expect(
      try complaint("d.csv", ["timestamp,percentage,depth,notional", "2025-01-01 00:00:00,-5,1,1"])
        .contains("found bookDepth"))
    let funding = try draft(
      "f.csv",
      ["calc_time,funding_interval_hours,last_funding_rate", "1735689600001,8,-0.00012359"])
    #expect(funding.rows.map(\.amount) == [-123_590_000])
  }

  @Test("that begins with a line longer than any header is of no format")
  func longLine() throws {
    #expect(
      try complaint("x.csv", [String(repeating: "a", count: 100_000)])
        == "x.csv:1: expected a file of one of the formats of recorded markets, found \"\"")
  }

  @Test("of Bybit runs backwards, and is turned round")
  func bybit() throws {
    let draft = try draft(
      "XYZ2025-01-01.csv",
      [
        "timestamp,symbol,side,size,price,tickDirection,trdMatchID",
        "1735689602.25,XYZ,Buy,3,101,,c",
        "1735689601.5,XYZ,Sell,2,100,,b", "1735689601.5,XYZ,Buy,1,99,,a",
      ])
    #expect(
      story(draft) == [
        "1500 buyTrade 9900 100", "1500 sellTrade 10000 200", "2250 buyTrade 10100 300",
      ])
    #expect(draft.notes.arrivalsBackwards == 1)
    #expect(draft.messages.map(\.exchangeTime).last == 1_735_689_602_250_000_000)
  }

  @Test("of the book of Bybit goes by its numbers")
  func bybitBook() throws {
    func line(_ kind: String, _ number: Int, _ bid: String) -> String {
      "{\"topic\":\"orderbook.500.XYZ\",\"type\":\"\(kind)\",\"ts\":\(1_735_689_600_002 + number),\"data\":{\"s\":\"XYZ\","
        + "\"b\":[[\"99\",\"\(bid)\"]],\"a\":[],\"u\":\(number),\"seq\":1},\"cts\":\(1_735_689_600_000 + number)}"
    }
    let draft = try draft(
      "2025-01-01_XYZ_ob500.data",
      [
        line("snapshot", 1, "1"), line("delta", 2, "2"), line("delta", 4, "3"),
        line("snapshot", 9, "4"),
      ])
    #expect(
      story(draft) == [
        "1 clear 0 0", "1 bid 9900 100", "2 bid 9900 200", "4 bid 9900 300", "9 clear 0 0",
        "9 bid 9900 400",
      ])
    #expect(draft.notes.sequenceGaps == 1)
  }

  // MARK: LOBSTER

  private func lobster(_ messages: [String], _ book: [String]) throws -> [TapeDraft] {
    let folder = try #require(folder)
    let first = try folder.write("X_2025-01-01_1_2_message_2.csv", messages.joined(separator: "\n"))
    let second = try folder.write("X_2025-01-01_1_2_orderbook_2.csv", book.joined(separator: "\n"))
    return try TapeIntake().read([TapePath(second), TapePath(first)])
  }

  @Test("of LOBSTER has the levels that come into sight, and trades against the resting side")
  func lobster() throws {
    let drafts = try lobster(
      [
        "0.001,1,16,18,990000,1", "0.002,4,17,18,1010000,-1", "0.003,5,0,7,1005000,1",
        "0.004,2,16,8,990000,1",
      ],
      [
        "1010000,18,990000,18,1020000,5,980000,1", "1020000,5,990000,18,1030000,6,980000,1",
        "1020000,5,990000,18,1030000,6,980000,1", "1020000,5,990000,9,9999999999,0,980000,1",
      ])
    #expect(
      story(try #require(drafts.first)) == [
        "1 clear 0 0", "1 bid 9900 1800", "1 bid 9800 100", "1 ask 10100 1800", "1 ask 10200 500",
        "2 buyTrade 10100 1800", "2 ask 10100 0", "2 ask 10300 600", "3 sellTrade 10050 700",
        "4 bid 9900 900", "4 ask 10300 0",
      ])
    // The last message takes 8, and the book shows 9 less.
    #expect(drafts.first?.notes.sequenceGaps == 1)
  }

  private static let day = "limit-order-books/AAPL_2012-06-21_34200000_57600000_"

  @Test(
    "of LOBSTER of Apple on 21 June 2012 rebuilds row by row",
    .enabled(
      if: RealData.has(day + "message_10.csv"), "\(RealData.absence(day + "message_10.csv"))"))
  func realLobster() throws {
    let paths = ["message_10.csv", "orderbook_10.csv"].map { RealData.path(Self.day + $0) }
    let draft = try #require(try TapeIntake().read(paths.map { TapePath($0) }).first)
    #expect(draft.notes.sequenceGaps == 0)
    let text = try String(contentsOfFile: paths[1], encoding: .utf8)
    var sides: [TapeRow.Kind: [Int64: Int64]] = [.bid: [:], .ask: [:]]
    var place = 0
    for (number, line) in text.split(separator: "\n").enumerated() {
      while place < draft.rows.count, draft.rows[place].line == number + 1 {
        let row = draft.rows[place]
        if sides[row.kind] != nil {
          sides[row.kind]?[row.price / 10_000] = row.amount == 0 ? nil : row.amount / 100_000_000
        }
        place += 1
      }
      let numbers = line.split(separator: ",").compactMap { Int64($0) }
      var expected: [TapeRow.Kind: [Int64: Int64]] = [.bid: [:], .ask: [:]]
      for level in stride(from: 0, to: numbers.count, by: 2) where numbers[level + 1] > 0 {
        expected[level % 4 == 0 ? .ask : .bid]?[numbers[level]] = numbers[level + 1]
      }
      try #require(sides == expected, "row \(number + 1)")
    }
    #expect(place == draft.rows.count)
  }

  // MARK: hftbacktest

  @Test(
    "of hftbacktest counts each event of the recorder's side once, and clears a side up to a price")
  func hftBacktest() throws {
    let both: UInt64 = 3 << 30
    let (buy, sell, local, venue): (UInt64, UInt64, UInt64, UInt64) = (
      1 << 29, 1 << 28, 1 << 30, 1 << 31
    )
    let bytes = NumPyArray.bytes([
      (3 | buy | both, 0, 0, 0, 0), (3 | sell | both, 0, 0, 0, 0), (4 | buy | both, 0, 0, 99.1, 2),
      (4 | buy | both, 0, 0, 98, 2), (4 | sell | both, 0, 0, 100.7, 0.3),
      (1 | buy | venue, 2, 5, 99.1, 1),
      (1 | buy | local, 2, 5, 99.1, 1), (2 | sell | both, 3, 6, 99.1, 1),
      (3 | buy | both, 7, 8, 99, 0),
    ])
    let draft = try #require(
      try TapeIntake().read([TapePath("feed.npy")], contents: [bytes]).first)
    #expect(
      story(draft) == [
        "0 clear 0 0", "0 bid 9910 200", "0 bid 9800 200", "0 ask 10070 30", "2 bid 9910 100",
        "3 sellTrade 9910 100", "7 bid 9910 0",
      ])
    let orders = NumPyArray.bytes([(10 | buy | both, 0, 0, 99, 1)])
    let folder = try #require(folder)
    #expect(
      folder.complaint { () throws(InputError) in
        _ = try TapeIntake().read([TapePath("feed.npy")], contents: [orders])
      } == "feed.npy:1: ev: expected a book by levels, found single orders")
  }
}

/// Rows of hftbacktest: event, milliseconds by the venue and at arrival after 1 January 2025, price, size.
private enum NumPyArray {
  static func bytes(_ rows: [(UInt64, Int64, Int64, Double, Double)]) -> [UInt8] {
    let header =
      "{'descr': [('ev', '<u8'), ('exch_ts', '<i8'), ('local_ts', '<i8'), ('px', '<f8'), ('qty', '<f8'), "
      + "('order_id', '<u8'), ('ival', '<i8'), ('fval', '<f8')], 'fortran_order': False, 'shape': (\(rows.count),), }\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes += [UInt8(header.utf8.count % 256), UInt8(header.utf8.count / 256)] + Array(header.utf8)
    for row in rows {
      let times = [row.1, row.2].map {
        UInt64(bitPattern: 1_735_689_600_000_000_000 + $0 * 1_000_000)
      }
      for word in [row.0, times[0], times[1], row.3.bitPattern, row.4.bitPattern, 0, 0, 0] {
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
      }
    }
    return bytes
  }
}
