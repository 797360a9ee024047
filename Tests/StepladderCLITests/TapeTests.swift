import Foundation
import Intake
import Market
import StepladderCLI
import Testing

/// Recorded markets on the command line.
@Suite struct TapeTests {
  private static let trades = """
    exchange,symbol,timestamp,local_timestamp,id,side,price,amount
    venue,XYZ,1735689600000001,1735689600000002,7,buy,100.5,2
    venue,XYZ,1735689600000003,1735689600000004,8,sell,100,1

    """

  @Test func `A recorded market becomes a tape, which says what was found in it`() throws {
    let session = Session()
    session.write("trades.csv", Self.trades)
    #expect(session.run("import tape trades.csv --out a.tape") == .success)
    #expect(session.errors.contains("wrote a.tape: 2 messages, 2 rows, tick 0.5, lot 1"))
    let table = session.output
    #expect(table.contains("XYZ of venue: tick 0.5, lot 1\ntrades.csv: Tardis trades, 2 rows\n"))
    #expect(table.contains("\ngaps: 0\n") && table.contains("\ncrossed: 0\n"))
    #expect(try TapeFile.open(session.path("a.tape")).tape.messages.count == 2)
    for words in ["check a.tape", "check trades.csv", "check a.tape --strict", "check tr*.csv"] {
      #expect(session.run(words) == .success, "\(words): \(session.errors)")
      #expect(session.output == table, "\(words)")
    }
    #expect(session.run("check a.tape --json") == .success)
    #expect(session.output.contains("\"trades\": 2,"))
    let first = session.bytes("a.tape")
    #expect(
      session.run("import tape trades.csv --tick 0.5 --lot 1 --out a.tape --quiet") == .success)
    #expect(session.bytes("a.tape") == first)
  }

  @Test func `A strict check refuses faults, and a strict import writes nothing then`() {
    let session = Session()
    session.write("trades.csv", Self.trades.replacing(",8,sell", with: ",9,sell"))
    #expect(session.run("check trades.csv") == .success)
    #expect(session.output.contains("\nmissing ids: 1\n"))
    #expect(session.run("check trades.csv --strict") == .badData)
    #expect(session.errors.contains("--strict: expected data without faults, found missing ids: 1"))
    #expect(session.run("import tape trades.csv --strict --out a.tape") == .badData)
    #expect(session.bytes("a.tape") == nil)
  }

  @Test func `A tape replaces a tape and nothing else, and a damaged one is refused`() throws {
    let session = Session()
    session.write("trades.csv", Self.trades)
    #expect(session.run("import tape trades.csv --out mini.json5") == .cannotWrite)
    #expect(session.errors.contains("it is no tape of Stepladder"))
    #expect(session.run("import tape trades.csv --out none/a.tape") == .cannotWrite)
    #expect(session.run("import tape trades.csv") == .usage)
    #expect(session.run("import tape trades.csv --out a.tape --for scenario") == .usage)
    #expect(session.run("import tape trades.csv --out a.tape --tick 0") == .usage)
    #expect(session.run("import tape trades.csv --out a.tape --tick 0.3") == .badData)
    #expect(session.run("import tape none.csv --out a.tape") == .missingInput)
    #expect(session.bytes("a.tape") == nil)
    #expect(session.run("import tape trades.csv --out a.tape") == .success)
    var bytes = try #require(session.bytes("a.tape"))
    bytes[bytes.count / 2] ^= 4
    try Data(bytes).write(to: URL(fileURLWithPath: session.path("b.tape")))
    #expect(session.run("check b.tape") == .badData)
    #expect(session.errors.contains("b.tape: the tape is damaged: its checksum does not fit"))
    try Data(bytes.dropLast()).write(to: URL(fileURLWithPath: session.path("b.tape")))
    #expect(session.run("check b.tape") == .badData)
    #expect(session.run("check mini.json5 trades.csv --seeds 1") == .usage)
    #expect(session.run("check mini.json5 --strict") == .usage)
  }

  @Test func `The page on recorded markets has each line of the table and each format`() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let page = try String(
      contentsOf: root.appending(
        path: "Sources/StepladderCLI/StepladderCLI.docc/RecordedMarkets.md"),
      encoding: .utf8)
    for finding in MarketFinding.allCases {
      #expect(page.contains("\n| `\(finding.title)` | \(finding.isFault ? "yes " : "")| "))
    }
  }
}
