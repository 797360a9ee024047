import Margin
import Market
import Simulation
import Units

/// Refuses a scenario whose parts are sound one by one and cannot be together: what it plans would never happen,
/// or nobody could have opened what its accounts hold.
///
/// A first settlement of funding after the end is no mistake: most runs are shorter than the time between two.
struct ScenarioSense {
  let scenario: Scenario
  let file: String
  /// The line of each value of the document.
  let places: DocumentPlaces

  /// Checks everything.
  func check() throws(InputError) {
    try checkMoves()
    for (number, plan) in scenario.shocks.enumerated() {
      if case .at(let time) = plan.timing { try before("shocks[\(number)].when.at", time) }
    }
    try within("mark.interval", scenario.mark.interval)
    try within("liquidation.checkInterval", scenario.liquidation.checkInterval)
    try checkLeverage()
    try checkBenchmarks()
  }

  private func checkMoves() throws(InputError) {
    guard case .process(let process, _) = scenario.index else { return }
    for (number, move) in process.moves.enumerated() {
      try before("index.process.moves[\(number)].at", move.at)
    }
  }

  /// Something planned at a time happens before the run ends.
  private func before(_ key: String, _ time: Instant) throws(InputError) {
    if time >= .zero + scenario.length {
      throw error(
        key, "a time before the end of the run, which is \(text(scenario.length)) long",
        text(time - .zero))
    }
  }

  /// Something that happens again and again happens at least once.
  private func within(_ key: String, _ pace: Interval) throws(InputError) {
    if pace > scenario.length {
      throw error(
        key, "no more than the length of the run, which is \(text(scenario.length))", text(pace))
    }
  }

  /// Every leverage is one that some tier admits.
  private func checkLeverage() throws(InputError) {
    // An initial rate is a leverage rounded up to a millionth, so that much is allowed for.
    let least = scenario.margin.tiers.map(\.initial.partsPerMillion).min() ?? 1_000_000
    for (number, weight) in scenario.population.leverage.enumerated()
    where weight.leverage * (least - 1) >= 1_000_000 {
      let most = divide(1_000_000, by: Int128(least - 1), rounding: .down)
      throw error(
        "population.leverage[\(number)].leverage",
        "a leverage that a tier of `margin` admits, at most \(most)", String(weight.leverage))
    }
  }

  /// A strategy is held against another one of the scenario.
  private func checkBenchmarks() throws(InputError) {
    let names = scenario.strategyNames
    for (number, slot) in scenario.strategies.enumerated() {
      guard case .strategy(let name) = slot.benchmark else { continue }
      var known = names
      known.remove(at: number)
      known.insert(contentsOf: ["index", "cash"], at: 0)
      if known.contains(name) { continue }
      throw error(
        "strategies[\(number)].benchmark", ValueReader.oneOf(known), InputError.quoted(name),
        suggestion: Suggestion.nearest(to: name, among: known))
    }
  }

  private func text(_ interval: Interval) -> String { ValueReader.intervalText(interval) }

  private func error(
    _ key: String, _ expected: String, _ found: String, suggestion: String? = nil
  ) -> InputError {
    InputError(
      .badData, file: file, line: places.line(of: key), key: key, expected: expected, found: found,
      suggestion: suggestion)
  }
}
