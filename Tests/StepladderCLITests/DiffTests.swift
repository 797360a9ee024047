import Market
import Simulation
import StepladderCLI
import Testing
import Units

/// A strategy before it is edited: buys at the first mark.
private struct Before: Strategy {
  static var name: String { "edited" }
  struct Parameters: Codable, Sendable {}
  init(parameters: Parameters) {}

  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    guard desk.position == .zero, desk.openOrders.isEmpty else { return }
    desk.submit(OrderRequest(side: .buy, quantity: Quantity(lots: 10), kind: .market))
  }
}

/// The same strategy after it: sells.
private struct After: Strategy {
  static var name: String { "edited" }
  struct Parameters: Codable, Sendable {}
  init(parameters: Parameters) {}

  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    guard desk.position == .zero, desk.openOrders.isEmpty else { return }
    desk.submit(OrderRequest(side: .sell, quantity: Quantity(lots: 10), kind: .market))
  }
}

@Suite struct DiffTests {
  @Test func `Equal reports are equal`() {
    let session = Session()
    #expect(session.run("compare mini.json5 --out a --seeds 1") == .success)
    #expect(session.run("diff a a") == .success)
    #expect(session.output.hasPrefix("the reports are equal: 3 runs"))
  }

  @Test func `A steeper fall differs first in an index update`() {
    let session = Session()
    session.write("steep.json5", MiniScenario.text(replacing: "-6%", with: "-7%"))
    #expect(session.run("compare mini.json5 --out a --seeds 1") == .success)
    #expect(session.run("compare steep.json5 --out b --seeds 1") == .success)
    #expect(session.run("diff a b") == .mismatch)
    #expect(session.output.contains("the scenario differs at line"))
    #expect(
      session.output.contains(
        "the runs of path market-order with seed 1 part in simulated second 1\n"
          + "the first difference is an index update\n  a: 1.200000000 s index update to "))
  }

  @Test func `Another liquidation fee differs first in an event of the liquidation`() {
    let session = Session()
    session.write(
      "slow.json5",
      MiniScenario.text(
        replacing: "checkPrice: \"mark\"", with: "checkPrice: \"mark\", checkInterval: \"2s\""))
    #expect(session.run("compare mini.json5 --out a --seeds 1") == .success)
    #expect(session.run("compare slow.json5 --out b --seeds 1") == .success)
    #expect(session.run("diff a b") == .mismatch)
    #expect(session.output.contains("the first difference is an event\n"))
    #expect(session.output.contains("marginCheck in phase marginCheck"))
  }

  @Test func `Other seeds and other paths are told`() {
    let session = Session()
    #expect(session.run("compare mini.json5 --out a --seeds 1") == .success)
    #expect(session.run("compare mini.json5 --out b --seeds 2") == .success)
    #expect(session.run("diff a b") == .mismatch)
    #expect(session.output.hasPrefix("the seeds differ\n"))
    #expect(session.output.contains("with seed 1 and that of path market-order with seed 2 part"))
    #expect(
      session.run("compare mini.json5 --out c --seeds 1 --paths market-order,twap-slices")
        == .success)
    #expect(session.run("diff a c") == .mismatch)
    #expect(session.output == "the paths differ\n")
  }

  @Test func `A folder without a sound manifest has code 65 or 66`() {
    let session = Session()
    #expect(session.run("compare mini.json5 --out a --seeds 1") == .success)
    #expect(session.run("diff a nowhere") == .missingInput)
    session.copy("a", to: "b")
    session.write("b/manifest.json", "{}")
    #expect(session.run("diff a b") == .badData)
    #expect(session.errors.contains("b/manifest.json: not the manifest of a Stepladder report"))
  }

  @Test func `A report made before its strategy was edited is told to be of other code`() {
    func session<S: Strategy>(_ strategy: S.Type) -> Session {
      var program = StepladderProgram()
      program.register(strategy)
      let session = Session(program: program)
      session.write(
        "own.json5",
        MiniScenario.text(
          replacing: "strategies: []", with: "strategies: [{ name: \"edited\", capital: 20000 }]"))
      return session
    }
    let old = session(Before.self)
    let new = session(After.self)
    #expect(old.run("compare own.json5 --seeds 1 --out a") == .success)
    #expect(new.run("compare own.json5 --seeds 1 --out b") == .success)
    old.copy("a", to: "../\(new.folder.split(separator: "/").last ?? "")/a")
    #expect(new.run("diff a b") == .mismatch)
    #expect(
      new.output.contains(
        "this program makes other events than a states, from the same scenario and seed: a was made by "
          + "other code, such as a strategy or a path before it was edited"))
    #expect(!new.output.contains("different seeds or states"))
  }

  @Test func `Reports under rulebooks are taken apart to the first event too`() {
    let session = Session()
    session.write("steep.json5", MiniScenario.text(replacing: "-6%", with: "-7%"))
    #expect(session.run("compare mini.json5 --venues okx --out a --seeds 1") == .success)
    #expect(session.run("compare steep.json5 --venues okx --out b --seeds 1") == .success)
    #expect(session.run("diff a b") == .mismatch)
    #expect(
      session.output.contains("the runs of path okx with seed 1 part in simulated second 1\n"))
    #expect(session.output.contains("the first difference is an index update\n"))
  }
}
