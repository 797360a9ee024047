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
