import Simulation

/// What a variant sets, in the one form that does not depend on how it was written.
///
/// It names each key that was set, with the value that it has in the end, and whatever else differs from the
/// scenario, such as a time that follows from another. Put into the scenario's canonical text it gives the variant.
struct VariantSettings {
  /// The scenario's canonical text, with what is left out of it where it is as usual.
  private let plain: JSON5Value
  private let base: JSON5Value
  private let own: JSON5Value

  init(base scenario: Scenario, variant: Scenario) throws(InputError) {
    plain = try ScenarioWriter.tree(scenario, isComplete: false)
    base = try ScenarioWriter.tree(scenario, isComplete: true)
    own = try ScenarioWriter.tree(variant, isComplete: true)
  }

  /// The settings in the order of their keys.
  func settings(written: [DocumentKey]) -> [LoadedVariant.Setting] {
    var keys: [DocumentKey] = []
    for key in differing(base, own, at: nil) { add(lifted(key), to: &keys) }
    for key in written where own.value(at: key) != nil {
      if keys.contains(where: { $0.holds(key) }) { continue }
      let lifted = lifted(key)
      keys.removeAll { lifted.holds($0) }
      keys.append(lifted)
    }
    return keys.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }.compactMap { key in
      own.value(at: key).map { LoadedVariant.Setting(place: key, value: $0) }
    }
  }

  private func add(_ key: DocumentKey, to keys: inout [DocumentKey]) {
    if !keys.contains(key) { keys.append(key) }
  }

  /// The key, or the first one around it that the scenario's text leaves out: of that, everything is told.
  private func lifted(_ key: DocumentKey) -> DocumentKey {
    for count in 1..<max(key.parts.count, 1) {
      let around = DocumentKey(parts: Array(key.parts.prefix(count)))
      if plain.value(at: around) == nil { return around }
    }
    return key
  }

  /// The keys at which two documents differ, each as deep as the first has no key around it that the second lacks.
  private func differing(
    _ left: JSON5Value, _ right: JSON5Value, at key: DocumentKey?
  ) -> [DocumentKey] {
    func inner(_ part: DocumentKey.Part) -> DocumentKey {
      key?.appending(part) ?? DocumentKey(parts: [part])
    }
    switch (left.content, right.content) {
    case (.object(let ours), .object(let theirs))
    where ours.allSatisfy({ our in theirs.contains { $0.key == our.key } }):
      return theirs.flatMap { their in
        let key = inner(.member(their.key))
        guard let our = ours.first(where: { $0.key == their.key }) else { return [key] }
        return differing(our.value, their.value, at: key)
      }
    case (.list(let ours), .list(let theirs)) where ours.count == theirs.count:
      return zip(ours, theirs).enumerated().flatMap { place, pair in
        differing(pair.0, pair.1, at: inner(.element(place)))
      }
    default:
      let isSame = CanonicalJSON.text(left) == CanonicalJSON.text(right)
      return isSame ? [] : key.map { [$0] } ?? []
    }
  }
}
