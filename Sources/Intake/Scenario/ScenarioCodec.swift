import Liquidation
import Market
import Simulation
import Units

/// The keys of a scenario, each stated once with how it is read and written and what a schema says of it.
///
/// Prices and quantities are decimals on the instrument's grid, money is in the quote currency (of an
/// inverse contract in the coin, to eight decimals), times and rates carry their unit in the text. What does not fit
/// exactly is refused, never rounded.
struct ScenarioCodec {
  /// The names that the document may use.
  let names: ScenarioNames
  /// The contract's grid.
  let grid: ContractGrid
  /// Whether what is as usual is written too.
  let isComplete: Bool

  init(names: ScenarioNames, instrument: Instrument, isComplete: Bool = false) {
    self.names = names
    grid = ContractGrid(instrument: instrument)
    self.isComplete = isComplete
  }

  /// The keys of the root, but for variants.
  var scenario: Keys<Scenario> {
    Keys.of(
      {
        instrument, name, question, supply, shocks, latency, mark, funding, margin, population,
        liquidation, liquidators, strategies, paths, venues, seeds in
        var scenario = Scenario(
          name: name, question: question, instrument: instrument, length: supply.length,
          index: supply.index, makers: supply.makers, takers: supply.takers,
          arbitrageurs: supply.arbitrageurs, shocks: shocks,
          latency: latency, mark: mark, funding: funding, margin: margin, population: population,
          liquidation: liquidation, liquidators: liquidators, strategies: strategies,
          paths: paths.names, venues: venues.names, seeds: seeds)
        scenario.replay = supply.replay
        scenario.writtenPaths = paths.written
        scenario.writtenRulebooks = venues.written
        return scenario
      },
      .required("instrument", \.instrument, Self.instrument),
      .required("name", \.name, .hyphenatedName),
      .required("question", \.question, .line(lengthMax: 300)),
      .group(\.supply, supply),
      .optional("shocks", \.shocks, shocks, else: []),
      .optional("latency", \.latency, latency, reading: "{}"),
      .optional("mark", \.mark, mark, reading: "{}"),
      .nullable("funding", \.funding, funding),
      .required("margin", \.margin, margin),
      .required("population", \.population, population),
      .required("liquidation", \.liquidation, liquidation),
      .unusual(
        "liquidators", \.liquidators, liquidators, else: .standard(for: grid.instrument),
        isComplete: isComplete),
      .optional("strategies", \.strategies, strategies, else: []),
      .optional(
        "paths", { ScenarioChoice(names: $0.paths, written: $0.writtenPaths) }, paths,
        else: ScenarioChoice(names: BuiltInPaths.all.map(\.name))),
      .unusual(
        "venues", { ScenarioChoice(names: $0.venues, written: $0.writtenRulebooks) }, venues,
        else: ScenarioChoice(names: []), isComplete: isComplete),
      .optional("seeds", \.seeds, seeds, reading: "'1...16'")
    ).checked(checkCapital)
  }

  /// All capital together stays far from the end of 64 bits.
  private func checkCapital(
    of scenario: Scenario, _ object: inout ObjectReader
  ) throws(InputError) {
    var total = Int128(scenario.makers.capital.atoms) * Int128(scenario.makers.count)
    total += Int128(scenario.takers.capital.atoms)
    total += Int128(scenario.arbitrageurs.capital.atoms) * Int128(scenario.arbitrageurs.count)
    total += Int128(scenario.liquidation.fund.atoms)
    total += Int128(scenario.liquidation.backstop.capital.atoms)
    total += Int128(scenario.liquidators.capital.atoms) * Int128(scenario.liquidators.count)
    for slot in scenario.strategies { total += Int128(slot.capital.atoms) }
    let most = ScenarioLimits.capitalMax(of: grid.instrument)
    guard total <= Int128(most.atoms) else {
      var error = object.contradiction(
        expected: "capital of at most \(grid.text(most)) over all participants",
        found: grid.text(total))
      error.column = nil
      throw error
    }
  }

  // MARK: The contract

  /// The contract; the lot of an inverse one is a sum of quote currency.
  static var instrument: Codec<Instrument> {
    let fees = Rate.basisPoints(-100)...Rate.basisPoints(100)
    return .object(
      Keys.making(
        { (object, kind, symbol, prices, quantities, makerFee, takerFee) throws(InputError) in
          do {
            return try Instrument(
              symbol: symbol, priceDecimals: prices.decimals, tickUnits: prices.unitsPerStep,
              quantityDecimals: quantities.decimals, lotUnits: quantities.unitsPerStep,
              makerFee: makerFee, takerFee: takerFee, kind: kind,
              moneyDecimals: kind == .linear ? 6 : 8)
          } catch {
            let expected =
              switch kind {
              case .linear:
                "a tick that is worth whole millionths of the quote currency on one lot"
              case .inverse:
                "a lot that is worth whole hundred-millionths of the coin at a price of one tick"
              }
            throw object.contradiction(
              "tick", expected: expected, found: "\(prices.stepText) on \(quantities.stepText)")
          }
        },
        .unusual(
          "kind", \.kind, .words([("linear", ContractKind.linear), ("inverse", .inverse)]),
          else: .linear),
        .required("symbol", \.symbol, .line(lengthMax: 32)),
        .required("tick", \.priceScale, step(of: "a tick")),
        .required("lot", \.quantityScale, step(of: "a lot")),
        .optional("makerFee", \.makerFee, .rate(fees), else: .zero),
        .required("takerFee", \.takerFee, .rate(Rate.zero...fees.upperBound))))
  }

  /// The step of prices or quantities.
  private static func step(of noun: String) -> Codec<DecimalScale> {
    let expected = "\(noun) from 0.00000001 to 1000000"
    return Codec(
      read: { (reader) throws(InputError) in
        let number = try reader.exactDecimal { expected }
        guard case .exact(let units) = number.scaled(decimals: 8), units > 0,
          units <= 100_000_000_000_000, let scale = DecimalScale(step: number)
        else { throw reader.mismatch(expected) }
        return scale
      },
      write: { (scale) throws(InputError) in
        .decimal(Int128(scale.unitsPerStep), -scale.decimals)
      })
  }
}
