import Foundation
import StepladderCLI
import Testing

@Suite struct RulebookTests {
  @Test func `Every shipped rulebook is listed with its date and what nobody confirms`() {
    let session = Session()
    #expect(session.run("list venues") == .success)
    for name in ["binance-usdm", "hyperliquid", "ftx", "maker-clip"] {
      #expect(session.output.contains("  \(name) "))
    }
    #expect(session.run("list venues --json") == .success)
    #expect(session.output.contains("\"name\": \"deribit\""))
    #expect(session.output.contains("\"key\": \"sliceSize\""))
  }

  @Test func `A rulebook is checked by name, with switches, and says what no source confirms`() {
    let session = Session()
    #expect(session.run("check hyperliquid:afterPartial=pause") == .success)
    #expect(session.output.hasPrefix("hyperliquid: good: Hyperliquid perpetuals as of 2026-11;"))
    #expect(session.errors.contains("hyperliquid: not confirmed: partial: "))
    #expect(session.run("check hyperliquid --quiet") == .success)
    #expect(session.errors.isEmpty)
    #expect(session.run("check hyperliquid:afterPartial=pauze") == .usage)
    #expect(session.errors.contains("(did you mean \"pause\"?)"))
    #expect(session.run("check hyperliquid:afterparts=pause") == .usage)
    #expect(session.run("check hyperliquid:pause") == .usage)
  }

  @Test func `A rulebook file is checked with file, line and key`() throws {
    let session = Session()
    session.write("mine.json5", "{\n  venue: \"mine\",\n  titel: \"x\",\n}\n")
    #expect(session.run("check mine.json5") == .badData)
    #expect(
      session.errors
        == "stepladder: mine.json5:3: titel: unknown key (did you mean \"title\"?)\n")
    // A document without the key is a scenario.
    #expect(session.run("check mini.json5") == .success)
  }

  /// Sixty accounts with a median of 60,000, and tables that end there.
  @Test func `Accounts beyond the end of a table of tiers are told by check and compare`() {
    let session = Session()
    let row = "maxLeverage: 100, deduction: 50"
    session.write(
      "own.json5", MiniScenario.text(replacing: row, with: row + ", to: 60000"))
    #expect(session.run("check own.json5") == .success)
    #expect(session.errors.contains("of 120 accounts of seeds 1...2 start beyond the end of"))
    #expect(session.run("compare own.json5 --out own") == .success)
    let note = "of 120 accounts, all seeds together, start beyond the end of the scenario's tiers"
    #expect(session.errors.contains(note))
    #expect(session.text("own/report.md").contains(note))
    #expect(session.text("own/report.md").contains("; up to 60,000"))
    // Bybit's table ends at 80,000,000, that of Hyperliquid has no end.
    session.write(
      "large.json5",
      MiniScenario.text(
        replacing: "notionalMedian: 60000, notionalSigma: 1.2",
        with: "notionalMedian: 80000000, notionalSigma: 0.1"))
    let venues = "--venues bybit-usdt,hyperliquid"
    #expect(session.run("compare large.json5 \(venues) --seeds 1 --out large") == .success)
    #expect(session.errors.contains("start beyond the end of the tiers of bybit-usdt"))
    #expect(!session.errors.contains("the tiers of hyperliquid"))
    #expect(session.run("compare mini.json5 --out mini") == .success)
    #expect(session.errors.isEmpty)
    #expect(!session.text("mini/report.md").contains("start beyond"))
    for (limit, message) in [
      ("to: 50000", "to: expected the floor of the next tier, and in the last more than its own"),
      ("to: \"x\"", "to: expected"),
    ] {
      session.write("bad.json5", MiniScenario.text(replacing: row, with: row + ", " + limit))
      #expect(session.run("check bad.json5") == .badData)
      #expect(session.errors.contains(message))
    }
  }

  @Test func `Leverage tiers become the margin of a rulebook, and a file is never overwritten`() {
    let session = Session()
    session.write(
      "tiers.json",
      """
      {"ABC/USDT:USDT": [
        {"minNotional": 0, "maxNotional": 100, "maintenanceMarginRate": 0.01, "maxLeverage": 50},
        {"minNotional": 100, "maxNotional": 900, "maintenanceMarginRate": 0.02, "maxLeverage": 25}
      ]}
      """)
    #expect(session.run("import tiers tiers.json --symbol ABCUSDT") == .success)
    let line = "{ from: 100, to: 900, maintenance: \"2%\", maxLeverage: 25, deduction: 1 },"
    #expect(session.output.contains(line))
    #expect(session.run("import tiers tiers.json --symbol ABCUSDT --out m.json5") == .success)
    #expect(session.text("m.json5").contains(line))
    #expect(session.run("import tiers tiers.json --symbol ABCUSDT --out m.json5") == .cannotWrite)
    #expect(session.errors.contains("m.json5"))
    #expect(session.run("import tiers tiers.json --symbol ABCUSDT --for scenario") == .success)
    #expect(session.output.contains("{ floor: 100, to: 900, maintenance"))
    #expect(session.errors.contains("no `cum` in every tier of ABC/USDT:USDT"))
    session.write(
      "own.json5",
      MiniScenario.text(replacing: MiniScenario.margin, with: session.output))
    #expect(session.run("check own.json5") == .success)
    #expect(session.run("import tiers tiers.json --symbol ABCUSDT --for report") == .usage)
    #expect(session.run("import tiers tiers.json") == .usage)
    #expect(session.run("import tiers tiers.json --symbol ABDUSDT") == .badData)
    #expect(session.errors.contains("(did you mean \"ABCUSDT\"?)"))
  }
}
