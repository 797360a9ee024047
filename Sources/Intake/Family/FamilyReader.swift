import Simulation

/// Makes the variants of a scenario: those that the document states, crossed with its grid and the command line's.
///
/// What is applied later wins: a variant, then the cells of grids, then `--set`.
struct FamilyReader {
  /// The document without its variants and grid.
  private let tree: JSON5Value
  private let file: String
  private let names: ScenarioNames
  private let family: StatedFamily
  private let choices: ScenarioChoices

  init(
    document: JSON5Value, family: StatedFamily, file: String, names: ScenarioNames,
    choices: ScenarioChoices
  ) {
    if case .object(let members) = document.content {
      tree = JSON5Value(
        .object(members.filter { $0.key != "variants" && $0.key != "grid" }), at: document.position)
    } else {
      tree = document
    }
    self.family = family
    self.file = file
    self.names = names
    self.choices = choices
  }

  /// The scenario with what the command line sets, and its variants.
  func loaded() throws(InputError) -> LoadedScenario {
    let sets = try choices.settings()
    let chosen = try chosen()
    // A scenario with variants does not run itself, so that each may set strategies and their parameters.
    let base = try read(
      sets, of: nil, names: chosen.isEmpty ? names : names.withAnyStrategy)
    var variants: [LoadedVariant] = []
    for stated in chosen {
      let loaded = try read(stated.settings + sets, of: stated, names: names)
      let settings = try VariantSettings(base: base.scenario, variant: loaded.scenario)
      variants.append(
        LoadedVariant(
          name: stated.name, question: stated.question, place: stated.place,
          settings: settings.settings(written: stated.settings.map(\.key)), loaded: loaded))
    }
    return try base.having(variants)
  }

  // MARK: Which variants

  /// The variants that run: all, or those of a name.
  private func chosen() throws(InputError) -> [StatedVariant] {
    let all = try crossed()
    guard let name = choices.variant else { return all }
    let chosen = all.filter { $0.name == name || $0.name.hasPrefix(name + "/") }
    if !chosen.isEmpty { return chosen }
    guard !all.isEmpty else {
      throw InputError(
        .usage, file: "", key: "--variant", expected: "a scenario with variants",
        found: "none in \(file)")
    }
    let stated = family.variants.isEmpty ? all : family.variants
    let some = stated.prefix(6).map(\.name).joined(separator: ", ")
    throw InputError(
      .usage, file: "", key: "--variant",
      expected: "one of \(some)" + (stated.count > 6 ? " and \(stated.count - 6) more" : ""),
      found: InputError.quoted(name),
      suggestion: Suggestion.nearest(to: name, among: stated.map(\.name) + all.map(\.name)))
  }

  /// Each stated variant with each combination of cells, the first axis slowest.
  private func crossed() throws(InputError) -> [StatedVariant] {
    let own = try choices.axes()
    let axes = family.axes + own
    if axes.isEmpty { return family.variants }
    let count = axes.reduce(max(family.variants.count, 1)) {
      $0.multipliedReportingOverflow(by: $1.cells.count).partialValue
    }
    guard count <= StatedFamily.variantsMax else {
      let expected = "at most \(StatedFamily.variantsMax) combinations"
      throw own.isEmpty
        ? InputError(.badData, file: file, key: "grid", expected: expected, found: "\(count)")
        : InputError(.usage, file: "", key: "--grid", expected: expected, found: "\(count)")
    }
    let whole = StatedVariant(
      name: "", question: nil, place: [], settings: [], key: "", line: nil)
    var variants = family.variants.isEmpty ? [whole] : family.variants
    for axis in axes {
      variants = variants.flatMap { variant in
        axis.cells.map { cell in
          StatedVariant(
            name: (variant.name.isEmpty ? "" : variant.name + "/") + "\(axis.name)=\(cell.value)",
            question: variant.question,
            place: variant.place + [VariantPlace(axis: axis.name, value: cell.value)],
            settings: variant.settings + cell.settings, key: variant.key, line: variant.line)
        }
      }
    }
    return variants
  }

  // MARK: Reading one

  /// The document with some values set, as a scenario.
  private func read(
    _ settings: [ScenarioSetting], of variant: StatedVariant?, names: ScenarioNames
  ) throws(InputError) -> LoadedScenario {
    var changed = tree
    for setting in settings { changed = try setting.applied(to: changed, file: file) }
    do throws(InputError) {
      return try ScenarioReader.read(tree: changed, file: file, names: names).loaded
    } catch {
      let setters = settings.filter { $0.explains(error) }
      if let setting = setters.last {
        throw setting.explained(error, in: tree, file: file, isAlone: setters.count == 1)
      }
      if let own = ownFault(), own.key == error.key { throw own }
      throw combined(error, settings, of: variant)
    }
  }

  /// What is wrong with the document as it stands: its strategies are not looked at before.
  private func ownFault() -> InputError? {
    do throws(InputError) {
      _ = try ScenarioReader.read(tree: tree, file: file, names: names)
      return nil
    } catch {
      return error
    }
  }

  /// An error that follows from values set together, about a key that none of them sets.
  private func combined(
    _ error: InputError, _ settings: [ScenarioSetting], of variant: StatedVariant?
  ) -> InputError {
    var told = error
    let key = error.key ?? ""
    // What stands beside the key is nearer to the fault than the rest of a variant.
    let around = error.key.flatMap { DocumentKey($0) }?.around
    let neighbour = settings.last { around?.holds($0.key) ?? false }
    if let neighbour, case .option(let name) = neighbour.origin {
      return Self.told(error, byOption: name, of: neighbour.key)
    }
    let options = settings.filter { if case .option = $0.origin { true } else { false } }
    if let variant, !variant.key.isEmpty {
      told.key = "\(variant.key): \(key)"
      told.line = variant.line
    } else if let option = options.last, case .option(let name) = option.origin {
      return Self.told(error, byOption: name, of: option.key)
    }
    told.column = nil
    return told
  }

  /// An error of the document as one of an option.
  private static func told(
    _ error: InputError, byOption name: String, of key: DocumentKey
  ) -> InputError {
    InputError(
      .usage, file: "", key: "\(name) \(key.text): \(error.key ?? "")", strategy: error.strategy,
      problem: error.problem, expected: error.expected, found: error.found,
      suggestion: error.suggestion)
  }
}
