import Foundation
import StepladderCLI
import Testing

@Suite struct CompareTests {
  @Test func `A comparison writes a whole report and says where it is`() {
    let session = Session()
    #expect(session.run("compare mini.json5") == .success)
    #expect(session.output.hasPrefix("report: Reports/mini/report.md\ndigest: "))
    #expect(session.errors.isEmpty)
    let files = session.files("Reports/mini")
    for name in [
      "report.md", "manifest.json", "runs.csv", "summary.csv", "differences.csv",
      "liquidations.csv", "accounts.csv", "prices.csv", "incidents.csv", "cascade.csv",
      "attribution.csv",
    ] { #expect(files[name]?.isEmpty == false) }
    // Two paths and the control, two seeds, one header.
    #expect(session.text("Reports/mini/runs.csv").split(separator: "\n").count == 7)
  }

  @Test func `One thread, three threads and another folder give the same bytes`() {
    let session = Session()
    #expect(session.run("compare mini.json5 --threads 1 --seeds 1...3 --out a") == .success)
    #expect(session.run("compare mini.json5 --threads 3 --seeds 1...3 --out b/c") == .success)
    #expect(session.files("a").count > 10)
    #expect(session.files("a") == session.files("b/c"))
  }

  @Test func `The summary for programs names folder, digest and the primary metrics by path`()
    throws
  {
    let session = Session()
    #expect(session.run("compare mini.json5 --json --out out") == .success)
    let value = try JSONSerialization.jsonObject(with: Data(session.output.utf8))
    let summary = try #require(value as? [String: Any])
    #expect(summary["report"] as? String == "out")
    #expect((summary["digest"] as? String)?.count == 64)
    let paths = try #require(summary["paths"] as? [[String: Any]])
    #expect(paths.map { $0["path"] as? String } == ["market-order", "step-ladder"])
    let metrics = try #require(paths[1]["metrics"] as? [[String: Any]])
    #expect(
      metrics.map { $0["metric"] as? String } == [
        "owners_value_end", "payers_loss", "execution_shortfall",
      ])
    #expect(session.text("out/manifest.json").contains(summary["digest"] as? String ?? "?"))
  }

  @Test func `Paths and seeds of the command line replace those of the scenario`() {
    let session = Session()
    #expect(
      session.run("compare mini.json5 --paths twap-slices --seeds 7...8 --out out") == .success)
    let runs = session.text("out/runs.csv").split(separator: "\n").dropFirst()
    #expect(runs.map { $0.split(separator: ",")[0] } == ["7", "7", "8", "8"])
    #expect(runs.map { $0.split(separator: ",")[1] }.first == "twap-slices")
  }

  @Test func `A run of one path and seed observes the market and has a folder of its own`() {
    let session = Session()
    #expect(session.run("run mini.json5 --path step-ladder --seed 3") == .success)
    #expect(session.output.hasPrefix("report: Reports/mini-step-ladder-3/report.md\n"))
    #expect(session.bytes("Reports/mini-step-ladder-3/market.csv") != nil)
    #expect(session.run("verify Reports/mini-step-ladder-3") == .success)
    #expect(session.run("run mini.json5 --path control") == .success)
    #expect(session.run("verify Reports/mini-control-1") == .success)
  }

  @Test func `Progress is shown only where someone watches and it is not unwanted`() {
    let session = Session()
    #expect(session.run("compare mini.json5", isWatched: true) == .success)
    #expect(session.progress.contains("/6"))
    #expect(session.progress.hasSuffix("\r\u{1B}[K"))
    #expect(session.errors.isEmpty)
    #expect(session.run("compare mini.json5 --quiet", isWatched: true) == .success)
    #expect(session.progress.isEmpty)
  }

  @Test func `An earlier report is replaced; anything else is refused with code 73`() {
    let session = Session()
    #expect(session.run("compare mini.json5 --out out --seeds 1") == .success)
    let first = session.files("out")
    #expect(session.run("compare mini.json5 --out out --seeds 2") == .success)
    #expect(session.files("out") != first)

    session.write("out/notes.txt", "mine")
    #expect(session.run("compare mini.json5 --out out --seeds 1") == .cannotWrite)
    #expect(session.errors.contains("notes.txt"))
    #expect(session.text("out/notes.txt") == "mine")

    #expect(session.run("compare mini.json5 --out .") == .cannotWrite)
    #expect(session.run("compare mini.json5 --out mini.json5") == .cannotWrite)
    #expect(session.run("compare mini.json5 --out mini.json5/x") == .cannotWrite)
    #expect(session.text("mini.json5") == MiniScenario.text)
  }

  @Test
  func `One rulebook with another switch is another rulebook, and no rulebook is compared twice`() {
    let session = Session()
    let mark = "bybit-usdt:maintenanceBasis=mark"
    #expect(
      session.run("compare mini.json5 --seeds 1 --venues bybit-usdt,\(mark) --out out") == .success)
    #expect(session.text("out/summary.csv").contains("\n\(mark),recovered_equity,"))
    #expect(session.text("out/rulebooks.csv").contains("\n\(mark),valuation,mark,"))
    #expect(session.text("out/rulebooks.csv").contains("\nbybit-usdt,valuation,entry,"))
    #expect(session.run("verify out") == .success)

    #expect(session.run("compare mini.json5 --seeds 1 --venues okx,okx --out two") == .usage)
    #expect(session.errors.contains("--venues: okx is named twice"))
  }

  @Test func `How lending markets sell collateral is a path like any other`() {
    let session = Session()
    let paths = "market-order,maker-clip,compound-v3,aave-v3"
    #expect(session.run("compare mini.json5 --seeds 1 --paths \(paths) --out out") == .success)
    let rows = session.text("out/runs.csv").split(separator: "\n").dropFirst()
    #expect(
      rows.map { $0.split(separator: ",")[1] }
        == ["market-order", "maker-clip", "compound-v3", "aave-v3", "control"])
    let report = session.text("out/liquidations.csv")
    for path in ["maker-clip", "compound-v3", "aave-v3"] { #expect(report.contains(",\(path),")) }
    #expect(session.run("verify out") == .success)
  }

  @Test(arguments: [
    ("compare mini.json5", "mini"), ("compare mini.json5 --seeds 1...2", "mini"),
    ("compare mini.json5 --paths market-order,step-ladder", "mini"),
    ("compare mini.json5 --seeds 1...3", "mini-seeds-1-3"),
    ("compare mini.json5 --seeds 2", "mini-seed-2"),
    ("compare mini.json5 --paths step-ladder,market-order", "mini-step-ladder-market-order"),
    (
      "compare mini.json5 --paths step-ladder,market-order,twap-slices,takeover-limit",
      "mini-4-paths"
    ),
    (
      "compare mini.json5 --seeds 1 --venues okx,bybit-usdt:maintenanceBasis=mark",
      "mini-okx-bybit-usdt-maintenanceBasis-mark-seed-1"
    ),
    ("compare crash.json5", "flash-crash-own"),
  ])
  func `A comparison of other things than the scenario's own has a folder of its own`(
    line: String, folder: String
  ) {
    let session = Session()
    session.write(
      "crash.json5", MiniScenario.text(replacing: "name: \"mini\"", with: "name: \"flash-crash\""))
    #expect(session.run(line) == .success)
    #expect(session.output.hasPrefix("report: Reports/\(folder)/report.md\n"))
    // The report's own commands name the file and that folder, and it verifies there.
    let report = session.text("Reports/\(folder)/report.md")
    let file = line.contains("crash.json5") ? "crash.json5" : "mini.json5"
    #expect(report.contains("stepladder compare \(file) --"))
    #expect(report.contains("stepladder verify Reports/\(folder)\n"))
    #expect(session.run("verify Reports/\(folder)") == .success)
  }

  @Test func `The command that a report of one's own names makes the same bytes again`() throws {
    let session = Session()
    session.write("own.json5", MiniScenario.text)
    #expect(
      session.run("compare own.json5 --venues okx,binance-usdm --seeds 1 --out a") == .success)
    let report = session.text("a/report.md")
    let line = try #require(
      report.split(separator: "\n").first { $0.hasPrefix("stepladder compare") })
    let words = line.split(separator: " ").dropFirst().map(String.init)
    #expect(session.run(words) == .success)
    #expect(session.files("a") == session.files("Reports/mini-okx-binance-usdm-seed-1"))
  }

  @Test func `The answer and the first table are printed, in plain text`() {
    let session = Session()
    #expect(session.run("compare mini.json5 --out out") == .success)
    #expect(session.output.hasPrefix("report: out/report.md\ndigest: "))
    #expect(session.output.contains("\n\nOwners who breach where nobody is liquidated kept from "))
    #expect(session.output.contains("\nPath          Owners' value (%)  "))
    #expect(session.output.contains("\nmarket-order  "))
    #expect(!session.output.contains("**"))
    #expect(!session.output.contains("|"))
  }

  @Test func `A wrong option points to the help of its command`() {
    let session = Session()
    #expect(session.run("compare mini.json5 --seeds x") == .usage)
    #expect(session.errors.hasSuffix("\"stepladder help compare\" explains the command\n"))
    #expect(session.run("run mini.json5 --pth step-ladder") == .usage)
    #expect(session.errors.hasSuffix("\"stepladder help run\" explains the command\n"))
    #expect(session.run("quote --side up --size 1 --entry 1 --leverage 2") == .usage)
    #expect(session.errors.hasSuffix("\"stepladder help quote\" explains the command\n"))
    #expect(session.run("compere mini.json5") == .usage)
    #expect(session.errors.hasSuffix("\"stepladder help\" lists the commands\n"))
  }

  @Test(arguments: [
    (
      "okx\", \"bybit-usdtt",
      "venues[1]: expected a rulebook of this program, found \"bybit-usdtt\" (did you mean \"bybit-usdt\"?)"
    ),
    (
      "bitmex",
      "venues[0]: expected rulebooks of linear contracts, as mini trades one, found \"bitmex\", of inverse ones"
    ),
    ("aave-v3", "venues[0]: "),
    (
      "bybit-usdt:maintenanceBasis=mrk",
      "venues[0]: expected \"entry\" or \"mark\", found \"mrk\" (did you mean \"mark\"?)"
    ),
    ("bybit-usdt:basis=mark", "venues[0]: no such switch in this rulebook"),
    ("bybit-usdt:maintenanceBasis", "venues[0]: expected switches such as"),
    ("mine.json5", "venues[0]: expected a rulebook of this program, found \"mine.json5\""),
  ])
  func `A rulebook that a scenario names and that does not exist is the scenario's mistake`(
    names: String, message: String
  ) {
    let session = Session()
    session.write(
      "own.json5",
      MiniScenario.text(
        replacing: "strategies: []", with: "strategies: [],\nvenues: [\"\(names)\"]"))
    for command in ["check", "compare"] {
      #expect(session.run("\(command) own.json5") == .badData)
      #expect(session.errors.hasPrefix("stepladder: own.json5:43: \(message)"))
      #expect(session.errors.split(separator: "\n").count == 1)
    }
  }
}
