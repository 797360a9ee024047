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
      complaint(rows(["1 5 1 buy 2 3", "0 5 2 buy 2 3"]))
        == "t.csv:3: timestamp: time runs backwards, expected at least 1760054400000001, found \"1760054400000000\""
    )
    #expect(
      complaint(rows(["1 5 1 buy 2 3", "2 4 2 buy 2 3"]))
        == "t.csv:3: local_timestamp: time runs backwards, expected at least 1760054400000005, found \"1760054400000004\""
    )
    let duplicate =
      "id: duplicate row, expected another id than the trades before it at the same time, found "
    #expect(
      complaint(rows(["1 5 1 buy 2 3", "1 5 1 buy 2 3"])) == "t.csv:3: \(duplicate)\"1\"")
    #expect(
      complaint(rows(["1 5 9 buy 2 3", "1 5 8 buy 2 3", "1 5 7 buy 2 3", "1 6 8 buy 2 3"]))
        == "t.csv:5: \(duplicate)\"8\"")
    #expect(
      complaint(rows(["1 5 x-1 buy 2 3", "1 5 x-2 buy 2 3", "1 5 x-1 buy 2 3"]))
        == "t.csv:4: \(duplicate)\"x-1\"")
    #expect(complaint(rows(["1 5 1 buy 2 3", "2 5 1 buy 2 3"])) == "no error: 2")
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
        == "t.csv:2: timestamp: expected microseconds since 1970 in the years 2000 to 2099, found \"1760054400000\""
    )
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
    #expect(part.gaps.map(\.wholeMinutes) == [2])
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
