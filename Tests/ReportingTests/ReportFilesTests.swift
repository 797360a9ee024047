import Kernel
import Reporting
import Simulation
import Testing
import Units

@Suite("Files of a report")
struct ReportFilesTests {
  private func report() throws -> Report {
    ReportBuilder.report(try ReportFixture.ladderWins(), scenario: ReportFixture.scenarioText)
  }

  private func text(_ name: String, in report: Report) throws -> String {
    let file = try #require(report.allFiles.first { $0.name == name })
    return String(decoding: file.bytes, as: UTF8.self)
  }

  private func rows(_ text: String) -> [[String]] { CSVRows.lines(text) }

  @Test("a report holds the files of its contract in their order, the manifest last")
  func order() throws {
    #expect(
      try report().allFiles.map(\.name) == [
        "report.md", "runs.csv", "summary.csv", "differences.csv", "incidence.csv", "owners.csv",
        "tail.csv", "liquidations.csv", "accounts.csv", "prices.csv", "incidents.csv",
        "cascade.csv", "attribution.csv",
        "figures/owners-value.svg", "figures/incidence.svg", "figures/prices.svg",
        "figures/last-price.svg", "figures/depth.svg", "figures/timeline.svg", "manifest.json",
      ])
  }

  @Test("the same results make the same bytes, and the bytes of this report are known")
  func golden() throws {
    let first = try report()
    let second = try report()
    #expect(first.allFiles == second.allFiles)
    // Raise these only in a commit that says why the report changes.
    let known = [
      "runs.csv": "f8092231d684a921", "summary.csv": "446f2e8116a08073",
      "differences.csv": "41b475715daf1e8c",
      "liquidations.csv": "d92b48290a906285",
    ]
    for (name, digest) in known.sorted(by: { $0.key < $1.key }) {
      let file = try #require(first.files.first { $0.name == name })
      #expect(SHA256.hex(of: file.bytes).prefix(16) == digest, "\(name)")
    }
  }

  @Test("every table has full rows, its counts, and numbers that read back")
  func tables() throws {
    let report = try report()
    let counts = [
      // 8 seeds of 2 paths and the control; 60 seconds of the first seed; 14 groups; 2 owners.
      ("runs.csv", 24), ("liquidations.csv", 32), ("accounts.csv", 32), ("prices.csv", 180),
      ("incidence.csv", 224), ("owners.csv", 48),
      ("incidents.csv", 6), ("cascade.csv", 4), ("attribution.csv", 48),
    ]
    for (name, count) in counts {
      let rows = rows(try text(name, in: report))
      #expect(rows.count == count + 1, "\(name)")
      #expect(rows.allSatisfy { $0.count == rows[0].count }, "\(name)")
    }
    let summary = rows(try text("summary.csv", in: report))
    #expect(summary[0] == ["path", "metric", "unit", "n", "mean", "sd", "median", "q05", "q95"])
    #expect(
      summary[1] == [
        "market-order", "owners_value_end", "percent", "8", "50.250000", "1.133893", "50.250000",
        "48.700000", "51.650000",
      ])
    #expect(summary.dropFirst().allSatisfy { Double($0[4]) != nil })
    let differences = rows(try text("differences.csv", in: report))
    #expect(
      differences[0] == [
        "path", "baseline", "metric", "unit", "n", "mean_difference", "bca_low", "bca_high",
        "win_share", "correlation", "variance_reduction", "wilcoxon_p", "holm_p",
        "smallest_material", "clear",
      ])
    #expect(
      Array(differences[1][0..<6]) == [
        "step-ladder", "market-order", "owners_value_end", "percent", "8", "10.500000",
      ])
    #expect(differences[1][8] == "1.000000")
    // All eight of one sign: 2 / 2^8, times three tests.
    #expect(Array(differences[1][11...]) == ["0.007812", "0.023438", "1.000000", "yes"])
  }

  @Test("the changes of every run in the file of who pays sum to zero")
  func incidenceCloses() throws {
    var sums: [String: Double] = [:]
    for row in rows(try text("incidence.csv", in: try report())).dropFirst() {
      sums[row[0] + row[1], default: 0] += try #require(Double(row[4]))
    }
    #expect(sums.count == 16)
    #expect(sums.values.allSatisfy { $0 == 0 })
  }

  @Test("prices carry the decimals of the contract, and an empty side has no price")
  func prices() throws {
    let rows = rows(try text("prices.csv", in: try report()))
    let columns = Dictionary(uniqueKeysWithValues: rows[0].enumerated().map { ($1, $0) })
    let bid = try #require(columns["bid_quote"])
    let depth = try #require(columns["bid_depth_base"])
    #expect(rows[1][bid] == "59999.9")
    #expect(rows[1][depth] == "9.000")
    #expect(rows[26][bid] == "")
  }

  @Test("what Markdown would read as a table's rule is escaped")
  func escaping() throws {
    let text = try text("report.md", in: try report())
    #expect(text.contains("A fifth \\| at a time."))
    #expect(text.hasPrefix("# Which path costs | whom how much in a toy crash?\n"))
    for line in text.split(separator: "\n") where line.hasPrefix("|") {
      #expect(line.hasSuffix("|"))
    }
  }

  @Test("the first screen says how to make the report again")
  func commands() throws {
    let comparison = try ReportFixture.ladderWins()
    let index = ReportInput(
      option: "--index", file: ManifestFile(name: "day.csv", bytes: Array("x".utf8)))
    let report = ReportBuilder.report(
      comparison, scenario: ReportFixture.scenarioText, inputs: [index])
    let text = try text("report.md", in: report)
    #expect(
      text.contains(
        "stepladder compare toy-crash --seeds 1...8 --index day.csv\n"
          + "stepladder verify Reports/toy-crash --index day.csv\n"))
    #expect(report.manifest.inputs == [index.file])
  }

  @Test("a scenario that asks about rulebooks is asked about paths where these are compared")
  func question() throws {
    let comparison = try ReportFixture.ladderWins()
    func heading(_ isShipped: Bool) throws -> String {
      try text(
        "report.md",
        in: ReportBuilder.report(
          comparison, scenario: ReportFixture.scenarioText, isShipped: isShipped,
          statedVenues: ["hyperliquid"]))
    }
    #expect(
      try heading(true).hasPrefix(
        "# Along which path do the same accounts in `toy-crash` lose how much?\n"))
    #expect(try heading(false).hasPrefix("# Which path costs | whom how much in a toy crash?\n"))
  }

  @Test("a scenario of the user's own is named as a file, since its name alone runs nothing")
  func ownScenario() throws {
    let comparison = try ReportFixture.ladderWins()
    let own = try text(
      "report.md",
      in: ReportBuilder.report(
        comparison, scenario: ReportFixture.scenarioText, isShipped: false,
        source: ManifestSource(file: "mine.json5", folder: "toy-crash-own")))
    // What the file itself chooses is not known here, so the command says it.
    let paths = comparison.paths.map(\.name).filter { $0 != "control" }.joined(separator: ",")
    #expect(
      own.contains(
        "stepladder compare mine.json5 --paths \(paths) --seeds 1...8\n"
          + "stepladder verify Reports/toy-crash-own\n"))
    #expect(own.contains("`mine.json5` the file of its scenario"))
    let shipped = try text("report.md", in: try report())
    #expect(!shipped.contains("toy-crash.json5"))
  }

  @Test("the manifest signs every file and keeps a digest for every second")
  func manifest() throws {
    let report = try report()
    let read = try Manifest(reading: report.manifest.bytes)
    #expect(read == report.manifest)
    #expect(read.engineVersion == EngineVersion.current)
    #expect(read.scenario == ReportFixture.scenarioText)
    #expect(read.outputs.count == report.files.count)
    for file in report.files {
      #expect(read.outputs.contains(ManifestFile(name: file.name, bytes: file.bytes)))
    }
    #expect(read.runs.count == 24)
    #expect(read.runs[0].digests.count == 60)
    #expect(read.paths == ["market-order", "step-ladder", "control"])
  }

  @Test("accounts under one check price and not the other are counted over seeds")
  func checkCross() throws {
    var comparison = try ReportFixture.ladderWins()
    comparison.checkCross = [
      CheckCross(seed: 1, path: "market-order", both: 10, onlyLast: 4, onlyMark: 0),
      CheckCross(seed: 2, path: "market-order", both: 21, onlyLast: 5, onlyMark: 1),
    ]
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    let text = try text("report.md", in: report)
    let row = text.split(separator: "\n").first {
      $0.contains("`market-order`") && $0.contains(" 31 ")
    }
    let cells = try #require(row).split(separator: "|").map { $0.filter { $0 != " " } }
    #expect(cells == ["`market-order`", "2", "31", "15.5", "9", "4.5", "1", "0.5"])
  }

  @Test("a program reads the digest and the primary metrics by path")
  func json() throws {
    let report = try report()
    let value = try JSONReader.value(
      Array(JSONWriter.text(SummaryJSON.value(report, folder: "Reports/toy")).utf8))
    #expect(value["report"] == .string("Reports/toy"))
    #expect(value["digest"] == .string(report.manifest.digest))
    guard case .array(let paths)? = value["paths"], case .array(let metrics)? = paths[1]["metrics"]
    else { return #expect(Bool(false), "paths have metrics") }
    #expect(paths.count == 2)
    #expect(metrics.count == 3)
    #expect(metrics[0]["metric"] == .string("owners_value_end"))
    #expect(metrics[0]["mean"] == .number("60.750000"))
    #expect(metrics[0]["difference"] == .number("10.500000"))
  }

  @Test("a run of one path and seed says the command that made it")
  func runCommand() throws {
    var comparison = try ReportFixture.ladderWins()
    comparison.paths.removeFirst()
    comparison.seeds = [2]
    comparison.runs.removeAll { $0.seed != 2 || $0.path == "market-order" }
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    #expect(
      try text("report.md", in: report).contains(
        "stepladder run toy-crash --path step-ladder --seed 2\n"
          + "stepladder verify Reports/toy-crash-step-ladder-2\n"))
  }

  @Test("files of many rows keep whole seeds, and the report says which")
  func limits() throws {
    var comparison = try ReportFixture.ladderWins()
    for place in comparison.runs.indices {
      guard let item = comparison.runs[place].liquidations.first else { continue }
      comparison.runs[place].liquidations = Array(repeating: item, count: 400)
      comparison.runs[place].incidents += Array(
        repeating: Incident(.forcedFill, at: ReportFixture.at(30), event: 7), count: 8000)
    }
    comparison.runs[0].prices = (0..<16_000).map {
      PriceSample(second: $0, price: Price(ticks: 600_000))
    }
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    // 800 rows a seed: two seeds fit 2,000 rows. 16,120 seconds do not, every tenth one does.
    #expect(try text("liquidations.csv", in: report).utf8.count { $0 == 10 } == 1_601)
    #expect(try text("prices.csv", in: report).utf8.count { $0 == 10 } == 1_613)
    #expect(try text("incidents.csv", in: report).utf8.count { $0 == 10 } == 7)
    let document = try text("report.md", in: report)
    #expect(document.contains("seeds 1...2, as many as fit 2,000 rows"))
    #expect(document.contains("one row for each 10 simulated seconds along every path"))
    #expect(document.contains("forced orders and fills left out for their number"))
  }

  @Test("a full report keeps every row and says the command that keeps them")
  func full() throws {
    var comparison = try ReportFixture.ladderWins()
    for place in comparison.runs.indices {
      guard let item = comparison.runs[place].liquidations.first else { continue }
      comparison.runs[place].liquidations = Array(repeating: item, count: 3000)
    }
    let report = ReportBuilder.report(
      comparison, scenario: ReportFixture.scenarioText, extent: .full)
    let liquidations = comparison.runs.reduce(0) { $0 + $1.liquidations.count }
    let seconds = comparison.runs.reduce(0) { $0 + $1.prices.count }
    #expect(try text("liquidations.csv", in: report).utf8.count { $0 == 10 } == liquidations + 1)
    #expect(try text("prices.csv", in: report).utf8.count { $0 == 10 } == seconds + 1)
    #expect(try text("report.md", in: report).contains(" --full\n"))
    #expect(try Manifest(reading: report.manifest.bytes).extent == .full)
  }

  @Test("where a seed does not fit, its leading runs are named")
  func oneSeed() throws {
    var comparison = try ReportFixture.ladderWins()
    for place in comparison.runs.indices {
      guard let item = comparison.runs[place].liquidations.first else { continue }
      comparison.runs[place].liquidations = Array(repeating: item, count: 2500)
    }
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    #expect(try text("liquidations.csv", in: report).utf8.count { $0 == 10 } == 2_501)
    #expect(
      try text("report.md", in: report).contains(
        "one row for each liquidation, seed 1 along `market-order` only: more do not fit 2,000 rows"
      ))
  }

  @Test("who would bid in an auction is told among what was simulated")
  func liquidators() throws {
    #expect(
      try text("report.md", in: try report()).contains(
        "5, bid where a path holds an auction, an edge of 0.2 % to 1.5 % off the index; capital 5,000,000 "
          + "each, hold up to 20,000,000 of notional; sell 10 % of it every 2 s"))
  }
}
