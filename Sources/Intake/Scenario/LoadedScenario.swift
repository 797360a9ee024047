package import Simulation
package import Units

/// A scenario as it was read, with its one written form and the files it asks for.
package struct LoadedScenario: Sendable, Hashable {
  /// The document, as the user named it.
  package let file: String
  /// What a run depends on.
  package private(set) var scenario: Scenario
  /// The scenario in canonical JSON with every default written out.
  ///
  /// Two documents that mean the same have the same text, however they are written. Reading this text
  /// gives the same scenario and the same text again. Variants stand in it with all that they set.
  package let canonicalText: String
  /// Where the document says what.
  package let places: DocumentPlaces
  /// The variants that run instead of the scenario itself, in order; none where it is one scenario and no more.
  package let variants: [LoadedVariant]

  init(
    file: String, scenario: Scenario, places: DocumentPlaces, variants: [LoadedVariant] = []
  ) throws(InputError) {
    self.file = file
    self.scenario = scenario
    self.places = places
    self.variants = variants
    var elements: [JSON5Value] = []
    for variant in variants { elements.append(try variant.canonical()) }
    canonicalText = try ScenarioWriter.text(scenario, variants: elements)
  }

  /// The keys that it sets and of which a report has no sentence, with their values.
  package func untold() throws(InputError) -> [LoadedVariant.Setting] {
    ScenarioReader.schema(of: [scenario.instrument])
      .untold(in: try ScenarioWriter.tree(scenario, isComplete: false))
  }

  /// Whether two documents mean the same, wherever in them it stands.
  package static func == (left: LoadedScenario, right: LoadedScenario) -> Bool {
    left.file == right.file && left.scenario == right.scenario
      && left.canonicalText == right.canonicalText
  }

  /// Folds what is compared.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(canonicalText)
  }

  /// The same document with other rulebooks to compare.
  ///
  /// - Parameters:
  ///   - venues: Their names with their switches.
  ///   - written: Those of them that are held whole.
  package func comparing(
    venues: [String], written: [WrittenRulebook] = []
  ) throws(InputError) -> LoadedScenario {
    var other = scenario
    other.venues = venues
    other.writtenRulebooks = written
    var compared: [LoadedVariant] = []
    for variant in variants {
      compared.append(try variant.comparing(venues: venues, written: written))
    }
    return try LoadedScenario(file: file, scenario: other, places: places, variants: compared)
  }

  /// The same document for runs that are no longer than what a tape holds.
  package func lasting(atMost length: Interval) -> LoadedScenario {
    var shorter = self
    shorter.scenario.length = min(scenario.length, length)
    return shorter
  }

  /// The same document with variants.
  func having(_ variants: [LoadedVariant]) throws(InputError) -> LoadedScenario {
    variants.isEmpty
      ? self
      : try LoadedScenario(file: file, scenario: scenario, places: places, variants: variants)
  }

  /// The file that a run needs as its index.
  package enum IndexInput: Sendable, Hashable {
    /// None: the scenario makes its own index from the seed.
    case none
    /// Bars, see ``BarFile``.
    case bars
    /// Trades, see ``TradeFile``.
    case trades
    /// A market tape, see ``TapeFile``.
    case tape

    /// The option of the command line that names the file.
    package var option: String { self == .tape ? "tape" : "index" }
    /// The option that names a second file: last prices, or how long orders took.
    package var secondOption: String { self == .tape ? "latency" : "last" }
  }

  /// The file that a run needs as its index.
  package var indexInput: IndexInput {
    switch scenario.index {
    case .process: .none
    case .bars: .bars
    case .ticks: .trades
    case .tape: .tape
    }
  }
}
