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
        "recovered_equity", "loss_to_others", "execution_shortfall",
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
}
