import Foundation
import Market
import Simulation
import StepladderCLI
import Testing
import Units

/// Buys once, with defaults and a check of its own.
private struct Opener: Strategy {
  static var name: String { "opener" }

  struct Parameters: StrategyParameters {
    var lots: Int64 = 10
    var limit: Int64?
    var width = Width()

    struct Width: Codable, Sendable {
      var low: Int64 = 1
      var high: Int64 = 2
    }

    func check() throws {
      guard lots >= 1 else { throw ParameterError("lots must be at least 1", at: "lots") }
      guard width.low < width.high else { throw ParameterError("low must be below high") }
    }
  }

  let parameters: Parameters

  init(parameters: Parameters) { self.parameters = parameters }

  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    guard desk.position == .zero, desk.openOrders.isEmpty else { return }
    desk.submit(
      OrderRequest(side: .buy, quantity: Quantity(lots: parameters.lots), kind: .market))
  }
}

/// Must be told a size, and finds fault with it in an initializer written by hand.
private struct Strict: Strategy {
  static var name: String { "strict" }

  struct Parameters: Codable, Sendable {
    var lots: Int64

    private struct TooMany: Error, CustomStringConvertible {
      var description: String { "more than the venue allows" }
    }

    init(from decoder: any Decoder) throws {
      lots = try decoder.container(keyedBy: CodingKeys.self).decode(Int64.self, forKey: .lots)
      if lots > 100 { throw TooMany() }
    }
  }

  init(parameters: Parameters) {}
}

/// Traps while its parameters are read.
private struct Trap: Strategy {
  static var name: String { "trap" }

  struct Parameters: StrategyParameters {
    var lots = 1

    func check() throws { precondition(lots > 0) }
  }

  init(parameters: Parameters) {}
}

@Suite("Parameters of strategies on the command line")
struct StrategyParameterTests {
  private func session(_ slots: String, _ more: String = "") -> Session {
    var program = StepladderProgram(name: "mine")
    program.register(Opener.self)
    program.register(Strict.self)
    program.register(Trap.self)
    let session = Session(program: program)
    session.write(
      "own.json5",
      MiniScenario.text(replacing: "strategies: [],", with: "strategies: [\(slots)],\n\(more)"))
    return session
  }

  private static let opener = "{ name: \"opener\", capital: 20000 }"

  @Test
  func `A grid over a parameter that the file leaves out is a family that reads well and verifies`()
    throws
  {
    let session = session(Self.opener)
    let grid = "--grid strategies[0].parameters.lots=5,10"
    #expect(session.run("check own.json5 \(grid)") == .success)
    #expect(session.output.contains(", 2 variants, "))
    #expect(session.run("compare own.json5 \(grid) --out out") == .success)
    let names = session.text("out/runs.csv").split(separator: "\n").dropFirst().map {
      String($0.split(separator: ",")[0])
    }
    #expect(Set(names) == ["lots=5", "lots=10"])
    // The default is a cell like another.
    #expect(session.run("compare own.json5 --out plain") == .success)
    let rows = session.text("out/runs.csv").split(separator: "\n").filter {
      $0.hasPrefix("lots=10,")
    }
    let plain = session.text("plain/runs.csv").split(separator: "\n").dropFirst()
    #expect(rows.map { $0.dropFirst("lots=10,".count) } == Array(plain))
    #expect(session.run("verify out") == .success)
    #expect(session.run("verify out --cell lots=5") == .success)
    #expect(session.text("out/manifest.json").contains("strategies[0].parameters.lots"))
  }

  @Test func `Two strategies of a kind are told apart in the names of cells`() {
    let session = session("\(Self.opener), \(Self.opener)")
    let grid =
      "--grid strategies[0].parameters.lots=5,10 --grid strategies[1].parameters.lots=6,12"
    #expect(session.run("compare own.json5 \(grid) --seeds 1 --out out") == .success)
    #expect(session.text("out/runs.csv").contains("\nstrategies.0.lots=5/strategies.1.lots=12,"))
    #expect(session.run("verify out --cell strategies.0.lots=5/strategies.1.lots=12") == .success)
  }

  @Test func `A variant and a run may set a parameter, one without a default too`() {
    let session = session(
      "{ name: \"strict\", capital: 1000 }",
      """
      variants: [
        { name: "few", set: { "strategies[0].parameters.lots": 1 } },
        { name: "many", set: { "strategies[0].parameters.lots": 2 } },
      ],
      """)
    #expect(session.run("check own.json5") == .success)
    #expect(session.run("run own.json5 --variant many --out out") == .success)
    #expect(session.run("verify out") == .success)
    let plain = self.session("{ name: \"strict\", capital: 1000 }")
    #expect(plain.run("check own.json5") == .badData)
    #expect(plain.errors == "mine: own.json5:42: strategies[0].parameters.lots: missing key\n")
    #expect(plain.run("check own.json5 --set strategies[0].parameters.lots=1") == .success)
    #expect(plain.run("check own.json5 --set takers.ratePerSecond=3") == .badData)
    #expect(plain.errors == "mine: own.json5:42: strategies[0].parameters.lots: missing key\n")
  }

  @Test(arguments: [
    (
      "--set strategies[0].parameters.lotz=5",
      "--set strategies[0].parameters.lotz: unknown key (did you mean \"strategies[0].parameters.lots\"?)"
    ),
    (
      "--grid strategies[0].parameters.lots=5,x",
      "--grid strategies[0].parameters.lots: expected a whole number, found \"x\""
    ),
    (
      "--set strategies[0].parameters.lots=0",
      "--set strategies[0].parameters.lots (opener): lots must be at least 1"
    ),
    (
      "--set strategies[0].parameters.limit=4 --set strategies[0].parameters.width.low=2",
      "--set strategies[0] (opener): low must be below high"
    ),
    (
      "--set strategies[0].parameters.width.lw=2",
      "--set strategies[0].parameters.width.lw: unknown key (did you mean "
        + "\"strategies[0].parameters.width.low\"?)"
    ),
  ])
  func `A parameter of the command line that is wrong has code 64, and nothing runs`(
    options: String, message: String
  ) {
    let session = session(Self.opener)
    for command in ["check own.json5", "compare own.json5 --out out"] {
      #expect(session.run("\(command) \(options)") == .usage)
      #expect(session.errors.hasPrefix("mine: \(message)\n"))
    }
    #expect(session.files("out").isEmpty)
  }

  @Test(arguments: [
    (
      "{ name: \"opener\", capital: 1000, parameters: {\n lots: 0 } }",
      "own.json5:43: strategies[0].parameters.lots (opener): lots must be at least 1"
    ),
    (
      "{ name: \"opener\", capital: 1000,\n parameters: { width: { low: 9 } } }",
      "own.json5:43: strategies[0] (opener): low must be below high"
    ),
    (
      "{ name: \"strict\", capital: 1000, parameters: { lots: 101 } }",
      "own.json5:42: strategies[0] (strict): more than the venue allows"
    ),
  ])
  func `What a strategy finds wrong with a file is told as the strategy's`(
    slot: String, message: String
  ) {
    let session = session(slot)
    for command in ["check", "run"] {
      #expect(session.run("\(command) own.json5") == .badData)
      #expect(session.errors == "mine: \(message)\n")
    }
  }

  @Test func `A strategy of one's own stands in a shipped scenario by an option`() {
    let session = session(Self.opener)
    let own = "strategies=[{name:\"opener\",capital:20000,parameters:{lots:2}}]"
    #expect(session.run(["check", "flash-crash", "--set", own]) == .success)
    #expect(session.run(["check", "flash-crash"]) == .badData)
    #expect(session.errors.hasPrefix("mine: flash-crash:"))
    #expect(session.run("check flash-crash --set makers.count=9") == .badData)
    #expect(session.errors.contains(": strategies[0].name: expected "))
    #expect(
      session.run(["check", "flash-crash", "--set", own.replacing("opener", with: "opner")])
        == .usage)
    #expect(session.errors.contains("did you mean \"opener\"?"))
  }

  @Test func `The list of strategies has their parameters, where none has to be given`() {
    let session = session(Self.opener)
    #expect(session.run("list strategies") == .success)
    let words = session.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "opener Parameters: lots 10, width {\"high\": 2, \"low\": 1}. strict trap Parameters"))
    #expect(session.run("list strategies --json") == .success)
    #expect(session.output.contains("\"parameters\": null"))
  }

  @Test func `A program without the strategies of the shipped comparison explains itself`() {
    let session = session(Self.opener)
    #expect(session.run([String]()) == .success)
    #expect(session.output.contains("Commands:"))
    #expect(!session.output.contains("runs the shipped comparison"))
    #expect(session.bytes("Reports/flash-crash/report.md") == nil)
  }

  @Test func `A trap in a check of parameters is laid to the strategy`() async throws {
    let result = await #expect(processExitsWith: .exitCode(4), observing: [\.standardErrorContent])
    {
      var program = StepladderProgram(name: "mine")
      program.register(Trap.self)
      let session = Session(program: program)
      session.write(
        "own.json5",
        MiniScenario.text(
          replacing: "strategies: []",
          with: "strategies: [{ name: \"trap\", capital: 1000, parameters: { lots: 0 } }]"))
      Interruption().install()
      _ = session.run("check own.json5")
    }
    let errors = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(errors.contains("mine: strategy trap trapped while it was made from its parameters"))
  }
}
