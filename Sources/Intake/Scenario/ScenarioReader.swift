import Liquidation
import Margin
import Market
import Simulation
import Units

/// Reads a scenario document: JSON5 with the keys that the parts of this type describe.
///
/// At the root stand `name` (the report's folder), `question` (one sentence), `instrument`, `length`,
/// `index`, `makers`, `takers`, `arbitrageurs`, `margin`, `population` and `liquidation`, and with
/// defaults `shocks` (none), `latency`, `mark`, `funding` (none), `liquidators`, `strategies` (none),
/// `paths` (the built-in ones), `venues` (none; rulebooks are compared instead of paths where it
/// names some), `seeds` (`"1...16"`), and `variants` and `grid` (none). `length` may be left out where the index
/// is a window of real time, and is the window's then.
///
/// Prices and quantities are decimals on the instrument's grid, money is in the quote currency (of an
/// inverse contract in the coin, to eight decimals), times and rates carry their unit in the text. What does not fit exactly is refused, never rounded.
package struct ScenarioReader {
  /// The names that the document may use.
  let names: ScenarioNames
  /// The contract, whose grid prices and quantities lie on.
  let instrument: Instrument
  /// The grid of prices.
  let prices: DecimalScale
  /// The grid of quantities.
  let quantities: DecimalScale

  /// Reads a scenario.
  ///
  /// - Parameters:
  ///   - bytes: The document, UTF-8.
  ///   - file: The name that errors carry.
  ///   - names: The paths and strategies that exist.
  ///   - choices: What the command line changes.
  ///   - node: Where it is noted what is asked of the document, for a schema.
  package static func read(
    bytes: [UInt8], file: String, names: ScenarioNames = ScenarioNames(),
    choices: ScenarioChoices = ScenarioChoices(), node: SchemaNode? = nil
  ) throws(InputError) -> LoadedScenario {
    let tree = try JSON5Reader.read(bytes, file: file)
    // What is set may put other strategies here, or give one the parameter that it lacks: they are looked at last.
    let (loaded, family) = try read(
      tree: tree, file: file, names: names.withAnyStrategy, node: node)
    if family.isPlain && choices.isEmpty {
      return names.strategies == nil && names.parameterCheck == nil
        ? loaded : try read(tree: tree, file: file, names: names).loaded
    }
    return try FamilyReader(
      document: tree, family: family, file: file, names: names, choices: choices
    ).loaded()
  }

  /// Reads a document that was parsed: the scenario itself, and what it says of variants.
  static func read(
    tree: JSON5Value, file: String, names: ScenarioNames, node: SchemaNode? = nil
  ) throws(InputError) -> (loaded: LoadedScenario, family: StatedFamily) {
    let root = ValueReader(root: tree, file: file, node: node)
    let (scenario, family) = try root.object { (object: inout ObjectReader) throws(InputError) in
      let instrument = try object.required("instrument").object(Self.instrument)
      let reader = ScenarioReader(
        names: names, instrument: instrument, prices: instrument.priceScale,
        quantities: instrument.quantityScale)
      return (try reader.scenario(&object), try reader.family(&object))
    }
    let places = DocumentPlaces(root.value)
    try ScenarioSense(scenario: scenario, file: file, places: places).check()
    let loaded = LoadedScenario(
      file: file, scenario: scenario, canonicalText: try ScenarioWriter.text(scenario),
      places: places)
    return (loaded, family)
  }

  /// The whole document, the instrument being known.
  private func scenario(_ object: inout ObjectReader) throws(InputError) -> Scenario {
    let name = try object.required("name").hyphenatedName()
    let question = try object.required("question").line(lengthMax: 300)
    let index = try index(object.required("index"))
    let length = try length(&object, of: index)
    let makers = try object.required("makers").object(makers)
    let takers = try object.required("takers").object(takers)
    let arbitrageurs = try object.required("arbitrageurs").object(arbitrageurs)
    let shocks = try shocks(object.optional("shocks"))
    let latency = try latency(object.optional("latency"))
    let mark = try mark(object.optional("mark"))
    let funding = try object.nullable("funding")?.object(funding)
    let margin = try object.required("margin").object(margin)
    let population = try object.required("population").object(population)
    let liquidation = try object.required("liquidation").object(liquidation)
    let liquidators =
      try object.optional("liquidators")?.object(liquidators)
      ?? .standard(for: instrument)
    let strategies = try strategies(object.optional("strategies"))
    let paths = try paths(object.optional("paths"))
    let venues = try venues(object.optional("venues"))
    let seeds = try seeds(object.optional("seeds"))
    var scenario = Scenario(
      name: name, question: question, instrument: instrument, length: length, index: index,
      makers: makers, takers: takers, arbitrageurs: arbitrageurs, shocks: shocks, latency: latency,
      mark: mark, funding: funding, margin: margin, population: population,
      liquidation: liquidation, liquidators: liquidators, strategies: strategies,
      paths: paths.names, venues: venues.names, seeds: seeds)
    scenario.writtenPaths = paths.written
    scenario.writtenRulebooks = venues.written
    try checkCapital(of: scenario, object)
    return scenario
  }

  /// `instrument`: `kind` (`"linear"`, or `"inverse"`), `symbol`, `tick` and `lot` as decimals, `makerFee`
  /// (0, negative is a rebate) and `takerFee`.
  ///
  /// The lot of an inverse contract is a sum of quote currency.
  private static func instrument(_ object: inout ObjectReader) throws(InputError) -> Instrument {
    let kinds: KeyValuePairs<String, ContractKind> = ["linear": .linear, "inverse": .inverse]
    let kind = try object.optional("kind")?.word(kinds) ?? .linear
    let symbol = try object.required("symbol").line(lengthMax: 32)
    let prices = try grid(object.required("tick"), of: "a tick")
    let quantities = try grid(object.required("lot"), of: "a lot")
    let fees = Rate.basisPoints(-100)...Rate.basisPoints(100)
    let makerFee = try object.optional("makerFee")?.rate(in: fees) ?? .zero
    let takerFee = try object.required("takerFee").rate(in: Rate.zero...fees.upperBound)
    do {
      return try Instrument(
        symbol: symbol, priceDecimals: prices.decimals, tickUnits: prices.unitsPerStep,
        quantityDecimals: quantities.decimals, lotUnits: quantities.unitsPerStep,
        makerFee: makerFee, takerFee: takerFee, kind: kind, moneyDecimals: kind == .linear ? 6 : 8)
    } catch {
      let expected =
        switch kind {
        case .linear: "a tick that is worth whole millionths of the quote currency on one lot"
        case .inverse:
          "a lot that is worth whole hundred-millionths of the coin at a price of one tick"
        }
      throw object.contradiction(
        "tick", expected: expected, found: "\(prices.stepText) on \(quantities.stepText)")
    }
  }

  /// The step of prices or quantities.
  private static func grid(_ value: ValueReader, of step: String) throws(InputError) -> DecimalScale
  {
    let expected = "\(step) from 0.00000001 to 1000000"
    let number = try value.exactDecimal { expected }
    guard case .exact(let units) = number.scaled(decimals: 8), units > 0,
      units <= 100_000_000_000_000, let scale = DecimalScale(step: number)
    else { throw value.mismatch(expected) }
    return scale
  }

  /// `length`: a second to a day, and no longer than a window of real time; of a process also
  /// `{ afterMoves: "1min" }`, so long after the end of its last move.
  private func length(
    _ object: inout ObjectReader, of index: IndexSource
  ) throws(InputError) -> Interval {
    switch index {
    case .process(let process, _):
      let value = try object.required("length")
      guard case .object = value.value.content else {
        return try value.interval(in: ScenarioLimits.length)
      }
      let end = process.moves.map { $0.at + $0.over }.max() ?? .zero
      let rest = try value.object { (object: inout ObjectReader) throws(InputError) in
        try object.required("afterMoves").interval(in: ScenarioLimits.length)
      }
      let length = end - .zero + rest
      guard ScenarioLimits.length.contains(length) else {
        throw value.mismatch("a run of at most 1d", found: ValueReader.intervalText(length))
      }
      return length
    case .bars(let window, _), .ticks(let window):
      let whole = Interval.milliseconds(window.toMilliseconds - window.fromMilliseconds)
      guard let value = object.optional("length") else { return whole }
      return try value.interval(in: ScenarioLimits.length.lowerBound...whole)
    }
  }

  /// All capital together stays far from the end of 64 bits.
  private func checkCapital(
    of scenario: Scenario, _ object: ObjectReader
  ) throws(InputError) {
    var total = Int128(scenario.makers.capital.atoms) * Int128(scenario.makers.count)
    total += Int128(scenario.takers.capital.atoms)
    total += Int128(scenario.arbitrageurs.capital.atoms) * Int128(scenario.arbitrageurs.count)
    total += Int128(scenario.liquidation.fund.atoms)
    total += Int128(scenario.liquidation.backstop.capital.atoms)
    total += Int128(scenario.liquidators.capital.atoms) * Int128(scenario.liquidators.count)
    for slot in scenario.strategies { total += Int128(slot.capital.atoms) }
    let most = ScenarioLimits.capitalMax(of: instrument)
    guard total <= Int128(most.atoms) else {
      let found = ExactDecimal(coefficient: total, exponent: -instrument.moneyDecimals).text
      var error = object.contradiction(
        expected: "capital of at most \(text(most)) over all participants", found: found)
      error.column = nil
      throw error
    }
  }

  // MARK: Values of the instrument

  /// A quantity above 0 on the grid of lots.
  func quantity(_ value: ValueReader) throws(InputError) -> Quantity {
    let quantity = try value.quantity(scale: quantities)
    let most = Quantity(lots: ScenarioLimits.lotsMax)
    guard quantity <= most else {
      throw value.mismatch("a quantity of at most \(text(most))")
    }
    return quantity
  }

  /// The decimal of a quantity.
  private func text(_ quantity: Quantity) -> String {
    let units = Int128(quantity.lots) * Int128(quantities.unitsPerStep)
    return ExactDecimal(coefficient: units, exponent: -quantities.decimals).text
  }

  /// An amount of the contract's collateral, not negative.
  func money(_ value: ValueReader) throws(InputError) -> Money { try money(value, from: .zero) }

  /// An amount of the contract's collateral, at least so much.
  func money(_ value: ValueReader, from least: Money) throws(InputError) -> Money {
    try value.money(
      in: least...ScenarioLimits.money(of: instrument).upperBound,
      decimals: instrument.moneyDecimals)
  }

  /// The decimal of an amount.
  func text(_ money: Money) -> String {
    ExactDecimal(coefficient: Int128(money.atoms), exponent: -instrument.moneyDecimals).text
  }

  /// A price difference in whole ticks.
  func ticks(_ value: ValueReader) throws(InputError) -> Price {
    Price(ticks: try value.integer(in: 0...1_000_000))
  }
}
