import Intake
import Market
import TestSupport
import Testing
import Units

@Suite("A file of minute bars")
struct BarFileTests {
  private static let cents = DecimalScale(decimals: 2, unitsPerStep: 1)
  private static let header = "ts_ms,open,high,low,close,volume\n"

  private func read(_ text: String, window: TimeWindow? = nil) throws(InputError) -> BarFile {
    try BarFile(
      Array(text.utf8), file: "b.csv", prices: Self.cents,
      quantities: DecimalScale(decimals: 3, unitsPerStep: 1), window: window)
  }

  private func complaint(_ text: String, window: TimeWindow? = nil) -> String {
    do {
      return "no error: \(try read(text, window: window).bars.count)"
    } catch {
      return error.description
    }
  }

  @Test("gives each price on the nearest tick, half-way to the even one")
  func rounding() throws {
    let file = try read(
      Self.header + "1621296000000,1.005,1.0151,1,1.015,0.0015\r\n1621296060000,2,2,.5,2.,7")
    #expect(
      file.bars == [
        BarRecord(
          openTime: UTCTime(milliseconds: 1_621_296_000_000), open: Price(ticks: 100),
          high: Price(ticks: 102), low: Price(ticks: 100), close: Price(ticks: 102),
          volume: Quantity(lots: 2)),
        BarRecord(
          openTime: UTCTime(milliseconds: 1_621_296_060_000), open: Price(ticks: 200),
          high: Price(ticks: 200), low: Price(ticks: 50), close: Price(ticks: 200),
          volume: Quantity(lots: 7000)),
      ])
    #expect(file.gaps.isEmpty)
    let start = UTCTime(milliseconds: 1_621_296_000_000)
    #expect(
      file.bars[1].priceBar(since: start)
        == PriceBar(
          opensAt: Instant(nanoseconds: 60_000_000_000), open: Price(ticks: 200),
          high: Price(ticks: 200), low: Price(ticks: 50), close: Price(ticks: 200)))
  }

  /// What stands below the header, and the complaint.
  private static let badRows: [(String, String)] = [
    ("1621296000000,1,1,1,1\n", "b.csv:2: expected 6 fields, found 5"),
    ("1621296000000,1,1,1,1,1,1\n", "b.csv:2: expected 6 fields, found 7"),
    ("1621296000000,1,1,1,1,1\n\n", "b.csv:3: expected 6 fields, found an empty row"),
    (
      "1621296000,1,1,1,1,1\n",
      "b.csv:2: ts_ms: expected milliseconds since 1970 in the years 2000 to 2099, found \"1621296000\", as if in seconds"
    ),
    (
      "1621296000001,1,1,1,1,1\n",
      "b.csv:2: ts_ms: expected a multiple of 60000 milliseconds, as the bars are 1 minute long, found \"1621296000001\""
    ),
    (
      "1621296000000,1,1,1,1,1\n1621296000000,1,2,1,1,1\n",
      "b.csv:3: ts_ms: another bar of the same time stands on line 2, expected one bar for each time, found \"1621296000000\""
    ),
    (
      "1621296000000000,1,1,1,1,1\n",
      "b.csv:2: ts_ms: expected milliseconds since 1970 in the years 2000 to 2099, found \"1621296000000000\", as if in microseconds"
    ),
    (
      "1621296059999,1,1,1,1,1\n1621296119999,1,1,1,1,1\n",
      "b.csv:2: ts_ms: expected a multiple of 60000 milliseconds, as the bars are 1 minute long, found \"1621296059999\""
    ),
    (
      "1621296000000,1,1,1,1,1\n1621296300000,1,1,1,1,1\n1621296600000,1,1,1,1,1\n1621296660000,1,1,1,1,1\n",
      "b.csv:5: ts_ms: expected a multiple of 300000 milliseconds, as the bars are 5 minutes long, found \"1621296660000\""
    ),
    (
      "1621296000000,1,1,1,1,1\n1621468800000,1,1,1,1,1\n",
      "b.csv: expected bars of at most a day, found most of them 2880 minutes apart"
    ),
    (
      "1621296000000,-1,1,1,1,1\n",
      "b.csv:2: open: expected a price above 0, found \"-1\""
    ),
    (
      "1621296000000,1,1x3,1,1,1\n",
      "b.csv:2: high: expected a price above 0, found \"1x3\""
    ),
    (
      "1621296000000,1,1,0,1,1\n",
      "b.csv:2: low: expected a price above 0 that is at least half a tick of 0.01, found \"0\""
    ),
    (
      "1621296000000,1,1,1,1000000000000000000,1\n",
      "b.csv:2: close: expected a price of at most 1000000000 ticks of 0.01, found \"1000000000000000000\""
    ),
    (
      "1621296000000,1,1,1,1,\n",
      "b.csv:2: volume: expected a quantity of 0 or more, found \"\""
    ),
    (
      "1621296000000,3,2,1,2,1\n",
      "b.csv:2: high: expected a high not below open, low and close, found \"2\""
    ),
    (
      "1621296000000,2,2,2.5,2,1\n",
      "b.csv:2: high: expected a high not below open, low and close, found \"2\""
    ),
    (
      "1621296000000,2,3,2.5,2,1\n",
      "b.csv:2: low: expected a low not above open and close, found \"2.5\""
    ),
  ]

  @Test("with a bad row is refused in one line that names line and column", arguments: badRows)
  func bad(rows: String, message: String) {
    #expect(complaint(Self.header + rows) == message)
  }

  @Test("without a proper header or without rows is refused")
  func header() {
    let expected = "expected the header ts_ms,open,high,low,close,volume"
    #expect(complaint("") == "b.csv: \(expected), found an empty file")
    #expect(complaint("time,open\n") == "b.csv:1: \(expected), found \"time,open\"")
    #expect(complaint(Self.header) == "b.csv: expected at least one row, found only the header")
  }

  @Test("is cut to a window that it covers, and names what it lacks")
  func window() throws {
    var text = Self.header
    for minute in [0, 1, 2, 5, 6, 9] {
      text += "\(1_621_296_000_000 + minute * 60_000),2,2,2,2,1\n"
    }
    let whole = try read(text)
    #expect(whole.bars.count == 6)
    #expect(
      whole.gaps.map(\.description) == [
        "no data for 2 minutes from 2021-05-18T00:03:00Z to 2021-05-18T00:05:00Z",
        "no data for 2 minutes from 2021-05-18T00:07:00Z to 2021-05-18T00:09:00Z",
      ])
    let part = try read(text, window: span("00:04", "00:08"))
    #expect(part.bars.map(\.openTime.text) == ["2021-05-18T00:05:00Z", "2021-05-18T00:06:00Z"])
    #expect(part.gaps.map(\.microseconds) == [60_000_000, 60_000_000])
    #expect(part.rowCount == 6)
    #expect(
      try read(text, window: span("00:03", "00:05")).gaps.map(\.microseconds) == [120_000_000])
    #expect(try read(text, window: span("00:00", "00:10")).bars.count == 6)
    #expect(
      complaint(text, window: span("00:00", "00:11"))
        == "b.csv: window outside the data, expected a window within 2021-05-18T00:00:00Z to "
        + "2021-05-18T00:10:00Z, found 2021-05-18T00:00:00Z to 2021-05-18T00:11:00Z")
  }

  @Test(
    "of any length tells the length by the distance of its rows",
    arguments: [1, 60, 300, 3600, 86_400])
  func length(seconds: Int64) throws {
    // The third bar is missing, the first stands last.
    let rows = ([1, 3, 4, 5, 0] as [Int64]).map {
      "\(1_621_296_000_000 + $0 * seconds * 1000),2,2,2,2,1\n"
    }
    let file = try read(Self.header + rows.joined())
    #expect(file.length == .seconds(seconds))
    #expect(file.bars.map(\.openTime.microseconds).first == 1_621_296_000_000_000)
    #expect(file.gaps.map(\.microseconds) == [seconds * 1_000_000])
    #expect(file.lateCount == 1)
  }

  @Test("of five minutes covers a window that begins and ends inside a bar")
  func longBars() throws {
    let rows = [0, 5, 10].map { "\(1_621_296_000_000 + $0 * 60_000),2,2,2,2,1\n" }
    let file = try read(Self.header + rows.joined(), window: span("00:03", "00:07"))
    #expect(file.bars.map(\.openTime.text) == ["2021-05-18T00:00:00Z", "2021-05-18T00:05:00Z"])
    #expect(file.gaps.isEmpty)
    let short = try read(Self.header + rows[0] + rows[1], window: span("00:03", "00:10"))
    #expect(short.bars.count == 2)
    #expect(
      complaint(Self.header + rows[0] + rows[1], window: span("00:03", "00:11"))
        .hasPrefix("b.csv: window outside the data"))
  }

  @Test("with a row twice counts it once, and counts prices between two ticks")
  func repairs() throws {
    let row = "1621296000000,2,2.001,2,2,1\n"
    let file = try read(Self.header + row + "1621296060000,2,2,2,2,1\n" + row)
    #expect(file.bars.count == 2)
    #expect(file.repeatedCount == 1)
    #expect(file.offTickCount == 1)
    #expect(file.rowCount == 3)
  }

  private func span(_ from: String, _ to: String) -> TimeWindow? {
    guard let from = UTCTime("2021-05-18T\(from)"), let to = UTCTime("2021-05-18T\(to)") else {
      return nil
    }
    return TimeWindow(from: from, to: to)
  }

  @Test("that was damaged anywhere gives bars or one line, and never stops the program")
  func damaged() {
    let sound = Array((Self.header + "1621296000000,1.5,3,1,2,1\n1621296060000,2,2,.5,2.,7\n").utf8)
    let alphabet = Array(",.\n\r-0195\"e ".utf8) + [0xFF, 0x00]
    var random = SplitMix(state: 20_210_519)
    var refused = 0
    for _ in 0..<3000 {
      var bytes = sound
      let place = random.below(bytes.count)
      switch random.below(3) {
      case 0: bytes[place] = alphabet[random.below(alphabet.count)]
      case 1: bytes.insert(alphabet[random.below(alphabet.count)], at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(20)))
      }
      do {
        let file = try BarFile(bytes, file: "b.csv", prices: Self.cents, quantities: Self.cents)
        #expect(file.bars.allSatisfy { $0.low.ticks > 0 && $0.low <= $0.high })
      } catch {
        refused += 1
        #expect(error.description.split(whereSeparator: { $0.isNewline }).count == 1)
      }
    }
    #expect(refused > 1000 && refused < 3000)
  }

  @Test(
    "of the real crash of 19 May 2021 has its known low",
    .enabled(if: RealData.has(RealData.bitcoinBars), "\(RealData.absence(RealData.bitcoinBars))"))
  func realCrash() throws {
    let input = try InputFile.read(RealData.path(RealData.bitcoinBars))
    #expect(input.storedByteCount == 246_221)
    let from = try #require(UTCTime("2021-05-19T12:15:00Z"))
    let to = try #require(UTCTime("2021-05-19T13:45:00Z"))
    let file = try BarFile(
      input.bytes, file: input.baseName, prices: Self.cents,
      quantities: DecimalScale(decimals: 6, unitsPerStep: 1), window: TimeWindow(from: from, to: to)
    )
    #expect(file.rowCount == 4121)
    #expect(file.bars.count == 90)
    #expect(file.gaps.isEmpty)
    // The low of 30,000 at 13:10 UTC.
    let low = file.bars.min { $0.low < $1.low }
    #expect(low?.low == Price(ticks: 3_000_000))
    #expect(low?.openTime.text == "2021-05-19T13:10:00Z")
  }
}
