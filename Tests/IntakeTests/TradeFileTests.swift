import Intake
import Market
import TestSupport
import Testing
import Units

@Suite("A file of trades")
struct TradeFileTests {
  private static let cents = DecimalScale(decimals: 2, unitsPerStep: 1)
  private static let header = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n"

  private func read(_ text: String, window: TimeWindow? = nil) throws(InputError) -> TradeFile {
    try TradeFile(
      Array(text.utf8), file: "t.csv", prices: Self.cents, quantities: Self.cents, window: window)
  }

  /// Rows of one market; each is time, local time (microseconds after 2025-10-10), id, side, price, amount.
  private func rows(_ rows: [String], market: String = "coinbase,AVAX-USD") -> String {
    let start: Int64 = 1_760_054_400_000_000
    return Self.header
      + rows.map { row in
        let fields = row.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let times = fields.prefix(2).map { String(start + (Int64($0) ?? 0)) }
        return ([market] + times + fields.dropFirst(2)).joined(separator: ",")
      }.joined(separator: "\n")
  }

  private func complaint(_ text: String, window: TimeWindow? = nil) -> String {
    do {
      return "no error: \(try read(text, window: window).trades.count)"
    } catch {
      return error.description
    }
  }

  @Test("gives each trade with both clocks, its side, and its price on the nearest tick")
  func trades() throws {
    let file = try read(
      rows(["1 5 a buy 28.404 4.11908", "1 5 b sell 28.406 0.001", "2 6 a unknown 1e2 1.5e-2"]))
    let start: Int64 = 1_760_054_400_000_000
    #expect(file.exchange == "coinbase")
    #expect(file.symbol == "AVAX-USD")
    #expect(
      file.trades[0]
        == TradeRecord(
          time: UTCTime(microseconds: start + 1), localTime: UTCTime(microseconds: start + 5),
          side: .buy, price: Price(ticks: 2840), quantity: Quantity(lots: 412)))
    #expect(file.trades.map(\.side) == [.buy, .sell, nil])
    #expect(file.trades.map(\.price.ticks) == [2840, 2841, 10_000])
    #expect(file.trades.map(\.quantity.lots) == [412, 0, 2])
  }

  @Test("with a bad row is refused in one line that names line and column")
  func bad() {
    #expect(
      complaint(rows(["1 5 1 Buy 2 3"]))
        == "t.csv:2: side: expected \"buy\", \"sell\" or \"unknown\", found \"Buy\"")
    #expect(
      complaint(rows(["1 5 1 buy 0.001 3"]))
        == "t.csv:2: price: expected a price above 0 that is at least half a tick of 0.01, found \"0.001\""
    )
    #expect(
      complaint(rows(["1 5 1 buy 2 -3"]))
        == "t.csv:2: amount: expected a quantity of 0 or more, found \"-3\"")
    #expect(
      complaint(rows(["1 5 1 buy 2 3"]) + "\ncoinbase,AAVE-USD,1,1,1,buy,2,3")
        == "t.csv:3: symbol: expected \"AVAX-USD\" as in the first row, found \"AAVE-USD\"")
    #expect(
      complaint(Self.header + "coinbase,AVAX-USD,1760054400000,1760054400000,1,buy,2,3")
        == "t.csv:2: timestamp: expected microseconds since 1970 in the years 2000 to 2099, found \"1760054400000\", as if in milliseconds"
    )
  }

  @Test(
    "that is not in the order of the venue's clock is put in it, the trades of one moment as they stand"
  )
  func order() throws {
    let file = try read(
      rows(["1 5 a buy 1 3", "9 6 b buy 2 3", "4 7 c buy 3 3", "9 4 d buy 4 3", "4 8 e buy 5 3"]))
    #expect(file.trades.map(\.price.ticks) == [100, 300, 500, 200, 400])
    #expect(file.repairs.lateCount == 2)
    #expect(file.repairs.lateMicrosecondsMax == 5)
    #expect(file.repairs.recordedLateCount == 1)
    // Newest first, as some sources have it.
    let reversed = try read(rows(["9 9 b buy 2 3", "5 5 c buy 3 3", "1 1 a buy 1 3"]))
    #expect(reversed.trades.map(\.price.ticks) == [100, 300, 200])
  }

  @Test("that steps back outside the window gives the window as it is, and the price before it")
  func orderOutside() throws {
    let text = rows(
      ["20 1 a buy 2 1", "10 2 b buy 1 1", "30 3 c buy 3 1", "50 4 d buy 5 1", "45 5 e buy 4 1"])
    let start: Int64 = 1_760_054_400_000_000
    let window = TimeWindow(
      from: UTCTime(microseconds: start + 25), to: UTCTime(microseconds: start + 40))
    let file = try read(text, window: window)
    #expect(file.trades.map(\.price.ticks) == [300])
    #expect(file.before?.price.ticks == 200)
    #expect(file.repairs.lateCount == 2)
  }

  @Test("counts a trade that occurs twice once, and trades without id each")
  func repetitions() throws {
    let nameless = try read(rows(["1 5  buy 2 3", "1 5  buy 2 3", "2 5  sell 2 3"]))
    #expect(nameless.trades.count == 3)
    #expect(nameless.repairs.namelessCount == 3)
    #expect(nameless.repairs.repeatedCount == 0)
    // Heard again later, after others, with another local time: the same trade.
    let heardTwice = try read(
      rows(["1 5 x-1 buy 2 3", "1 5  buy 2 3", "4 6 9 sell 2 3", "1 7 x-1 buy 2 3"]))
    #expect(heardTwice.trades.count == 3)
    #expect(heardTwice.repairs.repeatedCount == 1)
    let threefold = try read(rows(["1 5 1 buy 2 3", "1 5 1 buy 2 3", "1 5 1 buy 2 3"]))
    #expect(threefold.trades.count == 1)
    #expect(threefold.repairs.repeatedCount == 2)
    // One id, two prices: both were reported, neither is thrown away.
    let shared = try read(rows(["1 5 1 buy 2 3", "1 5 1 buy 2.5 3", "1 5 1 buy 2 3.0004"]))
    #expect(shared.trades.count == 3)
    #expect(shared.repairs.sharedIDCount == 2)
    let both = try read(rows(["1 5 1 buy 2 3", "1 5 1 buy 2.5 3", "1 5 1 buy 2 3"]))
    #expect(both.trades.map(\.price.ticks) == [200, 250])
    #expect(both.repairs.repeatedCount == 1 && both.repairs.sharedIDCount == 1)
    // The id of another moment says nothing.
    let other = try read(
      rows(["1 5 1 buy 2 3", "2 5 1 buy 2 3", "3 5 a buy 2 3", "3 5 1 buy 2 3"]))
    #expect(other.trades.count == 4)
    #expect(other.repairs.repeatedCount == 0 && other.repairs.sharedIDCount == 0)
  }

  @Test("is read with its columns in any order, with quotes, a byte order mark and CR LF")
  func forms() throws {
    let plain = try read(rows(["1 5 a buy 28.4 4.1", "2 6 b sell 28.5 1"]))
    let start: Int64 = 1_760_054_400_000_000
    let other = try read(
      "\u{FEFF}price,\"note\",amount,side,id,local_timestamp,timestamp,symbol,exchange\r\n"
        + "\"28.4\",\"a, \"\"b\"\"\",4.1,buy,a,\(start + 5),\(start + 1),AVAX-USD,\"coinbase\"\r\n"
        + "28.5,,1,sell,b,\(start + 6),\"\(start + 2)\",AVAX-USD,\"coinbase\"\r\n")
    #expect(other.trades == plain.trades)
    #expect(other.exchange == "coinbase" && other.symbol == "AVAX-USD")
    #expect(
      complaint("exchange,symbol,timestamp,local_timestamp,id,side,price,price\n1")
        == "t.csv:1: expected the header exchange,symbol,timestamp,local_timestamp,id,side,price,amount, "
        + "found \"exchange,symbol,timestamp,local_timestam...\"")
  }

  @Test(
    "has every decimal that a program may print on the nearest tick",
    arguments: [
      // 0.06 and 28.4 as binary numbers print them.
      ("0.060000000000000005", 6), ("0.05999999999999999778", 6), ("28.399999999999998579", 2840),
      ("000000000000000000028.40", 2840), ("28.400000000000000000000000000000000000000", 2840),
      ("0.1000000000000000055511151231257827021181583404541015625", 10),
      ("2.84e1", 2840), ("284000000000000000000000000000e-28", 2840), ("0.284E+2", 2840),
      // Half-way goes to the even tick, a little more goes up, a little less goes down.
      ("0.125", 12), ("0.12500000000000000000000000000000000000000000000001", 13),
      ("0.13499999999999999999999999999999999999999999999999", 13),
      ("0.135", 14),
    ])
  func decimals(text: String, ticks: Int64) throws {
    let file = try read(rows(["1 5 a buy \(text) \(text)"]))
    #expect(file.trades.first?.price.ticks == ticks)
    #expect(file.trades.first?.quantity.lots == ticks)
  }

  @Test("whose numbers are no prices says what is wrong with them")
  func badDecimals() {
    for (text, found) in [("0", "0"), ("1e-100", "1e-100"), ("0.0049", "0.0049")] {
      #expect(
        complaint(rows(["1 5 a buy \(text) 1"]))
          == "t.csv:2: price: expected a price above 0 that is at least half a tick of 0.01, found \"\(found)\""
      )
    }
    for text in ["1e100", "10000000.01", "123456789012345678901234567890"] {
      #expect(
        complaint(rows(["1 5 a buy \(text) 1"]))
          == "t.csv:2: price: expected a price of at most 1000000000 ticks of 0.01, found \"\(text)\""
      )
    }
    for text in ["", "-1", "1,5", "NaN", "1..2", "0x10"] where !text.contains(",") {
      #expect(
        complaint(rows(["1 5 a buy \(text) 1"]))
          == "t.csv:2: price: expected a price above 0, found \"\(text)\"")
    }
    #expect(
      complaint(rows(["1 5 a buy 1 1e30"]))
        == "t.csv:2: amount: expected a quantity of at most 9223372036854775807 lots, found \"1e30\""
    )
  }

  @Test("tells silences of more than a minute to the microsecond, also at the ends of the window")
  func silences() throws {
    let second: Int64 = 1_000_000
    // 30 s, then 102 s, 174 s, 60 s apart, and 29 minutes to the end of the window.
    let times: [Int64] = [-5, 30, 102, 162]
    let text = rows(times.map { "\(($0 + 10) * second) \(($0 + 10) * second) \($0 + 10) buy 1 1" })
    let start: Int64 = 1_760_054_410
    let window = TimeWindow(
      from: UTCTime(microseconds: start * second),
      to: UTCTime(microseconds: (start + 162 + 29 * 60) * second + 500_000))
    #expect(
      try read(text, window: window).gaps.map(\.description) == [
        "no data for 72 s from 2025-10-10T00:00:40Z to 2025-10-10T00:01:52Z",
        "no data for 29 minutes 0.5 s from 2025-10-10T00:02:52Z to 2025-10-10T00:31:52.5Z",
      ])
  }

  @Test("is cut to a window, with the price that was in force when it opens")
  func window() throws {
    let second: Int64 = 1_000_000
    let text = rows(
      [0, 10, 90, 100, 300 as Int64].map { "\($0 * second) \($0 * second) 1 buy \($0 + 1) 1" })
    func span(_ from: Int64, _ to: Int64) -> TimeWindow? {
      let start: Int64 = 1_760_054_400
      return TimeWindow(
        from: UTCTime(microseconds: (start + from) * second),
        to: UTCTime(microseconds: (start + to) * second))
    }
    let part = try read(text, window: span(90, 300))
    #expect(part.trades.map(\.price.ticks) == [9100, 10_100])
    #expect(part.before?.price.ticks == 1100)
    #expect(part.rowCount == 5)
    let opening = UTCTime(microseconds: 1_760_054_490 * second)
    #expect(
      part.updates(since: opening) == [
        IndexUpdate(time: Instant(nanoseconds: -80_000_000_000), price: Price(ticks: 1100)),
        IndexUpdate(time: .zero, price: Price(ticks: 9100)),
        IndexUpdate(time: Instant(nanoseconds: 10_000_000_000), price: Price(ticks: 10_100)),
      ])
    // The last trade before the window's end is 200 s before it.
    #expect(
      part.gaps.map(\.description) == [
        "no data for 3 minutes 20 s from 2025-10-10T00:01:40Z to 2025-10-10T00:05:00Z"
      ])
    #expect(try read(text, window: span(0, 20)).before == nil)
    #expect(
      complaint(text, window: span(110, 290))
        == "t.csv: window outside the data, expected a window with trades within "
        + "2025-10-10T00:00:00Z to 2025-10-10T00:05:00Z, "
        + "found 2025-10-10T00:01:50Z to 2025-10-10T00:04:50Z")
    #expect(complaint(text, window: span(301, 400)).hasPrefix("t.csv: window outside the data"))
  }

  private func real(_ name: String, decimals: Int) throws -> TradeFile {
    let input = try InputFile.read(RealData.path(name))
    return try TradeFile(
      input.bytes, file: input.baseName, prices: DecimalScale(decimals: decimals, unitsPerStep: 1),
      quantities: DecimalScale(decimals: 8, unitsPerStep: 1))
  }

  @Test(
    "of AVAX on Coinbase on 10 October 2025 has its known rows and low",
    .enabled(
      if: RealData.has(RealData.avalancheSpotTrades),
      "\(RealData.absence(RealData.avalancheSpotTrades))"))
  func realSpot() throws {
    let file = try real(RealData.avalancheSpotTrades, decimals: 2)
    #expect(file.rowCount == 113_589)
    #expect(file.trades.first?.price.ticks == 2840)
    #expect(file.trades.first?.quantity.lots == 411_908_000)
    #expect(file.trades.last?.time.microseconds == 1_760_140_799_795_056)
    #expect(file.trades.map(\.price.ticks).min() == 1700)
  }

  @Test(
    "of the perpetual AVAXUSD_PERP on 10 October 2025 prints 6.02 at 21:21:29",
    .enabled(
      if: RealData.has(RealData.avalanchePerpetualTrades),
      "\(RealData.absence(RealData.avalanchePerpetualTrades))"))
  func realPerpetual() throws {
    let file = try real(RealData.avalanchePerpetualTrades, decimals: 2)
    #expect(file.rowCount == 137_632)
    let low = file.trades.min { $0.price < $1.price }
    #expect(low?.price.ticks == 602)
    #expect(low?.time.text.hasPrefix("2025-10-10T21:21:29") == true)
  }
}
