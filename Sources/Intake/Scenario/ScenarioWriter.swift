package import Simulation

/// Writes a scenario in its one form: the canonical JSON of every value, defaults included.
package enum ScenarioWriter {
  /// The canonical text of a scenario, which ``ScenarioReader`` reads back as the same scenario.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - variants: The elements of `variants`, where it has some.
  /// - Throws: Where a strategy's parameters are no JSON text.
  package static func text(
    _ scenario: Scenario, variants: [JSON5Value] = []
  ) throws(InputError) -> String {
    let more = variants.isEmpty ? [] : [JSON5Value.Member.member("variants", .list(variants))]
    return CanonicalJSON.text(.object(try members(scenario, isComplete: false) + more))
  }

  /// The values of a scenario by key.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - isComplete: Whether what is as usual is written too.
  static func tree(_ scenario: Scenario, isComplete: Bool) throws(InputError) -> JSON5Value {
    .object(try members(scenario, isComplete: isComplete))
  }

  private static func members(
    _ scenario: Scenario, isComplete: Bool
  ) throws(InputError) -> [JSON5Value.Member] {
    let codec = ScenarioCodec(
      names: ScenarioNames(), instrument: scenario.instrument, isComplete: isComplete)
    return try codec.scenario.write(scenario)
  }
}
