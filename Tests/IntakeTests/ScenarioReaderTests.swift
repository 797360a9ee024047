import Intake
import Kernel
import Liquidation
import Margin
import Market
import ScenarioData
import Simulation
import Testing
import Units

@Suite("A scenario document")
struct ScenarioReaderTests {
  private func read(
    _ text: String, names: ScenarioNames = ScenarioNames()
  ) throws(InputError) -> LoadedScenario {
    try ScenarioReader.read(bytes: Array(text.utf8), file: "s.json5", names: names)
  }

  @Test("that is shipped is read, and its canonical text says the same")
  func shipped() throws {
    let all = EmbeddedScenarios.all
    #expect(all.count == 10)
    for (name, bytes) in all {
      let loaded = try ScenarioReader.read(bytes: bytes, file: name + ".json5")
      #expect(loaded.scenario.name == name)
      let again = try read(loaded.canonicalText)
      #expect(again.scenario == loaded.scenario)
      #expect(again.canonicalText == loaded.canonicalText)
      #expect(again.variants.map(\.loaded.scenario) == loaded.variants.map(\.loaded.scenario))
    }
  }

  @Test("of the real crash for rulebooks differs from the made one by its tape alone")
  func venueTapes() throws {
    let read = try ["venues-crash", "venues-2021-05-19"].map { name in
      let bytes = try #require(EmbeddedScenarios.all.first { $0.name == name }).bytes
      return try ScenarioReader.read(bytes: bytes, file: name + ".json5").scenario
    }
    var real = read[1]
    #expect(real.length == read[0].length)
    #expect(real.index != read[0].index)
    (real.name, real.question, real.index) = (read[0].name, read[0].question, read[0].index)
    #expect(real == read[0])
  }

  @Test("of the flash crash is the default comparison")
  func flashCrash() throws {
    let bytes = try #require(EmbeddedScenarios.all.first).bytes
    let loaded = try ScenarioReader.read(bytes: bytes, file: "flash-crash.json5")
    let scenario = loaded.scenario
    #expect(scenario.seeds == 1...16)
    #expect(scenario.paths.first == "market-order")
    #expect(scenario.paths.count == 5)
    #expect(scenario.length == .seconds(510))
    #expect(
      loaded.variants.map(\.name) == ["slow-fall", "fast-v", "thin-grind", "low-leverage"])
    #expect(scenario.population.count == 1000)
    #expect(scenario.instrument.atomsPerTickLot == 100)
    #expect(loaded.indexInput == .none)
    guard case .process(let process, let start) = scenario.index else {
      Issue.record("the index is a process")
      return
    }
    #expect(start == Price(ticks: 600_000))
    #expect(process.moves.first?.returnBasisPoints == -900)
    // Published on the venue's page: the third tier of BTCUSDT deducts 950.
    #expect(scenario.margin.tiers[2].deduction == Money(atoms: 950_000_000))
  }

  @Test("with the fewest keys has the documented defaults")
  func defaults() throws {
    let loaded = try read(ScenarioDocument.smallest)
    let scenario = loaded.scenario
    #expect(scenario.instrument.makerFee == .zero)
    guard case .process(let process, let start) = scenario.index else {
      Issue.record("the index is a process")
      return
    }
    #expect(start == Price(ticks: 200))
    #expect(process == IndexProcess(volatilityBasisPoints: 1))
    #expect(process.updateInterval == .milliseconds(100))
    #expect(scenario.makers.layers.isEmpty)
    #expect(scenario.makers.inventorySkew == .zero)
    #expect(scenario.takers.branching == 0)
    #expect(scenario.takers.metaorders == 1)
    #expect(scenario.takers.metaorderTail == 1.5)
    #expect(scenario.shocks.isEmpty)
    #expect(scenario.latency.indexToVenue == .constant(.milliseconds(20)))
    #expect(
      scenario.latency.makerOrderEntry == .uniform(low: .milliseconds(1), high: .milliseconds(6)))
    #expect(scenario.latency.gatewayService == .microseconds(20))
    #expect(
      scenario.mark.formula == .indexPlusAverageBasis(window: 30, clampRate: .basisPoints(50)))
    #expect(scenario.mark.interval == .seconds(1))
    #expect(scenario.funding == nil)
    #expect(scenario.population.longShare == .basisPoints(5000))
    #expect(scenario.population.entryDeviation == .basisPoints(100))
    #expect(scenario.liquidation.checkPrice == .mark)
    #expect(scenario.liquidation.checkInterval == .seconds(1))
    #expect(scenario.liquidation.backstop.unwindInterval == .seconds(5))
    #expect(scenario.liquidation.backstop.unwindShare == .basisPoints(500))
    #expect(scenario.strategies.isEmpty)
    #expect(
      scenario.paths
        == ["market-order", "step-ladder", "takeover-limit", "twap-slices", "backstop-transfer"])
    #expect(scenario.seeds == 1...16)
    // A leverage of 75 needs a 75th: 1.33333... %, and the account deposits the fraction.
    #expect(scenario.margin.tiers[1].initial == Rate(partsPerMillion: 13_334))
    #expect(scenario.margin.tiers[1].deduction == Money(atoms: 50_000_000))
    for key in ["gatewayService", "checkInterval", "funding", "jumps", "seeds", "unwindShare"] {
      #expect(loaded.canonicalText.contains("\"\(key)\": "), "\(key) is written out")
    }
  }

  @Test("has delays whose percentiles are those asked for")
  func percentiles() throws {
    let latency = try read(ScenarioDocument.smallest).scenario.latency
    #expect(abs(latency.feedToMaker.delay(0.5).nanoseconds - 4_000_000) <= 1)
    #expect(abs(latency.feedToMaker.delay(0.99).nanoseconds - 25_000_000) <= 100)
    #expect(abs(latency.strategyOrderEntry.delay(0.99).nanoseconds - 100_000_000) <= 1000)
  }

  @Test("of every form is read and written the same")
  func forms() throws {
    let text = ScenarioDocument.smallest
      .replacing(
        "index: { process: { start: 100, volatility: \"1bp\" } },",
        with: """
          index: { process: {
            start: 100, volatility: "0.0545%", drift: "-0.001bp",
            jumps: { ratePerSecond: 1e-3, size: { twoSided: { upMean: "1bp", downMean: "2.5bp" } } },
            moves: [{ at: "1s", over: "2s", return: "-250000ppm", shape: "linear" }],
          } },
          """
      )
      .replacing(
        "length: \"1min\",",
        with: """
          length: "1min", mark: { formula: { medianOfThree: {} } }, funding: {}, seeds: "7",
          shocks: [
            { shock: { pull: { side: "buy" } }, when: { at: "3s" }, halfLife: "1s" },
            { shock: { gap: { by: "1%" } }, when: { random: { mean: "1s" } }, halfLife: "1s" },
            { shock: { cancelBurst: { share: "30%" } }, when: { at: 0 }, halfLife: "1s" },
          ],
          latency: {
            indexToVenue: { gamma: { median: "10ms", percentile99: "50ms" } },
            feedToMaker: { gamma: { offset: "1ms", shape: 2, scale: "3ms" } },
            feedToStrategy: { exponential: { mean: "3ms" } },
            response: { empirical: ["1ms", "2ms", "2ms"] },
            takerOrderEntry: { logNormal: { median: "3ms", sigma: 0.25 } },
          },
          paths: ["twap-slices"],
          strategies: [{ name: "trend", capital: 5.5, parameters: { share: 5e-1, on: true } }],
          """)
    let loaded = try read(text)
    let scenario = loaded.scenario
    #expect(try read(loaded.canonicalText).scenario == scenario)
    #expect(try read(loaded.canonicalText).canonicalText == loaded.canonicalText)
    guard case .process(let process, _) = scenario.index else {
      Issue.record("the index is a process")
      return
    }
    #expect(process.volatilityBasisPoints == 5.45)
    #expect(process.moves.map(\.returnBasisPoints) == [-2500])
    #expect(scenario.shocks[1].shock == .gap(side: nil, rate: .basisPoints(100)))
    #expect(abs(scenario.latency.indexToVenue.delay(0.99).nanoseconds - 50_000_000) < 500)
    #expect(scenario.funding?.firstSettlement == .zero + .seconds(28_800))
    #expect(scenario.seeds == 7...7)
    #expect(scenario.strategies[0].capital == Money(atoms: 5_500_000))
    #expect(scenario.strategies[0].parameters == "{\n  \"on\": true,\n  \"share\": 0.5\n}\n")
  }

  @Test("has the index as the benchmark of a strategy that names none, and does not write it")
  func benchmarks() throws {
    func document(_ first: String, _ second: String = "") -> String {
      ScenarioDocument.smallest.replacing(
        "length: \"1min\",",
        with: "length: \"1min\", strategies: [{ name: \"grid\", capital: 1\(first) }, "
          + "{ name: \"grid\", capital: 2\(second) }, { name: \"trend\", capital: 3 }],")
    }
    let usual = try read(document(""))
    #expect(usual.scenario.strategies.map(\.benchmark) == [.index, .index, .index])
    #expect(!usual.canonicalText.contains("benchmark"))
    #expect(try read(document(", benchmark: 'index'")).canonicalText == usual.canonicalText)
    let named = try read(document(", benchmark: 'grid[1]'", ", benchmark: 'cash'"))
    #expect(
      named.scenario.strategies.map(\.benchmark) == [.strategy("grid[1]"), .cash, .index])
    #expect(named.canonicalText.contains("\"benchmark\": \"grid[1]\""))
    let again = try read(named.canonicalText)
    #expect(again.scenario == named.scenario && again.canonicalText == named.canonicalText)
    // Each may be held against the other.
    #expect(
      try read(document(", benchmark: 'trend'", ", benchmark: 'grid[0]'")).scenario.strategyNames
        == ["grid[0]", "grid[1]", "trend"])
  }

  @Test("written in two ways has one canonical text")
  func oneForm() throws {
    let other = ScenarioDocument.smallest
      .replacing("\"5bp\"", with: "'0.05%'").replacing("tick: 0.5", with: "tick: '0.50'")
      .replacing("length: \"1min\"", with: "length: '60s', /* a minute */ shocks: []")
      .replacing("maxLeverage: 125", with: "initial: '0.8%', deduction: 0")
    #expect(try read(other).canonicalText == read(ScenarioDocument.smallest).canonicalText)
  }

  @Test("takes its length from a window of real time")
  func windowLength() throws {
    let bars = "index: { bars: { from: \"2021-05-19T12:15Z\", to: \"2021-05-19 13:45\" } },"
    let text = ScenarioDocument.smallest
      .replacing("index: { process: { start: 100, volatility: \"1bp\" } },", with: bars)
    let whole = try read(text.replacing("length: \"1min\",", with: ""))
    #expect(whole.scenario.length == .seconds(5400))
    #expect(whole.indexInput == .bars)
    #expect(try read(text).scenario.length == .seconds(60))
    #expect(try read(whole.canonicalText).scenario == whole.scenario)
    guard case .bars(let window, let updateInterval) = whole.scenario.index else {
      Issue.record("the index is bars")
      return
    }
    #expect(window.fromMilliseconds == 1_621_426_500_000)
    #expect(updateInterval == .milliseconds(250))
  }

  @Test("names strategies that are registered")
  func strategies() throws {
    let text = ScenarioDocument.smallest.replacing(
      "name: \"small\",",
      with: "name: \"small\", strategies: [{ name: \"pasive-holder\", capital: 1 }],")
    let known = ScenarioNames(strategies: ["passive-holder", "trend-follower"])
    let none = ScenarioNames(strategies: [])
    #expect(throws: Never.self) { try read(text) }
    #expect(
      complaint { try read(text, names: known) }
        == "s.json5:2: strategies[0].name: expected \"passive-holder\" or \"trend-follower\", "
        + "found \"pasive-holder\" (did you mean \"passive-holder\"?)")
    #expect(
      complaint { try read(text, names: none) }
        == "s.json5:2: strategies[0].name: expected no strategy, because none is registered, "
        + "found \"pasive-holder\"")
  }

  private func complaint(_ read: () throws -> LoadedScenario) -> String {
    do {
      return "no error: \(try read().scenario.name)"
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "of any mark formula and funding shape says the same when written again",
    arguments: [
      ("\"indexWithFunding\"", MarkFormula.indexWithFunding), ("\"ownBook\"", .ownBook),
      (
        "{ emaOfPremium: { timeConstant: \"30s\" } }",
        .emaOfPremium(timeConstant: .seconds(30), clampRate: .basisPoints(50))
      ),
      (
        "{ oracleAndBook: { premiumTime: \"150s\", bookTime: \"30s\" } }",
        .oracleAndBook(premiumTime: .seconds(150), bookTime: .seconds(30))
      ),
    ])
  func formulas(text: String, formula: MarkFormula) throws {
    let loaded = try read(
      ScenarioDocument.smallest.replacing(
        "length: \"1min\",",
        with: """
          length: "1min", mark: { formula: \(text) },
          funding: { interval: "1h", settlementsPerRate: 8, shape: "sum" },
          """))
    #expect(loaded.scenario.mark.formula == formula)
    #expect(loaded.scenario.funding?.formula.settlementsPerRate == 8)
    #expect(loaded.scenario.funding?.formula.shape == .sum)
    let again = try read(loaded.canonicalText)
    #expect(again.scenario == loaded.scenario)
    #expect(again.canonicalText == loaded.canonicalText)
  }
}
