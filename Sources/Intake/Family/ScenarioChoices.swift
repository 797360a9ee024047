/// What the command line changes in a scenario: values set, grids of values, and the variant that is run.
package struct ScenarioChoices: Sendable, Hashable {
  /// The values of `--set`, each `KEY=VALUE`, in order.
  package var sets: [String]
  /// The values of `--grid`, each `KEY=V1,V2`, in order.
  package var grids: [String]
  /// The value of `--variant`.
  package var variant: String?

  /// Notes the values of the options.
  package init(sets: [String] = [], grids: [String] = [], variant: String? = nil) {
    self.sets = sets
    self.grids = grids
    self.variant = variant
  }

  /// Reads what ``words`` gives; nothing where the words are others.
  package init?(words: [String]) {
    self.init()
    var rest = words[...]
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch option {
      case Self.set: sets.append(value)
      case Self.grid: grids.append(value)
      case Self.variant where variant == nil: variant = value
      default: return nil
      }
    }
  }

  private static let set = "--set"
  private static let grid = "--grid"
  private static let variant = "--variant"

  /// Whether nothing is changed.
  package var isEmpty: Bool { sets.isEmpty && grids.isEmpty && variant == nil }

  /// The options as words of a command line.
  package var words: [String] {
    sets.flatMap { [Self.set, $0] } + grids.flatMap { [Self.grid, $0] }
      + (variant.map { [Self.variant, $0] } ?? [])
  }

  /// What is changed, in a few words for the name of a folder.
  package var folderWords: [String] {
    var words = variant.map { [$0] } ?? []
    let set = sets.map { text in
      let key = text.prefix { $0 != "=" }
      return Self.lastName(key) + text.dropFirst(key.count)
    }
    if !set.isEmpty { words.append(Self.short(set, else: "\(set.count)-values-set")) }
    let grid = grids.map { Self.lastName($0.prefix { $0 != "=" }) }
    if !grid.isEmpty { words.append("grid-" + Self.short(grid, else: "\(grid.count)-keys")) }
    return words
  }

  private static func lastName(_ key: Substring) -> String {
    String(key[(key.lastIndex(of: ".").map(key.index(after:)) ?? key.startIndex)...])
  }

  private static func short(_ words: [String], else count: String) -> String {
    let all = words.joined(separator: "-")
    return all.count <= 48 ? all : count
  }

  // MARK: Reading

  /// The values that are set.
  func settings() throws(InputError) -> [ScenarioSetting] {
    var settings: [ScenarioSetting] = []
    for text in sets {
      let (key, value) = try Self.parts(text, of: Self.set, expected: "KEY=VALUE")
      settings.append(try Self.setting(key, value, of: Self.set))
    }
    return settings
  }

  /// The axes of the grids.
  func axes() throws(InputError) -> [VariantAxis] {
    var keys: [DocumentKey] = []
    var cells: [[(text: String, setting: ScenarioSetting)]] = []
    for text in grids {
      let (key, list) = try Self.parts(text, of: Self.grid, expected: "KEY=V1,V2")
      var values: [(text: String, setting: ScenarioSetting)] = []
      for value in Self.split(list) {
        let setting = try Self.setting(key, value, of: Self.grid)
        if values.contains(where: { $0.setting.value.content == setting.value.content }) {
          throw InputError(
            .usage, file: "", key: "\(Self.grid) \(key)", problem: "\(value) is named twice")
        }
        values.append((value, setting))
      }
      guard let first = values.first?.setting.key else { continue }
      if keys.contains(first) {
        throw InputError(.usage, file: "", key: "\(Self.grid) \(key)", problem: "given twice")
      }
      keys.append(first)
      cells.append(values)
    }
    return zip(DocumentKey.shortNames(of: keys), cells).map { name, values in
      VariantAxis(
        name: name,
        cells: values.enumerated().map { place, cell in
          VariantAxis.Cell(
            value: VariantName.isSound(cell.text, lengthMax: 24) ? cell.text : "\(place + 1)",
            settings: [cell.setting])
        })
    }
  }

  /// Key and value of an option.
  private static func parts(
    _ text: String, of option: String, expected: String
  ) throws(InputError) -> (key: String, value: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw InputError(
        .usage, file: "", key: option, expected: expected, found: InputError.quoted(text))
    }
    return (String(parts[0]), String(parts[1]))
  }

  private static func setting(
    _ word: String, _ text: String, of option: String
  ) throws(InputError) -> ScenarioSetting {
    guard let key = DocumentKey(word) else {
      throw InputError(
        .usage, file: "", key: option, expected: DocumentKey.expected,
        found: InputError.quoted(word))
    }
    let refused = option == grid ? ScenarioSetting.sharedKeys : ScenarioSetting.fixedKeys
    guard !refused.contains(key.root) else {
      throw InputError(
        .usage, file: "", key: "\(option) \(word)",
        expected: "a key other than \(refused.joined(separator: ", "))", found: key.root)
    }
    return ScenarioSetting(
      key: key, value: try value(text, key: "\(option) \(word)"), origin: .option(option))
  }

  /// A value as JSON5, else as a word: `15s` is `"15s"`.
  private static func value(_ text: String, key: String) throws(InputError) -> JSON5Value {
    do { return try JSON5Reader.read(Array(text.utf8), file: "") } catch {
      let isWord = text.first.map { !"[{\"'".contains($0) } ?? false
      if isWord { return JSON5Value(.text(text), at: TextPosition(line: 1, column: 1)) }
      throw InputError(
        .usage, file: "", key: key, problem: error.problem, expected: error.expected,
        found: error.found)
    }
  }

  /// The values of a list; a comma within brackets or quotes parts nothing.
  private static func split(_ text: String) -> [String] {
    var values = [""]
    var depth = 0
    var quote: Character?
    for letter in text {
      if let open = quote {
        if letter == open { quote = nil }
      } else if letter == "\"" || letter == "'" {
        quote = letter
      } else if letter == "[" || letter == "{" {
        depth += 1
      } else if letter == "]" || letter == "}" {
        depth -= 1
      } else if letter == ",", depth == 0 {
        values.append("")
        continue
      }
      values[values.count - 1].append(letter)
    }
    return values
  }
}
