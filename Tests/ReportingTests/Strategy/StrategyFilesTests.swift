import Market
import Reporting
import Simulation
import Testing
import Units

@Suite("The files of strategies")
struct StrategyFilesTests {
  private func report(
    _ change: (inout Comparison) -> Void = { _ in }, extent: ReportExtent = .compact
  ) throws -> Report {
    var comparison = try StrategyFixture.comparison(
      market: [10, 20], ladder: [30, 45], control: [0, 0])
    change(&comparison)
    return ReportBuilder.report(
      comparison, scenario: ReportFixture.scenarioText, extent: extent)
  }

  private func lines(_ name: String, in report: Report) -> Int {
    StrategyFixture.text(name, in: report).utf8.count { $0 == 10 }
  }

  @Test("one row for each strategy, seed and path, in the manifest like all files")
  func rows() throws {
    let report = try report()
    #expect(lines("strategies.csv", in: report) == 1 + 2 * 3)
    // 60 seconds along two paths and the control, of the first seed.
    #expect(lines("strategy-equity.csv", in: report) == 1 + 3 * 60)
    #expect(lines("strategy-trades.csv", in: report) == 1)
    let outputs = report.manifest.outputs.map(\.name)
    for name in ["strategies.csv", "strategy-equity.csv", "strategy-trades.csv"] {
      #expect(outputs.contains(name))
      #expect(StrategyFixture.text("report.md", in: report).contains("`\(name)`"))
    }
  }

  @Test("seconds and trades are written as they were recorded")
  func content() throws {
    let report = ReportBuilder.report(
      try StrategyFixture.roundTripRun(), scenario: ReportFixture.scenarioText)
    let trades = CSVRows(StrategyFixture.text("strategy-trades.csv", in: report))
    #expect(
      trades.rows[0] == [
        "1", "market-order", "toy-maker", "10.000000000", "10", "taker", "0", "buy", "60000.0",
        "0.100", "0.000000", "0.100", "0.000000", "60000.0", "", "59999.95", "60000.05",
        "60003.00", "", "60060.00",
      ])
    #expect(trades.rows[1][14] == "5.000000000")
    let equity = CSVRows(StrategyFixture.text("strategy-equity.csv", in: report))
    #expect(
      equity.rows[20] == [
        "1", "market-order", "toy-maker", "20", "0.100", "60000.0", "60000.0", "59500.0",
        "997.000000", "-6000.000000", "997.000000", "997.000000", "30.000000", "3.000000",
        "0.000000", "0.000000", "0.000000", "0.000000", "6000.000000", "0",
      ])
  }

  @Test("a compact report keeps few seconds of the first seed, a full one all of all")
  func extent() throws {
    func lengthen(_ comparison: inout Comparison) {
      for place in comparison.runs.indices {
        comparison.runs[place].strategies[0].seconds = (0..<1200).map {
          StrategyFixture.sample($0, equity: StrategyFixture.capital)
        }
      }
    }
    let compact = try report(lengthen)
    // Three eighths of 2,000 rows: 3,600 do not fit 750, every fifth one does.
    #expect(lines("strategy-equity.csv", in: compact) == 1 + 720)
    #expect(
      StrategyFixture.text("report.md", in: compact).contains(
        "at the end of each 5 simulated seconds, what it paid and received since the start, seed 1 only"
      ))
    #expect(lines("strategy-equity.csv", in: try report(lengthen, extent: .full)) == 1 + 7200)
  }

  @Test("where the index came from a file, no file and no picture tells what follows its prices")
  func withheld() throws {
    let report = try report { comparison in
      comparison.scenario.index = .bars(
        window: UTCWindow(fromMilliseconds: 0, toMilliseconds: 60_000),
        updateInterval: .seconds(1))
    }
    #expect(lines("strategies.csv", in: report) == 7)
    let names = report.files.map(\.name)
    #expect(!names.contains("strategy-equity.csv") && !names.contains("strategy-trades.csv"))
    #expect(!names.contains { $0.hasSuffix("-profit.svg") || $0.hasSuffix("-drawdown.svg") })
    #expect(names.contains("figures/strategy-toy-maker-position.svg"))
    #expect(!StrategyFixture.text("report.md", in: report).contains("strategy-equity.csv"))
  }

  @Test("a path has its colour in the pictures of strategies too")
  func figures() throws {
    let report = try report { comparison in
      for place in comparison.runs.indices {
        comparison.runs[place].strategies = [StrategyFixture.roundTrip()]
      }
    }
    for name in ["profit", "drawdown", "position", "markout"] {
      let picture = StrategyFixture.text("figures/strategy-toy-maker-\(name).svg", in: report)
      for path in ["market-order", "step-ladder"] {
        #expect(picture.contains(PathLooks(["market-order", "step-ladder"])[path].color.hex))
        #expect(picture.contains(">\(path)"))
      }
    }
  }
}
