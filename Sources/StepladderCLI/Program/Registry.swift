package import Intake
package import Liquidation
import Rulebook
package import Simulation
import ScenarioData
import Units

/// What scenarios and options may ask for by name.
package struct Registry: Sendable {
  /// The strategies in the order of their registration.
  package private(set) var strategies: [StrategyEntry] = []
  /// The paths: the built-in ones, those of lending markets, then those that were registered.
  package private(set) var paths: [any LiquidationPath]
  /// How many of the paths came with the program.
  private let ownPathCount: Int

  /// What watches every run, in the order of registration.
  package private(set) var monitors: [any Monitor] = []

  /// Starts with the built-in paths, no strategy and no monitor.
  package init() {
    paths = BuiltInPaths.all + BuiltInPaths.more + Self.lendingPaths
    ownPathCount = paths.count
  }

  /// How lending markets sell collateral, from their rulebooks: an auction, an absorption, a close factor.
  ///
  /// A loan has no margin schedule, so these rulebooks cannot take a scenario's place; their paths can be
  /// walked by its accounts like any other.
  private static var lendingPaths: [any LiquidationPath] {
    EmbeddedVenues.all.compactMap { name, bytes in
      // Shipped rulebooks are read by their tests: none is refused here.
      guard let rulebook = try? RulebookReader.read(bytes: bytes, file: name),
        rulebook.market == .lending
      else { return nil }
      return rulebook.path
    }
  }

  /// Adds a strategy; its name must be free.
  package mutating func register<S: Strategy>(_ strategy: S.Type) {
    invariant(
      !strategies.contains { $0.name == S.name },
      "one strategy is registered under the name \(S.name)")
    strategies.append(StrategyEntry(strategy))
  }

  /// Adds a path; its name must be free.
  package mutating func register(path: any LiquidationPath) {
    invariant(
      path.name != RunResult.controlName && !paths.contains { $0.name == path.name },
      "one path is registered under the name \(path.name)")
    paths.append(path)
  }

  /// Whether a path came by registration, not with the program.
  func isRegistered(_ path: any LiquidationPath) -> Bool {
    paths.dropFirst(ownPathCount).contains { $0.name == path.name }
  }

  /// Adds a monitor; every branch gets a copy of its own.
  package mutating func register(monitor: any Monitor) { monitors.append(monitor) }

  /// The names for the reader of scenarios, which lets strategies look at their parameters.
  ///
  /// - Parameter program: The name of the program, for what is said of a trap.
  package func names(program: String) -> ScenarioNames {
    ScenarioNames(
      paths: paths.map(\.name), strategies: strategies.map(\.name),
      venues: EmbeddedVenues.all.map(\.name)
    ) { [strategies] name, parameters throws(ParameterFault) in
      guard let entry = strategies.first(where: { $0.name == name }) else { return }
      let note = TrapNote(program: program, strategies: [name], seed: 0)
      try note.attached { () throws(ParameterFault) in
        try note.making(0) { () throws(ParameterFault) in try entry.check(parameters) }
      }
    }
  }

  /// The first shipped scenario, where this program can run it: one of an author's has other strategies.
  ///
  /// - Parameter program: The name of the program.
  func standardScenario(program: String) -> String? {
    guard let (name, bytes) = EmbeddedScenarios.all.first else { return nil }
    let loaded = try? ScenarioReader.read(
      bytes: bytes, file: name, names: names(program: program))
    return loaded == nil ? nil : name
  }

  /// The path of a name.
  package func path(_ name: String) -> (any LiquidationPath)? { paths.first { $0.name == name } }

  /// Makes the strategies of a scenario, in the order of its slots.
  ///
  /// - Parameters:
  ///   - loaded: The scenario.
  ///   - note: What a trap in an initializer is laid to.
  func strategies(
    of loaded: LoadedScenario, note: TrapNote
  ) throws(InputError) -> [any Strategy] {
    var made: [any Strategy] = []
    for (number, slot) in loaded.scenario.strategies.enumerated() {
      guard let entry = strategies.first(where: { $0.name == slot.name }) else {
        throw InputError(
          .badData, file: loaded.file, line: loaded.places.line(of: "strategies[\(number)].name"),
          key: "strategies[\(number)].name",
          problem: "no such strategy in this program",
          found: InputError.quoted(slot.name),
          suggestion: Suggestion.nearest(to: slot.name, among: strategies.map(\.name)))
      }
      let parameters = try JSON5Reader.read(Array(slot.parameters.utf8), file: loaded.file)
      do throws(ParameterFault) {
        made.append(
          try note.making(number) { () throws(ParameterFault) in try entry.make(parameters) })
      } catch {
        throw error.error(of: number, name: slot.name, file: loaded.file) {
          loaded.places.line(of: $0)
        }
      }
    }
    return made
  }
}
