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
    let line = "{ from: 100, maintenance: \"2%\", maxLeverage: 25, deduction: 1 },"
    #expect(session.output.contains(line))
    #expect(session.run("import tiers tiers.json --symbol ABCUSDT --out m.json5") == .success)
    #expect(session.text("m.json5").contains(line))
    #expect(session.run("import tiers tiers.json --symbol ABCUSDT --out m.json5") == .cannotWrite)
    #expect(session.run("import tiers tiers.json") == .usage)
    #expect(session.run("import tiers tiers.json --symbol ABDUSDT") == .badData)
    #expect(session.errors.contains("(did you mean \"ABCUSDT\"?)"))
  }
}
