import Reporting
import Simulation
import Testing

@Suite("Strategies on the first screen of several variants")
struct FamilyStrategiesTests {
  private static let flat = [Int64](repeating: 0, count: 8)

  /// The report of a strategy whose profits along the baseline are given by variant and seed.
  private func report(
    _ profits: [[Int64]], key: String = "strategies[0].parameters.lots",
    names: [String] = ["toy-maker", "toy-maker"]
  ) throws -> String {
    var comparisons: [Comparison] = []
    for (profits, name) in zip(profits, names) {
      var comparison = try StrategyFixture.comparison(
        market: profits, ladder: Self.flat, control: Self.flat)
      comparison.scenario.strategies[0].name = name
      comparisons.append(comparison)
    }
    let variants = comparisons.enumerated().map { place, comparison in
      let label = VariantLabel(
        name: "lots=\(place)", settings: [VariantLabel.Setting(key: key, value: "\(place)")])
      return VariantResult(label, comparison, of: comparisons.count)
    }
    let report = ReportBuilder.report(
      FamilySheet(scenario: comparisons[0].scenario, variants: variants),
      paths: comparisons[0].paths,
      origin: ReportOrigin(
        scenario: ReportFixture.scenarioText, isShipped: true, statedVenues: [], source: nil,
        folder: "toy", inputs: [], choices: []))
    return StrategyFixture.text("report.md", in: report)
  }

  // On each seed 3 more than in the first variant: so is every mean of a resample.
  @Test("the last column is the difference to the first variant, paired by seed")
  func paired() throws {
    let first: [Int64] = [10, 20, 15, 12, 18, 14, 16, 15]
    let text = try report([first, first.map { $0 + 3 }])
    let lines = text.split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("| Variant  | Strategy ") })
    #expect(lines[start].contains("`market-order` against `lots=0` (quote) |"))
    #expect(lines[start + 2].hasPrefix("| `lots=0` | `toy-maker` |"))
    #expect(lines[start + 2].hasSuffix("     |"))
    #expect(lines[start + 3].hasPrefix("| `lots=1` | `toy-maker` |"))
    #expect(lines[start + 3].contains(" +18.00 |"))
    #expect(lines[start + 3].hasSuffix(" +3.00 [+3.00, +3.00] |"))
  }

  @Test("one seed has a difference and no interval, another strategy in the place has neither")
  func few() throws {
    #expect(try report([[10], [4]]).contains(" -6.00 |"))
    let other = try report([[10], [4]], names: ["toy-maker", "toy-taker"])
    #expect(
      other.split(separator: "\n").contains {
        $0.hasPrefix("| `lots=1` ") && $0.hasSuffix(" n/a |")
      })
  }

  @Test("where variants set nothing of a strategy there is no such table")
  func none() throws {
    #expect(try !report([[10], [10]], key: "makers.count").contains("against `lots=0`"))
  }
}
