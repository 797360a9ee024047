import Intake
import Liquidation
import Margin
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
        "8: ABC/USDT:USDT[1]: expected 150, with which the requirement does not jump, found an object"
      ),
      (
        "\"maintenanceMarginRate\": 0.05", "\"maintenanceMarginRate\": 1.05",
        "14: ABC/USDT:USDT[2].maintenanceMarginRate: expected a number from 0.000001 to 0.999999 with at most "
          + "6 decimals, found 1.05"
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
  }
}
