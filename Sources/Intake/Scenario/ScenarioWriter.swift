import Liquidation
import Margin
import Market
import Rulebook
package import Simulation
import Units

/// Writes a scenario in its one form: the canonical JSON of every value, defaults included.
package struct ScenarioWriter {
  /// The contract, whose grid prices and quantities lie on.
  let instrument: Instrument

  /// Whether what is as usual is written too.
  let isComplete: Bool

  /// The canonical text of a scenario, which ``ScenarioReader`` reads back as the same scenario.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - variants: The elements of `variants`, where it has some.
  /// - Throws: Where a strategy's parameters are no JSON text.
  package static func text(
    _ scenario: Scenario, variants: [JSON5Value] = []
  ) throws(InputError) -> String {
    let tree = try tree(scenario, isComplete: false)
    guard !variants.isEmpty, case .object(let members) = tree.content else {
      return CanonicalJSON.text(tree)
    }
    let more = JSON5Value.Member(
      key: "variants", position: tree.position, value: list(variants))
    return CanonicalJSON.text(value(.object(members + [more])))
  }

  /// The values of a scenario by key.
  static func tree(_ scenario: Scenario, isComplete: Bool) throws(InputError) -> JSON5Value {
    try ScenarioWriter(instrument: scenario.instrument, isComplete: isComplete).value(scenario)
  }

  private func value(_ scenario: Scenario) throws(InputError) -> JSON5Value {
    var strategies: [JSON5Value] = []
    for slot in scenario.strategies {
      let parameters = try JSON5Reader.read(
        Array(slot.parameters.utf8), file: "the parameters of \(slot.name)")
      strategies.append(
        Self.object([
          ("name", Self.text(slot.name)), ("capital", money(slot.capital)),
          ("parameters", parameters),
        ]))
    }
    var members = [
      ("name", Self.text(scenario.name)), ("question", Self.text(scenario.question)),
      ("instrument", instrumentValue), ("length", Self.interval(scenario.length)),
      ("index", index(scenario.index)), ("makers", makers(scenario.makers)),
      ("takers", takers(scenario.takers)), ("arbitrageurs", arbitrageurs(scenario.arbitrageurs)),
      ("shocks", Self.list(scenario.shocks.map(shock))), ("latency", latency(scenario.latency)),
      ("mark", mark(scenario.mark)),
      ("funding", scenario.funding.map(funding) ?? Self.value(.null)),
      ("margin", margin(scenario.margin)), ("population", population(scenario.population)),
      ("liquidation", liquidation(scenario.liquidation)),
    ]
    // What is as it is where nothing is said is left out, so that older texts stay canonical.
    if isComplete || scenario.liquidators != .standard(for: instrument) {
      members.append(("liquidators", liquidators(scenario.liquidators)))
    }
    members += [
      ("strategies", Self.list(strategies)),
      (
        "paths",
        try Self.choices(
          scenario.paths, written: scenario.writtenPaths.map { ($0.path.name, $0.text) })
      ),
    ]
    if isComplete || !scenario.venues.isEmpty {
      let written = scenario.writtenRulebooks.map { ($0.rulebook.selection, $0.text) }
      members.append(("venues", try Self.choices(scenario.venues, written: written)))
    }
    members.append(("seeds", Self.text(SeedRange.text(scenario.seeds))))
    return Self.object(members)
  }

  /// Names, and in the place of a name what is written out under it.
  private static func choices(
    _ names: [String], written: [(name: String, text: String)]
  ) throws(InputError) -> JSON5Value {
    var choices: [JSON5Value] = []
    for name in names {
      let own = written.first { $0.name == name }
      choices.append(
        try own.map { (own) throws(InputError) in
          try JSON5Reader.read(Array(own.text.utf8), file: own.name)
        } ?? text(name))
    }
    return list(choices)
  }

  private var instrumentValue: JSON5Value {
    let kind: [(String, JSON5Value)]
    switch instrument.kind {
    case .linear: kind = []
    case .inverse: kind = [("kind", Self.text("inverse"))]
    }
    return Self.object(
      kind + [
        ("symbol", Self.text(instrument.symbol)), ("tick", price(Price(ticks: 1))),
        ("lot", quantity(Quantity(lots: 1))), ("makerFee", Self.rate(instrument.makerFee)),
        ("takerFee", Self.rate(instrument.takerFee)),
      ])
  }

  // MARK: Values

  static func value(_ content: JSON5Value.Content) -> JSON5Value {
    JSON5Value(content, at: TextPosition(line: 1, column: 1))
  }

  static func object(_ members: [(String, JSON5Value)]) -> JSON5Value {
    value(
      .object(
        members.map {
          JSON5Value.Member(key: $0.0, position: TextPosition(line: 1, column: 1), value: $0.1)
        }))
  }

  /// A form named by its only key.
  static func form(_ name: String, _ members: [(String, JSON5Value)]) -> JSON5Value {
    object([(name, object(members))])
  }

  static func list(_ elements: [JSON5Value]) -> JSON5Value { value(.list(elements)) }

  static func text(_ text: String) -> JSON5Value { value(.text(text)) }

  static func count(_ count: Int) -> JSON5Value { integer(Int64(count)) }

  static func integer(_ number: Int64) -> JSON5Value { decimal(Int128(number), 0) }

  static func decimal(_ units: Int128, _ exponent: Int) -> JSON5Value {
    value(.number(ExactDecimal(coefficient: units, exponent: exponent)))
  }

  static func real(_ real: Double) -> JSON5Value { value(.number(ValueReader.realDecimal(real))) }

  static func basisPoints(_ real: Double) -> JSON5Value { text(ValueReader.realText(real) + "bp") }

  static func rate(_ rate: Rate) -> JSON5Value { text(ValueReader.rateText(rate)) }

  static func interval(_ interval: Interval) -> JSON5Value {
    text(ValueReader.intervalText(interval))
  }

  static func instant(_ instant: Instant) -> JSON5Value { interval(instant - .zero) }

  func money(_ money: Money) -> JSON5Value {
    Self.decimal(Int128(money.atoms), -instrument.moneyDecimals)
  }

  func price(_ price: Price) -> JSON5Value {
    Self.decimal(
      Int128(price.ticks) * Int128(instrument.tickUnits), -instrument.priceDecimals)
  }

  func quantity(_ quantity: Quantity) -> JSON5Value {
    Self.decimal(
      Int128(quantity.lots) * Int128(instrument.lotUnits), -instrument.quantityDecimals)
  }
}
