import Market
import Reporting
import Simulation
import Testing
import Units

@Suite("Figures of a report")
struct ReportFiguresTests {
  /// The figures of a comparison by the base of their names.
  private func figures(_ comparison: Comparison) -> [String: String] {
    let files = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText).files
    var figures: [String: String] = [:]
    for file in files where file.name.hasPrefix("figures/") {
      figures[String(file.name.dropFirst(8).dropLast(4))] = String(
        decoding: file.bytes, as: UTF8.self)
    }
    return figures
  }

  /// A comparison of as many paths as wanted, each as good for owners as its place.
  private func comparison(paths: [String], seeds: Int) throws -> Comparison {
    var runs: [RunResult] = []
    for seed in 1...UInt64(seeds) {
      for (place, path) in paths.enumerated() {
        runs.append(
          ReportFixture.run(.init(seed: seed, path: path, kept: Int64(300 + 10 * place), draw: 20)))
      }
      runs.append(
        ReportFixture.run(.init(seed: seed, path: RunResult.controlName, kept: 0, draw: 0)))
    }
    return Comparison(
      scenario: try ReportFixture.scenario(seeds: 1...UInt64(seeds)),
      paths: (paths + [RunResult.controlName]).map { ($0, "A path.") },
      seeds: Array(1...UInt64(seeds)), runs: runs)
  }

  private static let names = (1...10).map { "rulebook-number-\($0)" }

  @Test(
    "every figure is small, names every path, the best too, and no text runs into another",
    arguments: [1, 2, 5, 6, 10], [1, 3, 8])
  func complete(paths: Int, seeds: Int) throws {
    let names = Array(Self.names.prefix(paths))
    let figures = figures(try comparison(paths: names, seeds: seeds))
    let expected: Set = ["incidence", "prices", "last-price", "depth", "timeline"]
    #expect(Set(figures.keys) == (paths > 1 ? expected.union(["owners-value"]) : expected))
    for (name, svg) in figures.sorted(by: { $0.key < $1.key }) {
      #expect(svg.utf8.count < 60_000, "\(name)")
      let reader = try SVGReader(svg)
      #expect(reader.textFaults == [], "\(name)")
      let texts = reader.texts.joined(separator: " ").replacing(" ", with: "")
      for path in names {
        #expect(texts.contains(path), "\(name) leaves out \(path)")
      }
    }
  }

  @Test("a path has its colour in every figure that shows paths by colour")
  func colors() throws {
    let figures = figures(try ReportFixture.ladderWins())
    for name in ["owners-value", "prices", "last-price", "depth", "timeline"] {
      let svg = try #require(figures[name])
      #expect(svg.contains(ChartColor.blue.hex), "market-order in \(name)")
      #expect(svg.contains(ChartColor.vermilion.hex), "step-ladder in \(name)")
      #expect(!svg.contains(ChartColor.green.hex), "\(name)")
    }
    // Groups are no paths.
    let groups = try #require(figures["incidence"])
    for color in ChartColor.paths { #expect(!groups.contains(color.hex)) }
  }

  @Test("the last price of a path is drawn as far below the control as it was")
  func impact() throws {
    // From second 20 on both paths trade a fifth of the fall below the control, at most 6,000 of 570,000 ticks.
    let figures = figures(try ReportFixture.ladderWins())
    let reader = try SVGReader(try #require(figures["last-price"]))
    let notes = reader.texts.filter { $0.hasPrefix("lowest ") }
    #expect(notes.count == 2)
    #expect(notes.allSatisfy { $0.hasPrefix("lowest -105.3 bp at 00:30") }, "\(notes)")
  }

  @Test("the depth of a path equal to that of the control is one throughout")
  func depth() throws {
    let figures = figures(try ReportFixture.ladderWins())
    let texts = try SVGReader(try #require(figures["depth"])).texts
    #expect(texts.contains { $0.hasPrefix("lowest 1.00 at") })
    #expect(texts.contains("depth (base)"))
  }

  @Test("a band stands for five seeds and more, below that each seed has a line")
  func bands() throws {
    for (seeds, bands, lines) in [(1, 0, 3), (3, 0, 9), (5, 2, 3), (8, 2, 3)] {
      let figures = figures(try comparison(paths: ["market-order", "step-ladder"], seeds: seeds))
      let reader = try SVGReader(try #require(figures["last-price"]))
      #expect(reader.named("polygon").count == bands, "\(seeds) seeds")
      // The medians of both, that of the baseline again, and the seeds.
      #expect(reader.named("polyline").count == lines, "\(seeds) seeds")
      #expect(reader.texts.joined(separator: " ").contains("n = \(seeds) seed"))
    }
  }

  @Test("where nobody was liquidated prices alone are drawn, over the whole run")
  func calm() throws {
    var comparison = try ReportFixture.ladderWins()
    comparison.runs = comparison.runs.map { run in
      var calm = RunResult(seed: run.seed, path: run.path)
      calm.prices = run.prices
      calm.digests = run.digests
      return calm
    }
    let figures = figures(comparison)
    #expect(figures.keys.sorted() == ["prices"])
    let reader = try SVGReader(try #require(figures["prices"]))
    #expect(reader.texts.contains("00:00") && reader.texts.contains("01:00"))
  }

  @Test("the episode begins shortly before the first liquidation, not at the start of the run")
  func episode() throws {
    // Triggered in second 25 and 27, ended in 29, of a run of a minute.
    let figures = figures(try ReportFixture.ladderWins())
    for name in ["prices", "last-price", "depth"] {
      let reader = try SVGReader(try #require(figures[name]))
      let clocks = reader.texts.filter { $0.hasPrefix("00:") || $0.hasPrefix("01:") }
      #expect(clocks.min().map { $0 >= "00:15" && $0 <= "00:25" } == true, "\(name)")
    }
  }

  @Test("the row of a path says what was filled, what the owner kept, and who paid")
  func stories() throws {
    var comparison = try ReportFixture.ladderWins()
    func story() throws -> String {
      try SVGReader(try #require(figures(comparison)["timeline"])).texts.joined(separator: " ")
    }
    // Account 4 had 800 and kept four fifths of 500 on the first seed.
    #expect(try story().contains("filled at 58,123.4; kept 50.0 % of the equity at the trigger"))
    func change(_ change: (inout LiquidationRecord) -> Void) {
      for run in comparison.runs.indices {
        for item in comparison.runs[run].liquidations.indices
        where comparison.runs[run].liquidations[item].account == 4 {
          change(&comparison.runs[run].liquidations[item])
        }
      }
    }
    change {
      $0.equityAtEnd = .zero
      $0.fundPaid = ReportFixture.quote(1234)
    }
    #expect(
      try story().contains("kept nothing: loss and fees ate the margin, the fund paid 1,234 quote"))
    change {
      $0.fundPaid = .zero
      $0.fundReceived = ReportFixture.quote(77)
    }
    #expect(try story().contains("kept nothing: fees and what was left went to the fund, 77 quote"))
    change {
      $0.ending = .released
      $0.equityAtEnd = ReportFixture.quote(80)
      $0.steps[$0.steps.count - 1].quantity = Quantity(lots: 150)
    }
    #expect(
      try story().contains(
        "released with 25 % of the position, kept 10.0 % of the equity at the trigger"))
    change {
      $0.steps.removeLast()
      $0.ending = .unfinished
    }
    #expect(
      try story().contains(
        "nothing filled in 1 try; still open at the end with 100 % of the position"))
  }

  @Test("prices of a data file are the user's: what is drawn of them is differences")
  func dataFile() throws {
    var comparison = try ReportFixture.ladderWins()
    comparison.scenario.index = .ticks(
      window: UTCWindow(fromMilliseconds: 0, toMilliseconds: 60_000))
    let figures = figures(comparison)
    // One liquidation is a handful of prices with their times.
    #expect(figures["timeline"] == nil)
    for name in ["prices", "last-price", "depth"] {
      let reader = try SVGReader(try #require(figures[name]))
      #expect(!reader.texts.contains("index (quote)") && !reader.texts.contains("index"), "\(name)")
    }
  }

  @Test("what stands in for a figure says what it shows and of how many seeds")
  func alternatives() throws {
    let report = ReportBuilder.report(
      try ReportFixture.ladderWins(), scenario: ReportFixture.scenarioText)
    let text = String(decoding: try #require(report.files.first).bytes, as: UTF8.self)
    let images = text.split(separator: "\n").filter { $0.hasPrefix("![") }
    #expect(images.count == 6)
    #expect(images.allSatisfy { $0.contains("n = 8 seeds") || $0.contains("seed 1") })
  }
}
