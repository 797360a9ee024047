import Simulation

/// One variant of a scenario, as it runs.
package struct LoadedVariant: Sendable, Hashable {
  /// Its name.
  package let name: String
  /// What it asks; nothing where that is the scenario's question.
  package let question: String?
  /// Where it stands on the axes of a map; empty where it is no cell of a grid.
  package let place: [VariantPlace]
  /// What it sets, by key, in the one written form.
  package let settings: [Setting]
  /// The scenario with these values.
  package let loaded: LoadedScenario

  /// A key with its value.
  package struct Setting: Sendable, Hashable {
    /// The place of the key.
    let place: DocumentKey
    /// The value as canonical JSON.
    package let value: JSON5Value

    /// The key, such as `makers.touchSize`.
    package var key: String { place.text }
  }

  /// The variant as an element of `variants`.
  func canonical() throws(InputError) -> JSON5Value {
    let stated = StatedVariant(
      name: name, question: question, place: place,
      settings: settings.map {
        ScenarioSetting(key: $0.place, value: $0.value, origin: .document(place: ""))
      }, key: "", line: nil)
    return try StatedVariant.codec.write(stated)
  }

  /// The same variant with other rulebooks to compare.
  func comparing(
    venues: [String], written: [WrittenRulebook]
  ) throws(InputError) -> LoadedVariant {
    LoadedVariant(
      name: name, question: question, place: place, settings: settings,
      loaded: try loaded.comparing(venues: venues, written: written))
  }
}

extension LoadedVariant.Setting {
  /// The value on one line, text without quotes.
  package var text: String {
    if case .text(let text) = value.content { return text }
    let lines = CanonicalJSON.text(value).split(separator: "\n")
    return lines.map { $0.drop { $0 == " " } }.joined(separator: " ")
  }
}
