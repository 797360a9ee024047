import Kernel
import Liquidation
import Market
import Simulation
import Units

extension ScenarioReader {
  /// `population`: `count`, `longShare` (50 %), `notionalMedian`, `notionalSigma`, `leverage` (a list of
  /// `leverage` and `weight`) and `entryDeviation` (1 %).
  func population(_ object: inout ObjectReader) throws(InputError) -> PopulationSettings {
    let count = try object.required("count").count(in: 0...1_000_000)
    let longShare = try object.optional("longShare")?.rate(in: ScenarioLimits.share)
    // A unit of quote currency; of a coin, which is worth more, a hundred-thousandth.
    let least = Money(atoms: instrument.kind == .linear ? instrument.atomsPerUnit : 1000)
    let median = try money(object.required("notionalMedian"), from: least)
    let spread = try object.required("notionalSigma")
    let sigma = try spread.real(in: 0...3)
    // No draw is more than 8.3 deviations out; and all together stay far from the end of 64 bits.
    let largest = Double(median.atoms) * Elementary.exp(8.3 * sigma)
    let total = Double(count) * Double(median.atoms) * Elementary.exp(0.5 * sigma * sigma)
    let most = ScenarioLimits.money(of: instrument).upperBound
    guard largest <= Double(most.atoms), total <= Double(most.atoms) else {
      throw spread.mismatch(
        "notionals of at most \(text(most)), for one account at 8.3 deviations and for all on average"
      )
    }
    var leverage: [LeverageWeight] = []
    for value in try object.required("leverage").list(count: 1...100) {
      leverage.append(
        try value.object { (object: inout ObjectReader) throws(InputError) in
          LeverageWeight(
            leverage: try object.required("leverage").integer(in: 1...1000),
            weight: try object.required("weight").integer(in: 1...1_000_000))
        })
    }
    let deviation = object.optional("entryDeviation")
    return PopulationSettings(
      count: count, longShare: longShare ?? .basisPoints(5000), notionalMedian: median,
      notionalSigma: sigma, leverage: leverage,
      entryDeviation: try deviation?.rate(in: .zero...Rate.basisPoints(1000)) ?? .basisPoints(100))
  }

  /// `strategies`: each with `name`, `capital` and `parameters` (none), which the strategy itself reads.
  func strategies(_ list: ValueReader?) throws(InputError) -> [StrategySlot] {
    var slots: [StrategySlot] = []
    for value in try list?.list(count: 0...100) ?? [] {
      slots.append(
        try value.object { (object: inout ObjectReader) throws(InputError) in
          let name = try strategyName(object.required("name"))
          let capital = try money(object.required("capital"))
          let parameters = try Self.given(object.optional("parameters"), else: "{}")
          parameters.node?.note(.anyObject)
          guard case .object = parameters.value.content else {
            throw parameters.mismatch("an object")
          }
          try check(parameters.value, of: name, at: slots.count, in: value)
          return StrategySlot(
            name: name, parameters: CanonicalJSON.text(parameters.value), capital: capital)
        })
    }
    return slots
  }

  /// Lets the strategy look at its parameters, so that no run begins with some that it refuses.
  private func check(
    _ parameters: JSON5Value, of name: String, at number: Int, in slot: ValueReader
  ) throws(InputError) {
    do throws(ParameterFault) { try names.parameterCheck?(name, parameters) } catch {
      let places = DocumentPlaces(slot.value)
      throw error.error(of: number, name: name, file: slot.file) { key in
        places.line(of: String(key.dropFirst(slot.path.count + 1))) ?? slot.value.position.line
      }
    }
  }

  private func strategyName(_ value: ValueReader) throws(InputError) -> String {
    guard let known = names.strategies else { return try value.hyphenatedName() }
    guard !known.isEmpty else {
      throw value.mismatch("no strategy, because none is registered")
    }
    return try value.name(among: known)
  }

  /// `seeds`: a range as text (`"1...16"`).
  func seeds(_ value: ValueReader?) throws(InputError) -> ClosedRange<UInt64> {
    guard let value else { return 1...16 }
    value.node?.note(.text(lengthMax: nil))
    guard case .text(let text) = value.value.content, let seeds = SeedRange.range(text) else {
      throw value.mismatch(SeedRange.expected)
    }
    return seeds
  }
}
