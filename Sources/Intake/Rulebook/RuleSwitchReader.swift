import Rulebook

/// Reads the switches of a rulebook and puts the fields of the chosen options into the document.
///
/// `switches` is an object by name, each with `why`, `standard` (the option that holds without a choice)
/// and `options`: by name, each with `summary` and `fields`, the fields of the root that it replaces. The
/// standard option replaces none: the document is written with it.
enum RuleSwitchReader {
  /// The switches with their options in force, and the document as the choices make it.
  static func resolve(
    _ root: ValueReader, _ choices: [RuleChoice]
  ) throws(InputError) -> ([RuleSwitch], ValueReader) {
    guard case .object(let members) = root.value.content else { throw root.mismatch("an object") }
    let value = members.first { $0.key == "switches" }?.value
    guard let value else {
      if let choice = choices.first { throw unknown(choice, among: [], root) }
      return ([], root)
    }
    let reader = root.child("switches", value)
    var switches: [RuleSwitch] = []
    var replaced = members
    try reader.object { (object: inout ObjectReader) throws(InputError) in
      for (name, value) in object.all() {
        let choice = choices.last { $0.name == name }
        let (read, fields) = try readSwitch(name, value, choice: choice, root)
        switches.append(read)
        for field in fields {
          replaced.removeAll { $0.key == field.key }
          replaced.append(field)
        }
      }
    }
    for choice in choices where !switches.contains(where: { $0.name == choice.name }) {
      throw unknown(choice, among: switches.map(\.name), root)
    }
    let document = JSON5Value(.object(replaced), at: root.value.position)
    return (switches, root.replaced(document))
  }

  /// One switch, and the fields that its option in force replaces.
  private static func readSwitch(
    _ name: String, _ value: ValueReader, choice: RuleChoice?, _ root: ValueReader
  ) throws(InputError) -> (RuleSwitch, [JSON5Value.Member]) {
    try value.object { (object: inout ObjectReader) throws(InputError) in
      let why = try object.required("why").line(lengthMax: 500)
      var options: [(option: RuleSwitch.Option, fields: [JSON5Value.Member])] = []
      try object.required("options").object { (object: inout ObjectReader) throws(InputError) in
        for (name, value) in object.all() { options.append(try option(name, value)) }
      }
      let names = options.map(\.option.name)
      let standard = try object.required("standard").name(among: names)
      guard let place = names.firstIndex(of: standard) else { throw value.mismatch("an option") }
      if !options[place].fields.isEmpty {
        throw value.mismatch("no fields in the standard option, with which the document is written")
      }
      // The standard option first, the others as in the file.
      options.insert(options.remove(at: place), at: 0)
      let chosen = choice?.option ?? standard
      guard let found = options.first(where: { $0.option.name == chosen }) else {
        throw InputError(
          .usage, file: root.file, key: name, expected: ValueReader.oneOf(names),
          found: InputError.quoted(chosen),
          suggestion: Suggestion.nearest(to: chosen, among: names))
      }
      let read = RuleSwitch(name: name, why: why, options: options.map(\.option), chosen: chosen)
      return (read, found.fields)
    }
  }

  /// One option: `summary` and `fields`.
  private static func option(
    _ name: String, _ value: ValueReader
  ) throws(InputError) -> (option: RuleSwitch.Option, fields: [JSON5Value.Member]) {
    try value.object { (object: inout ObjectReader) throws(InputError) in
      let summary = try object.required("summary").line(lengthMax: 300)
      guard let fields = object.optional("fields") else {
        return (RuleSwitch.Option(name: name, summary: summary), [])
      }
      fields.node?.note(.fieldsOfRoot)
      guard case .object(let members) = fields.value.content else {
        throw fields.mismatch("an object")
      }
      return (RuleSwitch.Option(name: name, summary: summary), members)
    }
  }

  private static func unknown(
    _ choice: RuleChoice, among names: [String], _ root: ValueReader
  ) -> InputError {
    InputError(
      .usage, file: root.file, key: choice.name, problem: "no such switch in this rulebook",
      expected: names.isEmpty
        ? "no choice, the rulebook has no switches" : ValueReader.oneOf(names),
      suggestion: Suggestion.nearest(to: choice.name, among: names))
  }
}

extension ValueReader {
  /// A value below this one.
  func child(_ key: String, _ value: JSON5Value) -> ValueReader {
    ValueReader(
      file: file, path: InputPath.child(key, of: path), value: value, node: node?.member(key))
  }

  /// Another value in the place of this one.
  func replaced(_ value: JSON5Value) -> ValueReader {
    ValueReader(file: file, path: path, value: value, node: node)
  }
}
