package import Market
import Simulation

/// Reads a scenario document, whose keys ``ScenarioCodec`` states.
package struct ScenarioReader {
  /// Reads a scenario.
  ///
  /// - Parameters:
  ///   - bytes: The document, UTF-8.
  ///   - file: The name that errors carry.
  ///   - names: The paths and strategies that exist.
  ///   - choices: What the command line changes.
  package static func read(
    bytes: [UInt8], file: String, names: ScenarioNames = ScenarioNames(),
    choices: ScenarioChoices = ScenarioChoices()
  ) throws(InputError) -> LoadedScenario {
    let tree = try JSON5Reader.read(bytes, file: file)
    // What is set may put other strategies here, or give one the parameter that it lacks: they are looked at last.
    let (loaded, family) = try read(tree: tree, file: file, names: names.withAnyStrategy)
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
    tree: JSON5Value, file: String, names: ScenarioNames
  ) throws(InputError) -> (loaded: LoadedScenario, family: StatedFamily) {
    let root = ValueReader(root: tree, file: file)
    let (scenario, family) = try root.object { (object: inout ObjectReader) throws(InputError) in
      // The grid of everything else is the contract's.
      let instrument = try ScenarioCodec.instrument.read(object.required("instrument"))
      let codec = ScenarioCodec(names: names, instrument: instrument)
      return (try codec.scenario.read(&object), try StatedFamily.keys.read(&object))
    }
    let places = DocumentPlaces(root.value)
    try ScenarioSense(scenario: scenario, file: file, places: places).check()
    return (try LoadedScenario(file: file, scenario: scenario, places: places), family)
  }

  /// What a schema says of a scenario, whose numbers lie on the grid of its contract.
  package static func schema(of instruments: [Instrument]) -> SchemaNode {
    let node = SchemaNode()
    for instrument in instruments {
      node.noteObject()
      ScenarioCodec(names: ScenarioNames(), instrument: instrument).scenario.note(node)
      StatedFamily.keys.note(node)
    }
    return node
  }
}
