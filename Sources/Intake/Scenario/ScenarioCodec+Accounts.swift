import Kernel
import Liquidation
import Market
import Simulation
import Units

// Who is liquidated, and who trades besides.
extension ScenarioCodec {
  /// The accounts.
  var population: Codec<PopulationSettings> {
    let leverage = Codec.object(
      LeverageWeight.init,
      .required("leverage", \.leverage, .integer(1...1000)),
      .required("weight", \.weight, .integer(1...1_000_000)))
    return .object(
      { accounts, leverage, entryDeviation in
        PopulationSettings(
          count: accounts.0, longShare: accounts.1, notionalMedian: accounts.2,
          notionalSigma: accounts.3, leverage: leverage, entryDeviation: entryDeviation)
      },
      .group({ ($0.count, $0.longShare, $0.notionalMedian, $0.notionalSigma) }, notionals),
      .required("leverage", \.leverage, .list(1...100, leverage)),
      .optional(
        "entryDeviation", \.entryDeviation, .rate(Rate.zero...Rate.basisPoints(1000)),
        else: Rate.basisPoints(100)))
  }

  /// How many accounts there are, the share that is long, and the median and deviation of their notionals.
  private var notionals: Keys<(Int, Rate, Money, Double)> {
    // A unit of quote currency; of a coin, which is worth more, a hundred-thousandth.
    let instrument = grid.instrument
    let least = Money(atoms: instrument.kind == .linear ? instrument.atomsPerUnit : 1000)
    let most = ScenarioLimits.money(of: instrument).upperBound
    return Keys.together(
      .required("count", .count(0...1_000_000)),
      .optional("longShare", .share, else: Rate.basisPoints(5000)),
      .required("notionalMedian", grid.money(from: least)),
      .required("notionalSigma", .real(0...3))
    ).checked { (accounts, object) throws(InputError) in
      let (count, _, median, sigma) = accounts
      // No draw is more than 8.3 deviations out; and all together stay far from the end of 64 bits.
      let largest = Double(median.atoms) * Elementary.exp(8.3 * sigma)
      let total = Double(count) * Double(median.atoms) * Elementary.exp(0.5 * sigma * sigma)
      guard largest <= Double(most.atoms), total <= Double(most.atoms) else {
        throw object.mismatch(
          "notionalSigma",
          "notionals of at most \(grid.text(most)), for one account at 8.3 deviations and for all "
            + "on average")
      }
    }
  }

  /// The strategies, which read their parameters themselves.
  var strategies: Codec<[StrategySlot]> {
    .list(0...100) { before in
      .object(
        Keys.of(
          { StrategySlot(name: $0, parameters: $2, capital: $1, benchmark: $3) },
          .required("name", \.name, strategyName),
          .required("capital", \.capital, grid.money),
          .optional("parameters", \.parameters, anyObject, reading: "{}"),
          .unusual("benchmark", \.benchmark, benchmark, else: .index)
        ).checked { (slot, object) throws(InputError) in
          try check(slot, number: before.count, in: object.reader)
        })
    }
  }

  /// What a strategy is held against; ``ScenarioSense`` knows which other strategies there are.
  private var benchmark: Codec<StrategyBenchmark> {
    Codec(
      read: { (reader) throws(InputError) in
        reader.node?.note(.text(lengthMax: nil))
        switch reader.value.content {
        case .text("index"): return .index
        case .text("cash"): return .cash
        case .text(let name) where !name.isEmpty: return .strategy(name)
        case .null, .boolean, .number, .text, .list, .object:
          throw reader.mismatch("\"index\", \"cash\" or the name of another strategy")
        }
      },
      write: { (benchmark) throws(InputError) in
        switch benchmark {
        case .index: .text("index")
        case .cash: .text("cash")
        case .strategy(let name): .text(name)
        }
      })
  }

  /// Any object, as its canonical text.
  private var anyObject: Codec<String> {
    Codec(
      read: { (reader) throws(InputError) in
        reader.node?.note(.anyObject)
        guard case .object = reader.value.content else { throw reader.mismatch("an object") }
        return CanonicalJSON.text(reader.value)
      },
      write: { (text) throws(InputError) in
        try JSON5Reader.read(Array(text.utf8), file: "the parameters of a strategy")
      })
  }

  /// Lets the strategy look at its parameters, so that no run begins with some that it refuses.
  private func check(
    _ strategy: StrategySlot, number: Int, in slot: ValueReader
  ) throws(InputError) {
    guard let check = names.parameterCheck else { return }
    let parameters = slot.value.value(at: DocumentKey(parts: [.member("parameters")]))
    do throws(ParameterFault) {
      try check(strategy.name, parameters ?? .object([]))
    } catch {
      let places = DocumentPlaces(slot.value)
      throw error.error(of: number, name: strategy.name, file: slot.file) { key in
        places.line(of: String(key.dropFirst(slot.path.count + 1))) ?? slot.value.position.line
      }
    }
  }

  private var strategyName: Codec<String> {
    guard let known = names.strategies else { return .hyphenatedName }
    let name = Codec.name(among: known)
    return Codec(
      read: { (reader) throws(InputError) in
        guard !known.isEmpty else {
          throw reader.mismatch("no strategy, because none is registered")
        }
        return try name.read(reader)
      },
      write: name.write)
  }

  /// A range of seeds as text.
  var seeds: Codec<ClosedRange<UInt64>> {
    Codec(
      read: { (reader) throws(InputError) in
        reader.node?.note(.text(lengthMax: nil))
        guard case .text(let text) = reader.value.content, let seeds = SeedRange.range(text)
        else { throw reader.mismatch(SeedRange.expected) }
        return seeds
      },
      write: { (seeds) throws(InputError) in .text(SeedRange.text(seeds)) })
  }
}
