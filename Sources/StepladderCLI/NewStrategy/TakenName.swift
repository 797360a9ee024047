/// Names that the type of a new strategy cannot have.
enum TakenName {
  /// Why a type cannot be called so; nothing where it can.
  ///
  /// Names of modules count in any case of their letters, because their files would meet on some file systems.
  static func use(of type: String) -> String? {
    if words.contains(type) { return "a word of Swift" }
    if modules.contains(where: { $0.lowercased() == type.lowercased() }) {
      return "a module that the package uses"
    }
    if types.contains(type) { return "a type that the package uses" }
    return nil
  }

  private static let words: Set<String> = ["Any", "Protocol", "Self", "Type"]

  /// The modules and products of this package, and those of the toolchain that a strategy may meet.
  private static let modules: Set<String> = [
    "Benchmark", "EmbeddedData", "Foundation", "Intake", "Kernel", "Liquidation", "Margin",
    "Market", "Quote", "Reference", "Reporting", "Rulebook", "ScenarioData", "Simulation",
    "Stepladder",
    "StepladderBench", "StepladderCLI", "Strategies", "Swift", "Synchronization", "TestSupport",
    "Testing", "Units",
  ]

  /// The types that the new package names.
  private static let types: Set<String> = [
    "Desk", "Int64", "OrderRequest", "ParameterError", "Parameters", "Price", "Quantity",
    "StepladderProgram", "Strategy", "StrategyContract", "StrategyParameters", "Suite", "Test",
  ]
}
