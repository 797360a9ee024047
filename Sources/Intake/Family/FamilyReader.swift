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
    let base = try read(sets, of: nil)
    var variants: [LoadedVariant] = []
    for stated in try chosen() {
      let loaded = try read(stated.settings + sets, of: stated)
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
    guard count <= ScenarioReader.variantsMax else {
      let expected = "at most \(ScenarioReader.variantsMax) combinations"
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
    _ settings: [ScenarioSetting], of variant: StatedVariant?
  ) throws(InputError) -> LoadedScenario {
    var changed = tree
    for setting in settings { changed = try setting.applied(to: changed, file: file) }
    do throws(InputError) {
      return try ScenarioReader.read(tree: changed, file: file, names: names).loaded
    } catch {
      if let setting = settings.last(where: { $0.explains(error) }) {
        throw setting.explained(error, in: tree, file: file)
      }
      throw combined(error, settings, of: variant)
    }
  }

  /// An error that follows from values set together, about a key that none of them sets.
  private func combined(
    _ error: InputError, _ settings: [ScenarioSetting], of variant: StatedVariant?
  ) -> InputError {
    var told = error
    let key = error.key ?? ""
    let options = settings.filter { if case .option = $0.origin { true } else { false } }
    if let variant, !variant.key.isEmpty {
      told.key = "\(variant.key): \(key)"
      told.line = variant.line
    } else if let option = options.last, case .option(let name) = option.origin {
      told = InputError(
        .usage, file: "", key: "\(name) \(option.key.text): \(key)", problem: error.problem,
        expected: error.expected, found: error.found, suggestion: error.suggestion)
    }
    told.column = nil
    return told
  }
}
