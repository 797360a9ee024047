import Intake
import Liquidation
import Margin
import Rulebook
import Simulation
import TestSupport
import Testing
import Units

@Suite("A file of leverage tiers")
struct LeverageTierFileTests {
  /// Made up, in the form that trading libraries save.
  private static let text = """
    {
      "ABC/USDT:USDT": [
        {
          "tier": 1.0, "currency": "USDT", "minNotional": 0.0, "maxNotional": 10000.0,
          "maintenanceMarginRate": 0.01, "maxLeverage": 75.0,
          "info": { "bracket": "1", "notionalFloor": "0", "cum": "0.0" }
        },
        {
          "tier": 2.0, "currency": "USDT", "minNotional": 10000.0, "maxNotional": 40000.0,
          "maintenanceMarginRate": 0.025, "maxLeverage": 20.0, "info": { "cum": "150.0" }
        },
        {
          "minNotional": 40000.0, "maxNotional": 1e6,
          "maintenanceMarginRate": 0.05, "maxLeverage": 10.0
        }
      ]
    }
    """

  private func read(_ text: String) throws -> [LeverageTierFile.Entry] {
    try LeverageTierFile.read(bytes: Array(text.utf8), file: "t.json")
  }

  @Test("gives tiers whose deductions follow")
  func tiers() throws {
    let entry = try #require(try read(Self.text).first)
    #expect(entry.symbol == "ABC/USDT:USDT")
    // 10,000 x 1.5 % = 150, and 40,000 x 2.5 % = 1,000 more.
    #expect(
      entry.schedule.tiers.map(\.deduction) == [0, 150, 1150].map { Money(atoms: $0 * 1_000_000) })
    // A seventy-fifth, rounded up.
    #expect(entry.schedule.tiers[0].initial == Rate(partsPerMillion: 13_334))
  }

  @Test("becomes the margin section of a rulebook that reads back the same")
  func section() throws {
    let bytes = Array(Self.text.utf8)
    let entry = try LeverageTierFile.read(bytes: bytes, file: "t.json", symbol: "ABCUSDT")
    let section = LeverageTierFile.section(entry, file: "t.json")
      .replacing("asOf: \"\", source: \"\"", with: "asOf: \"2024\", source: \"doc\"")
    #expect(section.contains("maxLeverage: 75"))
    #expect(try margin(section) == entry.schedule)
    // The rows as they are do too.
    let rows = Self.text.split(separator: "\n").dropFirst(2).dropLast(2).joined(separator: "\n")
    #expect(
      try margin(
        "margin: { ABC: { value: { leverageTiers: [\(rows)] }, asOf: \"2024\", source: \"doc\" } },"
      )
        == entry.schedule)
  }

  /// The schedule of the smallest rulebook with another margin section.
  private func margin(_ section: String) throws -> MarginSchedule? {
    let text = RulebookDocument.smallest
    let start = try #require(text.firstRange(of: "  margin: {")).lowerBound
    let end = try #require(text.firstRange(of: "  valuation:")).lowerBound
    let document = text[..<start] + section + text[end...]
    return try RulebookReader.read(bytes: Array(document.utf8), file: "r.json5").margin()?.terms
      .schedule
  }

  @Test(
    "with a mistake is refused",
    arguments: [
      (
        "\"minNotional\": 10000.0", "\"minNotional\": 10001.0",
        "9: ABC/USDT:USDT[1].minNotional: expected 10000, where the tier before it ends, found 10001"
      ),
      (
        "\"cum\": \"150.0\"", "\"cum\": \"151.0\"",
        "10: ABC/USDT:USDT[1].info.cum: expected 150, with which the requirement does not jump, found \"151.0\""
      ),
      (
        "\"maintenanceMarginRate\": 0.05", "\"maintenanceMarginRate\": 1.05",
        "14: ABC/USDT:USDT[2].maintenanceMarginRate: expected a number from 0.000001 to 0.999999 with at most "
          + "6 decimals, found 1.05"
      ),
      (
        "\"maintenanceMarginRate\": 0.05", "\"maintenanceMarginRate\": 0.02",
        "14: ABC/USDT:USDT[2].maintenanceMarginRate: expected rates that are not below those of the tier before it, "
          + "found 0.02"
      ),
      (
        "\"maxLeverage\": 75.0", "\"maxLeverage\": 0.5",
        "5: ABC/USDT:USDT[0].maxLeverage: expected a leverage from 1 to 1000, found 0.5"
      ),
      (
        "\"maxNotional\": 10000.0", "\"maxNotional\": null",
        "4: ABC/USDT:USDT[0].maxNotional: expected a number, found null"
      ),
      (
        "\"maxNotional\": 1e6", "\"maxNotional\": 40000",
        "13: ABC/USDT:USDT[2].maxNotional: expected more than `to` of the tier before it, the start of the next, and "
          + "an end for all but the last, found 40000"
      ),
      (
        "\"maxLeverage\": 10.0", "\"leverage\": 10.0",
        "14: ABC/USDT:USDT[2].leverage: unknown key (did you mean \"maxLeverage\"?)"
      ),
    ])
  func mistake(text: String, replacement: String, message: String) {
    do {
      _ = try read(Self.text.replacing(text, with: replacement))
      Issue.record("read")
    } catch {
      #expect("\(error)" == "t.json:" + message)
    }
  }

  @Test("with a null currency, a broken leverage and no end is read")
  func nulls() throws {
    let text = Self.text.replacing("\"currency\": \"USDT\"", with: "\"currency\": null")
      .replacing("75.0", with: "66.66666666666667").replacing("1e6", with: "null")
    let entry = try #require(try read(text).first)
    // 1 / 66.67 is 1.5 %, rounded up to a millionth.
    #expect(entry.schedule.tiers[0].initial == Rate(partsPerMillion: 15_000))
    #expect(entry.schedule.end == nil)
    let section = LeverageTierFile.section(entry, file: "t.json")
    #expect(
      section.contains(
        "{ from: 0, to: 10000, maintenance: \"1%\", initial: \"1.5%\", deduction: 0 },"))
    #expect(
      section.contains("{ from: 40000, maintenance: \"5%\", maxLeverage: 10, deduction: 1150 },"))
  }

  @Test("keeps the last cap, and says where it states no deductions")
  func end() throws {
    let entry = try #require(try read(Self.text).first)
    #expect(entry.schedule.end == .notional(Money(atoms: 1_000_000_000_000)))
    #expect(!entry.statesDeductions)
    let section = LeverageTierFile.section(entry, file: "t.json")
    #expect(section.contains("{ from: 40000, to: 1000000, "))
    #expect(section.contains("It states no deductions: the tiers are taken to be continuous."))
    let stated = Self.text.replacing(
      "\"maxLeverage\": 10.0", with: "\"maxLeverage\": 10.0, \"info\": {\"cum\": 1150}")
    #expect(try #require(try read(stated).first).statesDeductions)
  }

  @Test("keys dated contracts apart, and refuses a name that several symbols share")
  func names() throws {
    let rows = "[{ minNotional: 0, maxNotional: 9, maintenanceMarginRate: 0.01, maxLeverage: 5 }]"
    let symbols = [
      "BTC/USD:USD", "BTC/USD:BTC", "BTC/USD:BTC-241227", "BTC/USDT:USDT-241227", "1000X/USDT:USDT",
      "BTC/USDT:USDT",
    ]
    let text = "{" + symbols.map { "\"\($0)\": \(rows)," }.joined(separator: "\n") + "}"
    func symbol(_ asked: String) throws -> String {
      try LeverageTierFile.read(bytes: Array(text.utf8), file: "t.json", symbol: asked).symbol
    }
    for (asked, found) in [
      ("BTCUSDT", "BTC/USDT:USDT"), ("BTCUSDT_241227", "BTC/USDT:USDT-241227"),
      ("BTCUSD_241227", "BTC/USD:BTC-241227"), ("BTC/USD:BTC", "BTC/USD:BTC"),
      ("BTC/USD:USD", "BTC/USD:USD"),
    ] { #expect(try symbol(asked) == found) }
    do {
      _ = try symbol("BTCUSD")
      Issue.record("one of two was taken")
    } catch {
      #expect(
        "\(error)"
          == "t.json: --symbol: expected one of BTC/USD:USD, BTC/USD:BTC, found \"BTCUSD\", which stands for each of them"
      )
    }
    let entries = try read(text)
    #expect(LeverageTierFile.section(entries[3], file: "t").contains("\n  BTCUSDT_241227: {"))
    // A key may not begin with a digit unless it is quoted.
    #expect(LeverageTierFile.section(entries[4], file: "t").contains("\n  \"1000XUSDT\": {"))
    #expect(try margin(dated(LeverageTierFile.section(entries[4], file: "t"))) != nil)
  }

  private func dated(_ section: String) -> String {
    section.replacing("asOf: \"\", source: \"\"", with: "asOf: \"2024\", source: \"doc\"")
  }

  @Test("becomes the margin of a scenario that reads back the same")
  func scenario() throws {
    let entry = try #require(try read(Self.text).first)
    let section = LeverageTierFile.section(entry, file: "t.json", for: .scenario)
    #expect(try scenario(section) == entry.schedule)
  }

  /// The schedule of a scenario with another margin section.
  private func scenario(_ section: String) throws -> MarginSchedule {
    let text = ScenarioDocument.smallest
    let start = try #require(text.firstRange(of: "  margin: {")).lowerBound
    let end = try #require(text.firstRange(of: "  population:")).lowerBound
    let document = text[..<start] + section + text[end...]
    return try ScenarioReader.read(bytes: Array(document.utf8), file: "s.json5").scenario.margin
  }

  @Test("without the symbol asked for is refused")
  func symbol() {
    #expect(throws: InputError.self) {
      try LeverageTierFile.read(bytes: Array(Self.text.utf8), file: "t.json", symbol: "ABDUSDT")
    }
  }

  private static let real = "margin-tiers/binance_leverage_tiers_2024-10.json"

  @Test(
    "of a real venue has 2,456 boundaries whose published deductions are exact",
    .enabled(if: RealData.has(real), "\(RealData.absence(real))"))
  func realFile() throws {
    let bytes = try InputFile.read(RealData.path(Self.real)).bytes
    // Reading checks each published deduction to the atom.
    let entries = try LeverageTierFile.read(bytes: bytes, file: Self.real)
    #expect(entries.count == 349)
    #expect(entries.map { $0.schedule.tiers.count - 1 }.reduce(0, +) == 2456)
    let published = String(decoding: bytes, as: UTF8.self).split(separator: "\"cum\": ").count - 1
    #expect(published == 2805)
    // One has the greatest number of 64 bits for no end.
    #expect(entries.filter { $0.schedule.end == nil }.map(\.symbol) == ["BTCST/USDT:USDT"])
    for entry in entries {
      #expect(entry.statesDeductions)
      let section = dated(LeverageTierFile.section(entry, file: "t.json"))
      #expect(try margin(section) == entry.schedule, "\(entry.symbol)")
    }
    // Dated contracts too have a name of their own.
    #expect(
      Set(entries.map { LeverageTierFile.venueSymbol($0.symbol) }).count == entries.count)
  }
}
