import Foundation
import Liquidation
import Market
import Simulation
import StepladderCLI
import Synchronization
import Testing
import Units

/// Breaks the rule of strategies that its parameter names.
private struct Breaker: Strategy {
  static var name: String { "breaker" }

  struct Parameters: Codable, Sendable {
    var rule: String
  }

  private final class Memory: Sendable {
    let count = Mutex(0)
  }

  private let rule: String
  private let memory = Memory()
  private var markCount = 0

  init(parameters: Parameters) { rule = parameters.rule }

  mutating func start(at desk: inout Desk) {
    if rule == "timer" { desk.setTimer(0, after: Interval(nanoseconds: 1)) }
  }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    desk.setTimer(0, after: Interval(nanoseconds: 1))
  }

  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    markCount += 1
    switch rule {
    case "random": if Bool.random() { buy(&desk) }
    case "memory":
      let count = memory.count.withLock { count in
        count += 1
        return count
      }
      if count % 5 == 2 { buy(&desk) }
    case "flag":
      // Once for all branches: whoever is first.
      let isFirst = Self.hasBought.withLock { hasBought in
        defer { if markCount > 5 { hasBought = true } }
        return markCount > 5 && !hasBought
      }
      if isFirst { buy(&desk) }
    case "index" where markCount == 3: _ = [1, 2, 3][markCount]
    case "bad" where markCount == 2:
      desk.submit(OrderRequest(side: .buy, quantity: .zero, kind: .market))
    default: break
    }
  }

  private static let hasBought = Mutex(false)

  private func buy(_ desk: inout Desk) {
    desk.submit(OrderRequest(side: .buy, quantity: Quantity(lots: 10), kind: .market))
  }
}

/// A path that draws at random how much it closes.
private struct Whim: LiquidationPath {
  var name: String { "whim" }
  var summary: String { "Releases or closes as it pleases." }
  private var inner = BuiltInPaths.marketOrder

  mutating func next(in situation: Situation) -> PathAnswer {
    var generator = SystemRandomNumberGenerator()
    return Bool.random(using: &generator) ? PathAnswer(.release) : inner.next(in: situation)
  }
}

@Suite("A strategy that breaks a rule")
struct StrategyFaultTests {
  /// A session whose scenario has the strategy.
  private static func session(_ rule: String) -> Session {
    var program = StepladderProgram(name: "mine")
    program.register(Breaker.self)
    program.register(path: Whim())
    let session = Session(program: program)
    session.write(
      "own.json5",
      MiniScenario.text(
        replacing: "strategies: []",
        with:
          "strategies: [{ name: \"breaker\", capital: 20000, parameters: { rule: \"\(rule)\" } }]"
      ))
    return session
  }

  @Test("runs away: the run ends with one line that says who, where and when, and writes nothing")
  func runaway() {
    let session = Self.session("timer")
    for command in ["compare", "run"] {
      #expect(session.run("\(command) own.json5 --out out") == .strategyFault)
      #expect(
        session.errors
          == "mine: own.json5: strategies[0]: strategy breaker ran away: it sent more than 10000 "
          + "orders, cancels, replacements and timers beyond 1000 in each simulated second, on path market-order with seed 1 at "
          + "0.000010000 s of simulated time; nothing was written\n")
      #expect(session.bytes("out/manifest.json") == nil)
    }
  }

  @Test(
    "does not repeat: the line names strategy, path, seed and the first simulated second",
    arguments: ["random", "memory", "flag"])
  func unrepeatable(rule: String) throws {
    let session = Self.session(rule)
    for line in [
      "compare own.json5 --seeds 1", "run own.json5",
      "compare own.json5 --venues okx,bybit-usdt --seeds 1",
    ] {
      // What remembers for the life of the process is found by the first command alone.
      if rule == "flag", line != "compare own.json5 --seeds 1" { continue }
      #expect(session.run("\(line) --out out") == .strategyFault)
      let message = session.errors
      #expect(
        message.hasPrefix("mine: own.json5: strategies[0]: strategy breaker does not repeat: "))
      #expect(message.contains(" with seed 1 "))
      #expect(message.contains("the runs differ from simulated second "))
      #expect(message.split(separator: "\n").count == 1)
      #expect(session.bytes("out/manifest.json") == nil)
    }
  }

  @Test("a registered path that draws at random is found, without a strategy too")
  func unrepeatablePath() {
    let session = Self.session("none")
    let line = "compare mini.json5 --seeds 1 --paths market-order,whim --out out"
    #expect(session.run(line) == .strategyFault)
    #expect(session.errors.contains("what runs on path whim with seed 1 does not repeat"))
  }

  @Test("keeps them all: the check changes no byte and costs one seed")
  func repeats() {
    let session = Self.session("none")
    #expect(session.run("compare own.json5 --out out", isWatched: true) == .success)
    // Three branches for each of two seeds, and for the first one's repetition.
    #expect(session.progress.contains("/9"))
    #expect(session.run("verify out") == .success)
    #expect(session.bytes("out/rejections.csv") == nil)
  }

  @Test("asks for what no venue does: the report counts it by reason")
  func rejections() {
    let session = Self.session("bad")
    #expect(session.run("compare own.json5 --out out") == .success)
    #expect(
      session.text("out/rejections.csv").hasPrefix(
        "seed,path,strategy,reason,count\n1,market-order,breaker,quantity-not-positive,1\n"))
    let report = session.text("out/report.md")
    #expect(report.contains("## What strategies asked for and did not get"))
    #expect(report.contains("| `breaker` | `quantity-not-positive` |"))
    #expect(session.run("verify out") == .success)
  }

  @Test("traps: the process says whose code it was, on which seed and path, with a code of its own")
  func trap() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(4), observing: [\.standardErrorContent]
    ) {
      Interruption().install()
      _ = StrategyFaultTests.session("index").run("compare own.json5 --seeds 1 --out out")
    }
    let words = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(words.contains("mine: strategy breaker trapped "))
    #expect(words.contains(" with seed 1"))
    #expect(words.contains("of simulated time"))
  }
}
