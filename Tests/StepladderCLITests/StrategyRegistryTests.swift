import Liquidation
import Market
import Simulation
import StepladderCLI
import Testing
import Units

/// Buys once and waits.
private struct Buyer: Strategy {
  static var name: String { "buyer" }
  static var summary: String { "Buys once." }

  struct Parameters: Codable, Sendable {
    var lots: Int64
    var limit: Int64?
  }

  let parameters: Parameters

  init(parameters: Parameters) { self.parameters = parameters }

  mutating func start(at desk: inout Desk) {
    desk.submit(
      OrderRequest(side: .buy, quantity: Quantity(lots: parameters.lots), kind: .market))
  }
}

/// Lets everybody go.
private struct Mercy: LiquidationPath {
  var name: String { "mercy" }
  var summary: String { "Releases every account." }
  mutating func next(in situation: Situation) -> PathAnswer { PathAnswer(.release) }
}

/// Says when the last price first fell ten ticks below where it was after the first second.
private struct FallMonitor: Monitor {
  var first: Price?
  var fall: Instant?

  mutating func secondEnded(_ sample: PriceSample) {
    guard let first else { return first = sample.last }
    if fall == nil, (first - sample.last).ticks >= 10 {
      fall = .zero + .seconds(Int64(sample.second))
    }
  }

  mutating func runEnded(_ totals: RunTotals) -> [MonitorFinding] {
    fall.map { [MonitorFinding(monitor: "fall", time: $0, claim: "Last fell by 10 ticks.")] } ?? []
  }
}

@Suite struct StrategyRegistryTests {
  @Test func `What a registered monitor finds stands in the report, and changes no run`() throws {
    var program = StepladderProgram()
    program.register(monitor: FallMonitor())
    let watched = Session(program: program)
    #expect(watched.run("compare mini.json5 --seeds 1...2 --out out") == .success)
    #expect(watched.run("verify out") == .success)
    let rows = watched.text("out/findings.csv").split(separator: "\n")
    #expect(rows.first == "seed,path,monitor,time_s,finding")
    #expect(rows.dropFirst().allSatisfy { $0.hasSuffix(",Last fell by 10 ticks.") })
    #expect(rows.count > 2, "each branch has a copy of its own")
    #expect(watched.text("out/report.md").contains("## What monitors found"))

    let plain = Session()
    #expect(plain.run("compare mini.json5 --seeds 1...2 --out out") == .success)
    for name in ["runs.csv", "liquidations.csv", "prices.csv", "incidents.csv"] {
      #expect(plain.text("out/" + name) == watched.text("out/" + name))
    }
    #expect(!plain.text("out/report.md").contains("monitors found"))
  }

  @Test func `A scenario that kept the name of a shipped one runs without the shipped strategies`()
  {
    let session = session(
      "strategies: [{ name: \"buyer\", capital: 1000, parameters: { lots: 1 } }]")
    #expect(session.replace("name: \"mini\"", with: "name: \"flash-crash\"", in: "own.json5"))
    #expect(session.run("compare own.json5 --seeds 1...2 --out out") == .success)
    #expect(
      session.text("out/report.md").contains(
        "stepladder compare own.json5 --paths market-order,step-ladder --seeds 1...2\n"
          + "stepladder verify Reports/flash-crash-own\n"))
    #expect(session.run("verify out") == .success)
  }

  private func session(_ slot: String) -> Session {
    var program = StepladderProgram()
    program.register(Buyer.self)
    program.register(path: Mercy())
    let session = Session(program: program)
    session.write("own.json5", MiniScenario.text(replacing: "strategies: []", with: slot))
    return session
  }

  @Test func `A registered strategy and a registered path take part and verify`() {
    let session = session(
      "strategies: [{ name: \"buyer\", capital: 100000, parameters: { lots: 500 } }]")
    #expect(session.run("list strategies") == .success)
    #expect(session.output.contains("Buys once."))
    #expect(
      session.run("compare own.json5 --paths market-order,mercy --seeds 1 --out out") == .success)
    #expect(session.run("verify out") == .success)

    let plain = Session()
    session.copy("out", to: "../\(plain.folder.split(separator: "/").last ?? "")/out")
    #expect(plain.run("verify out") == .badData)
    #expect(plain.errors.contains("buyer"))
  }

  @Test(arguments: [
    ("{ name: \"bayer\", capital: 1000, parameters: {} }", "did you mean \"buyer\"?"),
    ("{ name: \"buyer\", capital: 1000, parameters: {} }", "strategies[0].parameters.lots: "),
    (
      "{ name: \"buyer\", capital: 1000, parameters: { lots: \"many\" } }",
      "strategies[0].parameters.lots: expected a whole number, found \"many\""
    ),
    (
      "{ name: \"buyer\", capital: 1000, parameters: { lots: 3000.5 } }",
      "strategies[0].parameters.lots: expected a whole number, found 3000.5"
    ),
    (
      "{ name: \"buyer\", capital: 1000, parameters: { limt: 0.5, lots: 99999999999999999999 } }",
      "strategies[0].parameters.lots: expected a whole number from -9223372036854775808 to "
        + "9223372036854775807, found 99999999999999999999"
    ),
    (
      "{ name: \"buyer\", capital: 1000, parameters: { lots: 5, limt: 4 } }",
      "strategies[0].parameters.limt: unknown key (did you mean \"limit\"?)"
    ),
  ])
  func `Bad parameters have code 65 and name the strategy and the key`(
    slot: String, message: String
  ) {
    let session = session("strategies: [\(slot)]")
    for command in ["check", "run"] {
      #expect(session.run("\(command) own.json5") == .badData)
      #expect(session.errors.contains(message))
      #expect(session.errors.split(separator: "\n").count == 1)
    }
  }
}
