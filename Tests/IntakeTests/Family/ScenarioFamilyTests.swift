import Intake
import Market
import Simulation
import Testing
import Units

@Suite("A scenario with variants")
struct ScenarioFamilyTests {
  private static let moves = "moves: [{ at: \"10s\", over: \"5s\", return: \"-6%\" }]"

  /// The smallest scenario with a fall and some more lines.
  private static func document(_ lines: String = "") -> String {
    ScenarioDocument.smallest
      .replacing("volatility: \"1bp\"", with: "volatility: \"1bp\", \(moves)")
      .replacing("  margin: {", with: lines + "\n  margin: {", maxReplacements: 1)
  }

  private static let two = """
      variants: [
        { name: "slow", question: "What if it is slow?", set: {} },
        { name: "fast", set: { "index.process.moves[0].over": "1s", "makers.touchSize": 2 } },
      ],
    """

  private func read(
    _ text: String, _ choices: ScenarioChoices = ScenarioChoices()
  ) throws -> LoadedScenario {
    try ScenarioReader.read(bytes: Array(text.utf8), file: "a.json5", choices: choices)
  }

  private func fall(_ scenario: Scenario) throws -> (at: Instant, over: Interval) {
    guard case .process(let process, _) = scenario.index else { return (.zero, .zero) }
    let move = try #require(process.moves.first)
    return (move.at, move.over)
  }

  @Test("has the scenario's values but for those that a variant sets")
  func values() throws {
    let loaded = try read(Self.document(Self.two))
    #expect(loaded.variants.map(\.name) == ["slow", "fast"])
    #expect(loaded.variants.map(\.question) == ["What if it is slow?", nil])
    let slow = loaded.variants[0].loaded.scenario
    let fast = loaded.variants[1].loaded.scenario
    #expect(slow == loaded.scenario)
    #expect(try fall(fast).over == .seconds(1))
    // Lots of a thousandth.
    #expect(slow.makers.touchSize == Quantity(lots: 1000))
    #expect(fast.makers.touchSize == Quantity(lots: 2000))
    #expect(fast.population == slow.population)
  }

  @Test("gives the same variants and the same text when its canonical text is read")
  func canonical() throws {
    let grid = ScenarioChoices(
      sets: ["liquidation.checkInterval=2s"],
      grids: ["makers.touchSize=1,0.5", "liquidators.count=3,8"])
    let inverted = Self.document(
      Self.two + "\n  grid: [{ name: \"length\", cells: ["
        + "{ name: \"short\", set: { length: { afterMoves: \"20s\" } } },"
        + "{ name: \"long\", set: { length: \"1min\" } }] }],")
    for choices in [ScenarioChoices(), grid] {
      let loaded = try read(inverted, choices)
      #expect(loaded.variants.count == (choices.isEmpty ? 4 : 16))
      let again = try read(loaded.canonicalText)
      #expect(again.canonicalText == loaded.canonicalText)
      #expect(again.scenario == loaded.scenario)
      #expect(again.variants.map(\.name) == loaded.variants.map(\.name))
      #expect(again.variants.map(\.place) == loaded.variants.map(\.place))
      #expect(again.variants.map(\.loaded.scenario) == loaded.variants.map(\.loaded.scenario))
    }
  }

  @Test("may vary what a strategy is held against")
  func benchmarks() throws {
    let grid = ScenarioChoices(grids: ["strategies[0].benchmark=index,cash,trend"])
    for own in ["", ", benchmark: 'cash'"] {
      let strategies =
        "strategies: [{ name: 'grid', capital: 1\(own) }, { name: 'trend', capital: 1 }],"
      let loaded = try read(Self.document(strategies), grid)
      let benchmarks = loaded.variants.map { $0.loaded.scenario.strategies[0].benchmark }
      #expect(benchmarks == [.index, .cash, .strategy("trend")])
      #expect(loaded.variants.map(\.name) == ["index", "cash", "trend"].map { "benchmark=\($0)" })
      let again = try read(loaded.canonicalText)
      #expect(again.canonicalText == loaded.canonicalText)
      #expect(again.variants.map(\.loaded.scenario) == loaded.variants.map(\.loaded.scenario))
    }
  }

  @Test("says in its canonical text what follows from a value that is set")
  func followers() throws {
    let text = Self.document(Self.two).replacing(
      Self.moves,
      with:
        "moves: [{ at: \"10s\", over: \"5s\", return: \"-6%\" }, { over: \"3s\", return: \"6%\" }]"
    ).replacing("length: \"1min\"", with: "length: { afterMoves: \"10s\" }")
    let loaded = try read(text)
    #expect(loaded.scenario.length == .seconds(28))
    let fast = loaded.variants[1]
    #expect(fast.loaded.scenario.length == .seconds(24))
    #expect(
      fast.settings.map { "\($0.key)=\($0.text)" } == [
        "index.process.moves[0].over=1s", "index.process.moves[1].at=11s", "length=24s",
        "makers.touchSize=2",
      ])
  }

  @Test("runs every combination of a grid, the last axis fastest, named after its values")
  func grid() throws {
    let choices = ScenarioChoices(
      grids: ["makers.touchSize=1,0.5", "liquidation.checkInterval=1s,2s"])
    let plain = try read(Self.document(), choices)
    #expect(
      plain.variants.map(\.name) == [
        "touchSize=1/checkInterval=1s", "touchSize=1/checkInterval=2s",
        "touchSize=0.5/checkInterval=1s", "touchSize=0.5/checkInterval=2s",
      ])
    #expect(plain.variants[2].loaded.scenario.makers.touchSize == Quantity(lots: 500))
    #expect(plain.variants[2].place.map(\.axis) == ["touchSize", "checkInterval"])
    let crossed = try read(Self.document(Self.two), choices)
    #expect(crossed.variants.count == 8)
    #expect(crossed.variants[7].name == "fast/touchSize=0.5/checkInterval=2s")
    // The grid comes after the variant, and so wins.
    #expect(crossed.variants[7].loaded.scenario.makers.touchSize == Quantity(lots: 500))
    let same = try read(
      Self.document(), ScenarioChoices(grids: ["makers.count=1,2", "arbitrageurs.count=1,2"]))
    #expect(same.variants.first?.name == "makers.count=1/arbitrageurs.count=1")
  }

  @Test("is one variant where one is named, and its cells where they begin with the name")
  func chosen() throws {
    let one = try read(Self.document(Self.two), ScenarioChoices(variant: "fast"))
    #expect(one.variants.map(\.name) == ["fast"])
    let cells = try read(
      Self.document(Self.two), ScenarioChoices(grids: ["makers.count=1,2"], variant: "fast"))
    #expect(cells.variants.map(\.name) == ["fast/count=1", "fast/count=2"])
  }

  @Test("is set by the command line last, in every variant")
  func last() throws {
    let loaded = try read(
      Self.document(Self.two), ScenarioChoices(sets: ["makers.touchSize=0.25", "seeds=2...3"]))
    for scenario in [loaded.scenario] + loaded.variants.map(\.loaded.scenario) {
      #expect(scenario.makers.touchSize == Quantity(lots: 250))
      #expect(scenario.seeds == 2...3)
    }
  }

  private static let mistakes: [(lines: String, message: String)] = [
    (
      "variants: [{ name: \"a\", set: { \"makers.tuchSize\": 1 } }],",
      "a.json5:20: variants[0].set: makers.tuchSize: unknown key (did you mean \"makers.touchSize\"?)"
    ),
    (
      "variants: [{ name: \"a\", set: { \"index.process.moves[1].over\": \"1s\" } }],",
      "a.json5:20: variants[0].set: index.process.moves[1].over: expected a list with an element [1] at "
        + "index.process.moves, found 1 element"
    ),
    (
      "variants: [{ name: \"a\", set: { \"length\": \"5s\" } }],",
      "a.json5:20: variants[0]: index.process.moves[0].at: expected a time before the end of the run, "
        + "which is 5s long, found 10s"
    ),
    (
      "variants: [{ name: \"a\", set: { seeds: \"1\" } }],",
      "a.json5:20: variants[0].set.seeds: expected a key other than name, question, instrument, paths, "
        + "venues, seeds, variants, grid, found seeds"
    ),
    (
      "variants: [{ name: \"a\", set: { makers: {}, \"makers.count\": 1 } }],",
      "a.json5:20: variants[0].set.makers.count: expected a key that is not part of another one, "
        + "found makers too"
    ),
    (
      "variants: [{ name: \"a\", set: {} }, { name: \"a\", set: {} }],",
      "a.json5:20: variants[1]: expected a name that is not in the list before, found a"
    ),
    (
      "variants: [{ name: \"a b\", set: {} }],",
      "a.json5:20: variants[0].name: expected a name of letters, digits and . - _ + % : = /, at most 120 "
        + "of them, found \"a b\""
    ),
    (
      "grid: [{ name: \"g\", cells: [{ name: \"x\", set: { \"makers.count\": \"two\" } }] }],",
      "a.json5:20: grid[0].cells[0].set: makers.count: expected a whole number from 0 to 1000, found \"two\""
    ),
  ]

  @Test("names file, line and key of a mistake in a variant", arguments: mistakes)
  func complaints(lines: String, message: String) {
    #expect(throws: (any Error).self) { try read(Self.document(lines)) }
    do { _ = try read(Self.document(lines)) } catch { #expect("\(error)" == message) }
  }

  private static let misused: [(choices: ScenarioChoices, message: String)] = [
    (
      ScenarioChoices(sets: ["makers.tuchSize=1"]),
      "--set makers.tuchSize: unknown key (did you mean \"makers.touchSize\"?)"
    ),
    (
      ScenarioChoices(sets: ["maker.touchSize=1"]),
      "--set maker.touchSize: unknown key (did you mean \"makers.touchSize\"?)"
    ),
    (
      ScenarioChoices(sets: ["index.proces.moves[0].over=1s"]),
      "--set index.proces.moves[0].over: expected a list with an element [0] at index.proces.moves, found "
        + "nothing (did you mean \"index.process.moves[0].over\"?)"
    ),
    (
      ScenarioChoices(sets: ["length=5s"]),
      "--set length: index.process.moves[0].at: expected a time before the end of the run, which is 5s "
        + "long, found 10s"
    ),
    (
      ScenarioChoices(grids: ["makers.count=1,many"]),
      "--grid makers.count: expected a whole number from 0 to 1000, found \"many\""
    ),
    (ScenarioChoices(grids: ["makers.count=1,1"]), "--grid makers.count: 1 is named twice"),
    (
      ScenarioChoices(sets: ["strategies=[{name:'a',capital:1},{name:'b',capital:1,benchmark:'c'}]"]
      ),
      "--set strategies[1].benchmark: expected \"index\", \"cash\" or \"a\", found \"c\" (did you mean \"a\"?)"
    ),
    (
      ScenarioChoices(sets: ["makers"]), "--set: expected KEY=VALUE, found \"makers\""
    ),
    (
      ScenarioChoices(sets: ["makers[=1"]),
      "--set: expected a key such as makers.touchSize or index.process.moves[0].over, found \"makers[\""
    ),
    (
      ScenarioChoices(variant: "a"),
      "--variant: expected a scenario with variants, found none in a.json5"
    ),
  ]

  @Test("says which option of the command line is wrong", arguments: misused)
  func options(choices: ScenarioChoices, message: String) {
    do {
      _ = try read(Self.document(), choices)
      Issue.record("accepted")
    } catch let error as InputError {
      #expect("\(error)" == message)
      #expect(error.kind == .usage)
    } catch { Issue.record(error) }
  }
}
