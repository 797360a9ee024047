import Foundation
import StepladderCLI
import Testing

/// Scenarios with variants and grids, on the command line.
@Suite struct FamilyTests {
  private static let family = MiniScenario.text(
    replacing: "strategies: [],",
    with: """
      strategies: [],
      variants: [
        { name: "slow", question: "What if it falls slowly?", set: {} },
        { name: "fast", set: { "index.process.moves[0].over": "1s" } },
      ],
      """)
  private static let grid =
    "--grid makers.touchSize=0.25,0.5 --grid liquidation.checkInterval=1s,2s --seeds 1...2"

  private func session() -> Session {
    let session = Session()
    session.write("own.json5", Self.family)
    return session
  }

  /// The rows of a file without its header.
  private func rows(_ session: Session, _ name: String) -> [Substring] {
    Array(session.text(name).split(separator: "\n").dropFirst())
  }

  @Test func `A family runs all its variants and each table says which a row is of`() {
    let session = session()
    #expect(session.run("compare own.json5 --out out") == .success)
    #expect(session.output.contains("in `slow`"))
    #expect(session.output.contains("in `fast`"))
    let runs = rows(session, "out/runs.csv").map { $0.split(separator: ",")[0] }
    #expect(runs == Array(repeating: "slow", count: 6) + Array(repeating: "fast", count: 6))
    for name in ["summary", "differences", "incidence", "owners", "variants", "prices"] {
      #expect(session.text("out/\(name).csv").hasPrefix("variant,"))
    }
    #expect(session.text("out/report.md").contains("What if it falls slowly?"))
    #expect(session.run("verify out") == .success)
  }

  @Test func `What each group has more sums to zero by seed, path and variant`() throws {
    let session = session()
    #expect(session.run("compare own.json5 \(Self.grid) --out out") == .success)
    let lines = session.text("out/incidence.csv").split(separator: "\n")
    let header = lines[0].split(separator: ",")
    let change = try #require(header.firstIndex { $0.hasPrefix("change") })
    var sums: [String: Decimal] = [:]
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",")
      let run = cells[0...2].joined(separator: ",")
      sums[run, default: 0] += try #require(Decimal(string: String(cells[change])))
    }
    // Two variants of four cells, two seeds, two paths.
    #expect(sums.count == 32)
    #expect(sums.values.allSatisfy { $0 == 0 })
  }

  @Test func `A grid is run from its command line, verified, and named in the folder`() {
    let session = Session()
    #expect(session.run("compare mini.json5 \(Self.grid)") == .success)
    let folder = "Reports/mini-grid-touchSize-checkInterval"
    #expect(session.output.hasPrefix("report: \(folder)/report.md\n"))
    #expect(session.bytes("\(folder)/figures/map-step-ladder-payers-loss.svg") != nil)
    #expect(rows(session, "\(folder)/variants.csv").count == 4 * 2 * 5)
    #expect(session.run("verify \(folder)") == .success)
    #expect(session.output.contains("24 runs made again"))
    // The report's own command makes the same bytes.
    let report = session.text("\(folder)/report.md")
    let line = report.split(separator: "\n").first { $0.hasPrefix("stepladder compare") } ?? ""
    #expect(
      session.run(line.split(separator: " ").dropFirst().map(String.init) + ["--out", "b"])
        == .success)
    #expect(session.files("b") == session.files(folder))
  }

  @Test func `One cell made alone has the rows that it has among others`() {
    let session = Session()
    let cell = "touchSize=0.25/checkInterval=2s"
    #expect(session.run("compare mini.json5 \(Self.grid) --out all") == .success)
    #expect(session.run("compare mini.json5 \(Self.grid) --variant \(cell) --out one") == .success)
    for name in ["runs", "summary", "differences", "incidence", "owners", "liquidations"] {
      let all = rows(session, "all/\(name).csv").filter { $0.hasPrefix(cell + ",") }
      #expect(!all.isEmpty)
      #expect(all == rows(session, "one/\(name).csv"))
    }
    #expect(session.run("verify one") == .success)
    #expect(session.run("verify all --cell \(cell)") == .success)
    #expect(session.output.contains("cell \(cell) verified: 6 runs made again"))
    #expect(session.run("verify all --cell touchSize=0.25/checkInterval=3s") == .usage)
    #expect(session.errors.contains("did you mean \"touchSize=0.25/checkInterval=1s\"?"))
    #expect(session.run("verify one --cell touchSize=0.5/checkInterval=2s") == .usage)
  }

  @Test func `A cell that was changed is found`() {
    let session = Session()
    #expect(session.run("compare mini.json5 \(Self.grid) --out out") == .success)
    #expect(
      session.replace(
        "touchSize=0.5/checkInterval=2s,", with: "touchSize=0.5/checkInterval=1s,",
        in: "out/runs.csv"))
    #expect(session.run("verify out --cell touchSize=0.25/checkInterval=1s") == .mismatch)
    #expect(session.errors.contains("runs.csv"))
  }

  @Test func `A wrong key is refused with the one that was meant, and nothing is written`() {
    let session = session()
    for command in ["compare", "run"] {
      #expect(session.run("\(command) own.json5 --set makers.tuchSize=1 --out out") == .usage)
      #expect(
        session.errors.hasPrefix(
          "stepladder: --set makers.tuchSize: unknown key (did you mean \"makers.touchSize\"?)\n"))
    }
    #expect(session.files("out").isEmpty)
    #expect(session.run("compare own.json5 --variant fats --out out") == .usage)
    #expect(session.errors.contains("did you mean \"fast\"?"))
    #expect(session.run("compare own.json5 --grid seeds=1,2 --out out") == .usage)
    session.write(
      "wrong.json5", Self.family.replacing("index.process.moves[0]", with: "index.process.moves[9]")
    )
    #expect(session.run("check wrong.json5") == .badData)
    #expect(
      session.errors.contains("wrong.json5:45: variants[1].set: index.process.moves[9].over: "))
  }

  @Test func `A value of the command line runs, is told in the commands and verifies`() {
    let session = Session()
    #expect(
      session.run("compare mini.json5 --set index.process.moves[0].over=1s --set makers.count=3")
        == .success)
    let folder = "Reports/mini-over-1s-count-3"
    #expect(session.output.hasPrefix("report: \(folder)/report.md\n"))
    let report = session.text("\(folder)/report.md")
    #expect(report.contains("--set 'index.process.moves[0].over=1s' --set makers.count=3\n"))
    #expect(!session.text("\(folder)/runs.csv").hasPrefix("variant"))
    #expect(session.run("verify \(folder)") == .success)
  }

  @Test func `A run is of one variant, the first if none is named`() {
    let session = session()
    #expect(session.run("run own.json5") == .success)
    #expect(session.output.hasPrefix("report: Reports/mini-slow-market-order-1/report.md\n"))
    #expect(session.run("verify Reports/mini-slow-market-order-1") == .success)
    #expect(session.run("run own.json5 --variant fast --seed 2") == .success)
    #expect(
      session.text("Reports/mini-fast-market-order-2/report.md").contains("`fast` of `mini` alone"))
    #expect(session.run("check own.json5") == .success)
    #expect(session.output.contains(", 2 variants, no input files"))
  }

  @Test func `Many runs keep one digest each, and diff still finds where two part`() {
    let session = Session()
    let many = "compare mini.json5 --paths market-order --seeds 1...101 --out"
    #expect(session.run("\(many) a") == .success)
    #expect(!session.text("a/manifest.json").contains("\"step\""))
    #expect(session.run("\(many) b --set takers.ratePerSecond=3") == .success)
    #expect(session.run("diff a b") == .mismatch)
    #expect(
      session.output.contains(
        "the runs of path market-order with seed 1 part in simulated second 0"))
    #expect(session.run("verify a") == .success)
  }
}
