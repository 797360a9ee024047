import Reporting
import Simulation
import Testing

@Suite("The report of several variants")
struct FamilyReportTests {
  private static let high: [Int64] = [600, 640, 590, 600, 610, 605, 605, 610]
  private static let low: [Int64] = [500, 520, 480, 510, 505, 500, 500, 505]

  private func report(
    _ comparisons: [(VariantLabel, Comparison)]
  ) throws -> Report {
    let scenario = try ReportFixture.scenario()
    let results = comparisons.map { VariantResult($0.0, $0.1, of: comparisons.count) }
    return ReportBuilder.report(
      FamilySheet(scenario: scenario, variants: results), paths: comparisons[0].1.paths,
      origin: ReportOrigin(
        scenario: ReportFixture.scenarioText, isShipped: true, statedVenues: [], source: nil,
        folder: "toy", inputs: [], choices: ["--set", "makers.layers[0].size=2"]))
  }

  /// The ladder wins in one variant, and the market order in the other by the same numbers.
  private func opposed() throws -> Report {
    let lost = try ReportFixture.comparison(
      kept: (Self.high, Self.low),
      draw: ([10, 12, 9, 11, 8, 10, 10, 10], [30, 20, 25, 40, 28, 29, 28, 29]))
    return try report([
      (VariantLabel(name: "fast", question: "Fast?"), try ReportFixture.ladderWins()),
      (
        VariantLabel(
          name: "slow", settings: [VariantLabel.Setting(key: "length", value: "2min")]), lost
      ),
    ])
  }

  private func text(_ report: Report) -> String {
    String(decoding: report.files[0].bytes, as: UTF8.self)
  }

  @Test("goes through all variants in each sentence of its answer")
  func sentences() throws {
    let report = try opposed()
    let answer = text(report).split(separator: "\n").first { $0.hasPrefix("**Answer.**") } ?? ""
    #expect(
      answer.contains(
        "in `fast` `step-ladder` is clearly better than the baseline `market-order`, 60.75 % against "
          + "50.25 % (they have +105 quote a run, the largest loser is makers, -124); in `slow` the baseline `market-order` is best, 60.75 %, and clearly worse is "
          + "`step-ladder`."))
    #expect(
      answer.contains(
        "in `fast` `step-ladder` is clearly better than the baseline `market-order`, 10 quote against 29 "
          + "quote (the largest loser is makers, -124); in `slow` the baseline `market-order` is best, 10 quote, and clearly worse is "
          + "`step-ladder`."))
    for sentence in answer.split(separator: ". ") {
      #expect(sentence.contains("`fast`") && sentence.contains("`slow`"))
    }
  }

  @Test("has a table of paths by variant, what each sets, and the commands with what they change")
  func screen() throws {
    let text = text(try opposed())
    #expect(
      text.contains("| `fast`  | `market-order` |             50.25 |                  baseline |"))
    #expect(
      text.contains("|         | `step-ladder`  |             60.75 |                **+10.50** |"))
    #expect(
      text.contains("|         | `step-ladder`  |             50.25 |                **-10.50** |"))
    #expect(text.contains("| `slow`  |              | `length` 2min |"))
    #expect(text.contains("--set 'makers.layers[0].size=2'\n"))
    #expect(text.contains("\n## Variant `fast`\n\nFast?\n"))
    #expect(text.contains("\n### Who pays\n"))
  }

  @Test("leads each row of its tables with the variant")
  func tables() throws {
    let report = try opposed()
    for name in ["runs.csv", "summary.csv", "differences.csv", "incidence.csv", "owners.csv"] {
      let file = try #require(report.files.first { $0.name == name })
      let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
      #expect(lines[0].hasPrefix("variant,"))
      #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("fast,") || $0.hasPrefix("slow,") })
      let slow = VariantTables.rows(of: "slow", in: file.bytes)
      #expect(
        String(decoding: slow, as: UTF8.self).split(separator: "\n").count
          == lines.count { $0.hasPrefix("slow,") } + 1)
    }
    #expect(report.manifest.runs.map(\.variant).first == "fast")
    #expect(report.manifest.runs.map(\.variant).last == "slow")
  }

  @Test("calls no cell of a grid clear with fewer than sixteen seeds")
  func fewSeeds() throws {
    func cell(_ value: String) -> VariantLabel {
      VariantLabel(
        name: "x=\(value)", place: [VariantLabel.Place(axis: "x", value: value)])
    }
    let wins = try ReportFixture.ladderWins()
    let report = try report([(cell("1"), wins), (cell("2"), wins)])
    let text = text(report)
    #expect(!text.contains("**+10.50**"))
    #expect(text.contains("it would take 16."))
    let variants = try #require(report.files.first { $0.name == "variants.csv" })
    let lines = String(decoding: variants.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[0].hasPrefix("variant,axis_x,path,metric,"))
    let cells = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let clear = try #require(cells[0].firstIndex(of: "clear"))
    #expect(cells.dropFirst().allSatisfy { $0[clear].isEmpty && $0[clear - 1].isEmpty })
    #expect(report.files.contains { $0.name == "figures/map-step-ladder-payers-loss.svg" })
  }

  @Test(
    "calls a cell of a grid clear where all its sixteen seeds agree, and draws the others hatched")
  func grid() throws {
    func cell(_ value: String) -> VariantLabel {
      VariantLabel(
        name: "x=\(value)", place: [VariantLabel.Place(axis: "x", value: value)])
    }
    let draws = [Int64](repeating: 10, count: 16)
    let clear = try ReportFixture.comparison(
      kept: (Self.low + Self.low, Self.high + Self.high), draw: (draws, draws))
    // Half of the seeds better, half worse.
    let mixed: [Int64] = [
      500, 534, 506, 532, 512, 530, 518, 528, 524, 526, 475, 465, 480, 470, 485, 475,
    ]
    let unclear = try ReportFixture.comparison(
      kept: (Self.low + Self.low, mixed), draw: (draws, draws))
    let report = try report([(cell("1"), clear), (cell("2"), unclear)])
    let text = text(report)
    #expect(text.contains("**+10.50**"))
    let map = try #require(
      report.files.first { $0.name == "figures/map-step-ladder-payers-loss.svg" })
    let picture = String(decoding: map.bytes, as: UTF8.self)
    #expect(picture.contains("hatched where it is not clear"))
    #expect(picture.contains("stroke=\"#FFFFFF\""))
  }
}
