/// A variant as a document states it, before it is applied.
struct StatedVariant: Sendable {
  /// Its name.
  let name: String
  /// What it asks; nothing where it leaves that to the scenario.
  let question: String?
  /// Where it stands on the axes of a map; nothing where it is no cell of a grid.
  let place: [VariantPlace]
  /// What it sets, in the order of the document.
  let settings: [ScenarioSetting]
  /// Where it is stated, such as `variants[1]`; empty where only the command line makes it.
  let key: String
  /// The line on which it starts.
  let line: Int?
}

/// What a document says of variants.
struct StatedFamily: Sendable {
  /// The variants in order.
  var variants: [StatedVariant] = []
  /// The axes of its grid, the slowest first.
  var axes: [VariantAxis] = []

  /// Whether there is one scenario and no more.
  var isPlain: Bool { variants.isEmpty && axes.isEmpty }
}
