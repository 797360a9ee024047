import Foundation
import StepladderCLI
import Testing

@Suite struct InputTests {
  /// One minute of 2025-10-10 20:45 UTC, in milliseconds.
  private static let start: Int64 = 1_760_129_100_000

  /// A session with a scenario on trades, an index that falls 3 % and a last price that falls further.
  private func session() -> Session {
    let session = Session()
    let text = MiniScenario.text
    guard let from = text.firstRange(of: "length: \"8s\""),
      let to = text.firstRange(of: "makers: {")
    else { return session }
    session.write(
      "ticks.json5",
      text[..<from.lowerBound]
        + "index: { ticks: { from: \"2025-10-10T20:45:00Z\", to: \"2025-10-10T20:45:08Z\" } },\n  "
        + text[to.lowerBound...])
    session.write("index.csv", Self.trades(fallOfPerMille: 30))
    session.write("last.csv", Self.trades(fallOfPerMille: 90))
    return session
  }

  /// Trades every tenth of a second for nine seconds, falling evenly from the third second to the fifth.
  private static func trades(fallOfPerMille fall: Int64) -> String {
    var text = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n"
    for number: Int64 in 0..<90 {
      let time = (start + 100 * number) * 1000
      let share = min(max(number - 20, 0), 20)
      let tenths = 600_000 - 600_000 * fall * share / 20_000
      text += "venue,X,\(time),\(time + 9),\(number),sell,\(tenths / 10).\(tenths % 10),0.5\n"
    }
    return text
  }

  private static let files = "--index index.csv --last last.csv"

  @Test func `With last prices the check price is crossed and the report tells who is liquidated`()
    throws
  {
    let session = session()
    #expect(session.run("compare ticks.json5 --out out --seeds 1 \(Self.files)") == .success)
    let report = session.text("out/report.md")
    // The last price falls further than the index, so the same luck liquidates more accounts by it.
    let row = report.split(separator: "\n").first { line in
      line.hasPrefix("| `market-order` ") && line.filter { $0 == "|" }.count == 9
    }
    let cells = (row ?? "").split(separator: "|").map { $0.filter { !$0.isWhitespace } }
    try #require(cells.count == 8)
    #expect(cells[0] == "`market-order`")
    #expect((Int(cells[4]) ?? 0) > 0)
    #expect(cells[6] == "0")
    #expect(report.contains("index.csv"))
    #expect(report.contains("last.csv"))
    #expect(session.run("verify out \(Self.files)") == .success)
    #expect(session.run("run ticks.json5 --out alone --index index.csv") == .success)
    #expect(session.text("alone/report.md") != report)
  }

  @Test func `An input that is missing has code 66, another one than the report's 65`() {
    let session = session()
    #expect(session.run("compare ticks.json5") == .usage)
    #expect(session.run("compare ticks.json5 --out out --seeds 1 \(Self.files)") == .success)
    #expect(session.run("verify out") == .missingInput)
    #expect(session.errors.contains("expected --index FILE with index.csv"))
    #expect(session.run("verify out --index index.csv") == .missingInput)
    #expect(session.errors.contains("expected --last FILE with last.csv"))
    #expect(session.run("verify out --index none.csv --last last.csv") == .missingInput)
    #expect(session.run("verify out --index last.csv --last last.csv") == .badData)
    #expect(session.errors.contains("last.csv: not the file that out was made from"))
  }

  /// Four hours of trades, one a minute from before the window on, at a price in tenths.
  private static func minutes(_ market: String, tenths: Int64, from first: Int64 = -5) -> String {
    var text = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n"
    for minute in first..<200 {
      let time = (start + minute * 60_000) * 1000
      text += "\(market),\(time),\(time),\(minute + 5),buy,\(tenths / 10).\(tenths % 10),1\n"
    }
    return text
  }

  @Test func `A last price of another coin than the index is refused, or forced and told`() {
    let session = session()
    session.write("dot.csv", Self.minutes("v,DOT-USD", tenths: 600_000))
    session.write("fil.csv", Self.minutes("v,FILUSD_PERP", tenths: 600_000))
    let line = "compare ticks.json5 --out out --seeds 1 --index dot.csv --last fil.csv"
    #expect(session.run(line) == .badData)
    #expect(
      session.errors
        == "stepladder: \(session.path("fil.csv")): symbol: expected trades of DOT as dot.csv, of DOT-USD, "
        + "has them, or --force, found \"FILUSD_PERP\"\n")
    #expect(session.bytes("out/manifest.json") == nil)
    #expect(session.run("check ticks.json5 --index dot.csv --last fil.csv") == .badData)
    #expect(session.run(line + " --force") == .success)
    let report = session.text("out/report.md")
    #expect(
      report.contains(
        "**Forced: the input files do not fit.** `fil.csv`: symbol: expected trades of DOT"))
    #expect(report.contains("--index dot.csv --last fil.csv --force\n"))
    #expect(session.text("out/data.csv").contains("fil.csv,--last,misfit,,,,,"))
    // Whoever checks the report does not decide about it again.
    #expect(session.run("verify out --index dot.csv --last fil.csv") == .success)
  }

  @Test func `A last price far from the index is refused, though no symbol says so`() {
    let session = session()
    session.write("dot.csv", Self.minutes("v,X", tenths: 39))
    session.write("fil.csv", Self.minutes("v,X", tenths: 21))
    let line = "check ticks.json5 --index dot.csv --last fil.csv"
    #expect(session.run(line) == .badData)
    #expect(
      session.errors
        == "stepladder: \(session.path("fil.csv")): price: expected prices within a tenth of those of "
        + "dot.csv, or --force, found 0.538 times as much when the window opens and 0.538 times in the middle\n"
    )
    #expect(session.run(line + " --force") == .success)
    #expect(session.output.contains("fil.csv: price: expected prices within a tenth"))
    // A crash in which the two part for long is no other market: they opened together.
    let fallen =
      Self.minutes("v,X", tenths: 39, from: -5).split(separator: "\n").prefix(7)
      + Self.minutes("v,X", tenths: 19, from: 1).split(separator: "\n").dropFirst()
    session.write("fallen.csv", fallen.joined(separator: "\n") + "\n")
    #expect(session.run("check ticks.json5 --index dot.csv --last fallen.csv") == .success)
  }

  @Test func `An index of another coin than the contract is refused`() {
    let session = session()
    #expect(session.replace("symbol: \"X\"", with: "symbol: \"AVAX-PERP\"", in: "ticks.json5"))
    session.write("eth.csv", Self.minutes("v,ETHUSDT", tenths: 600_000))
    session.write("avax.csv", Self.minutes("v,AVAX-USD", tenths: 600_000))
    #expect(session.run("check ticks.json5 --index eth.csv") == .badData)
    #expect(
      session.errors.contains(
        "symbol: expected trades of AVAX, which the scenario's AVAX-PERP is of, or --force, found \"ETHUSDT\""
      )
    )
    #expect(session.run("check ticks.json5 --index eth.csv --force") == .success)
    #expect(session.run("check ticks.json5 --index avax.csv") == .success)
  }

  @Test func `What was found in the data is in the report, also where nobody is told`() {
    let session = session()
    var rows = session.text("index.csv").split(separator: "\n").map(String.init)
    rows.swapAt(10, 11)
    rows.insert(rows[5], at: 6)
    rows[30] = rows[30].replacing(",sell,", with: ",sell,0000000000000000000") + "1"
    rows[1] = rows[1].replacing("60000.0", with: "60000.04")
    rows[2] = rows[2].replacing("60000.0", with: "60000.04")
    session.write("index.csv", rows.joined(separator: "\n") + "\n")
    #expect(
      session.run("compare ticks.json5 --out out --seeds 1 --index index.csv --quiet") == .success)
    #expect(session.errors.isEmpty)
    let report = session.text("out/report.md")
    for found in [
      "## What was found in the data", "venue X: 91 rows, 80 trades in the window ",
      "1 row of the file older by the venue's clock than one above, by up to 0.1 s; put in order of that clock ",
      "1 row of the file older by the recorder's clock than one above; that clock is not used ",
      "1 row of the window repeated time, id and content of another and was left out ",
      "2 of 80 prices lie between two ticks of 0.1 and were rounded to the nearest ",
    ] { #expect(report.contains(found)) }
    #expect(
      session.text("out/data.csv").split(separator: "\n").prefix(3) == [
        "input,option,finding,count,from_utc,to_utc,length_s,text",
        "index.csv,--index,market,80,,,,\"venue X: 91 rows, 80 trades in the window\"",
        "index.csv,--index,order,1,,,,\"1 row of the file older by the venue's clock than one above, by up to "
          + "0.1 s; put in order of that clock\"",
      ])
    #expect(session.run("verify out --index index.csv --quiet") == .success)
    #expect(session.run("compare ticks.json5 --out out --seeds 1 --index index.csv") == .success)
    #expect(session.errors.split(separator: "\n").count == 3)
    #expect(session.errors.contains("index.csv: 2 of 80 prices lie between two ticks of 0.1"))
    #expect(session.run("check ticks.json5 --index index.csv") == .success)
    #expect(session.output.split(separator: "\n").count == 6)
  }

  @Test func `Of many gaps the longest are told, the last silence among them`() {
    let session = session()
    // Silences of 60 to 66 seconds in the window, the first of them none, then 29 minutes without a trade.
    var text = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n"
    for second: Int64 in [-1, 60, 122, 185, 249, 314, 380] {
      let time = (Self.start + second * 1000) * 1000
      text += "v,X,\(time),\(time),\(second),buy,60000,1\n"
    }
    session.write("thin.csv", text)
    #expect(session.replace("10T20:45:08Z", with: "10T21:20:20Z", in: "ticks.json5"))
    #expect(session.run("check ticks.json5 --index thin.csv") == .success)
    let lines = session.output.split(separator: "\n").dropFirst()
    #expect(
      lines.map { $0.split(separator: "thin.csv: ").last ?? "" } == [
        "v X: 7 rows, 6 trades in the window",
        "no data for 63 s from 2025-10-10T20:47:02Z to 2025-10-10T20:48:05Z",
        "no data for 64 s from 2025-10-10T20:48:05Z to 2025-10-10T20:49:09Z",
        "no data for 65 s from 2025-10-10T20:49:09Z to 2025-10-10T20:50:14Z",
        "no data for 66 s from 2025-10-10T20:50:14Z to 2025-10-10T20:51:20Z",
        "no data for 29 minutes from 2025-10-10T20:51:20Z to 2025-10-10T21:20:20Z, the end of the window",
        "1 shorter gap; 6 gaps of 34 minutes 20 s in all",
      ])
  }

  @Test func `Bars of five minutes are expanded as such, and the report says so`() throws {
    let session = session()
    let text = session.text("ticks.json5")
    session.write(
      "bars.json5",
      text.replacing(
        "index: { ticks: { from: \"2025-10-10T20:45:00Z\", to: \"2025-10-10T20:45:08Z\" } }",
        with:
          "length: \"8s\", index: { bars: { from: \"2025-10-10T20:47Z\", to: \"2025-10-10T20:56Z\" } }"
      ))
    let rows = (0..<3 as Range<Int64>).map {
      "\(Self.start + $0 * 300_000),60000,60100,59900,60000,1\n"
    }
    session.write("five.csv", "ts_ms,open,high,low,close,volume\n" + rows.joined())
    #expect(session.run("run bars.json5 --out out --index five.csv --quiet") == .success)
    let report = session.text("out/report.md")
    #expect(report.contains("| a bar is 5 minutes long, by the distance of rows; its open, "))
    #expect(report.contains("| 3 rows, 3 bars in the window "))
    #expect(session.run("run bars.json5 --out out --index five.csv") == .success)
    #expect(session.errors.contains("five.csv: a bar is 5 minutes long"))
    let seconds = (0..<800 as Range<Int64>).map {
      "\(Self.start + $0 * 1000),60000,60100,59900,60000,1\n"
    }
    session.write("second.csv", "ts_ms,open,high,low,close,volume\n" + seconds.joined())
    #expect(session.run("check bars.json5 --index second.csv") == .success)
    #expect(
      session.replace("20:56Z\" }", with: "20:56Z\", updateInterval: \"500ms\" }", in: "bars.json5")
    )
    #expect(session.run("check bars.json5 --index second.csv") == .badData)
    #expect(
      session.errors.contains(
        "ts_ms: expected that a bar has at least four steps, one for each price, with "
          + "`index.bars.updateInterval` 500ms, found bars of 1s"))
  }

  @Test func `An input under another name is known by its content`() {
    let session = session()
    #expect(
      session.run("compare ticks.json5 --out out --seeds 1 --index index.csv") == .success)
    session.copy("index.csv", to: "other.csv")
    #expect(session.run("verify out --index other.csv") == .success)
  }

  @Test
  func `Reports of files are told apart to the second without them and to the event with them`() {
    let session = session()
    #expect(session.run("compare ticks.json5 --out a --seeds 1 --index index.csv") == .success)
    session.copy("ticks.json5", to: "other.json5")
    #expect(session.replace("fee: \"30bp\"", with: "fee: \"10bp\"", in: "other.json5"))
    #expect(session.replace("ratePerSecond: 2", with: "ratePerSecond: 3", in: "other.json5"))
    #expect(session.run("compare other.json5 --out b --seeds 1 --index index.csv") == .success)
    #expect(session.run("diff a b") == .mismatch)
    #expect(session.output.contains("give --index and --last"))
    #expect(session.run("diff a b --index index.csv") == .mismatch)
    #expect(session.output.contains("the first difference is an event"))
    #expect(session.output.contains("takerArrival"))
  }

  @Test(arguments: [
    (3, "venue,X,abc,1,9,sell,60000.0,0.5", "timestamp"),
    (4, "venue,X,1,1,9,sell,60000.0,0.5", "timestamp"),
    (5, "venue,X,1760129100300000,1760129100300009,9,sell,-1,0.5", "price"),
  ])
  func `A bad row has code 65 and is named by file, line and column`(
    line: Int, row: String, column: String
  ) {
    let session = session()
    var rows = session.text("index.csv").split(separator: "\n").map(String.init)
    rows[line - 1] = row
    session.write("index.csv", rows.joined(separator: "\n") + "\n")
    #expect(session.run("compare ticks.json5 --out out --index index.csv") == .badData)
    #expect(session.errors.contains("index.csv:\(line): \(column): "))
    #expect(session.errors.split(separator: "\n").count == 1)
    #expect(session.bytes("out/manifest.json") == nil)
  }

  @Test func `A truncated archive has code 65 or 74 and leaves nothing behind`() throws {
    let session = session()
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-k", session.path("index.csv")]
    try gzip.run()
    gzip.waitUntilExit()
    let whole = "compare ticks.json5 --out out --seeds 1 --index index.csv.gz"
    #expect(session.run(whole) == .success)
    let bytes = try #require(session.bytes("index.csv.gz"))
    try Data(bytes.prefix(bytes.count / 2)).write(
      to: URL(fileURLWithPath: session.path("short.csv.gz")))
    let code = session.run("compare ticks.json5 --out none --index short.csv.gz")
    #expect(code == .badData || code == .inputOutput)
    #expect(session.errors.contains("short.csv.gz"))
    #expect(session.bytes("none/manifest.json") == nil)
  }
}
