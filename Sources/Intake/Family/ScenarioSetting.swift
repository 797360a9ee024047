/// A value that takes the place of one in a scenario's document, and who says so.
struct ScenarioSetting: Sendable, Hashable {
  /// Who says so.
  enum Origin: Sendable, Hashable {
    /// The document, at a key such as `variants[1].set`.
    case document(place: String)
    /// An option of the command line.
    case option(String)
  }

  /// What is set.
  let key: DocumentKey
  /// What it is set to; of the document it bears its place there.
  let value: JSON5Value
  /// Who says so.
  let origin: Origin

  /// The keys at the root that a variant may not set: what it is called, and what all variants share.
  static let sharedKeys = [
    "name", "question", "instrument", "paths", "venues", "seeds", "variants", "grid",
  ]
  /// The keys at the root that the command line may not set.
  static let fixedKeys = ["name", "variants", "grid"]

  /// An error about this setting.
  func error(
    _ path: String, problem: String? = nil, expected: String? = nil, found: String? = nil,
    suggestion: String? = nil, file: String, line: Int? = nil
  ) -> InputError {
    switch origin {
    case .document(let place):
      InputError(
        .badData, file: file, line: line ?? value.position.line, key: "\(place): \(path)",
        problem: problem, expected: expected, found: found, suggestion: suggestion)
    case .option(let option):
      InputError(
        .usage, file: "", key: "\(option) \(path)", problem: problem, expected: expected,
        found: found, suggestion: suggestion)
    }
  }

  /// The document with the value in its place.
  func applied(to tree: JSON5Value, file: String) throws(InputError) -> JSON5Value {
    do { return try tree.setting(value, at: key) } catch {
      throw self.error(
        key.text, expected: error.expected + (error.path.isEmpty ? "" : " at \(error.path)"),
        found: error.found, suggestion: suggestion(in: tree), file: file)
    }
  }

  /// Whether an error about a key of the document is about what was set.
  func explains(_ error: InputError) -> Bool {
    guard let path = error.key.flatMap({ DocumentKey($0) }) else { return false }
    return key.holds(path) || path.holds(key)
  }

  /// The error of a reader, told as one of this setting.
  ///
  /// - Parameters:
  ///   - error: The error.
  ///   - tree: The document.
  ///   - file: The document's name.
  ///   - isAlone: Whether no other setting can be meant.
  func explained(
    _ error: InputError, in tree: JSON5Value, file: String, isAlone: Bool = true
  ) -> InputError {
    let path = error.key.flatMap { DocumentKey($0) } ?? key
    var suggestion = error.suggestion
    if error.problem == "unknown key", let near = suggestion {
      // The whole key, so that it can be put in as it stands.
      let rest = key.parts.dropFirst(path.parts.count)
      suggestion = DocumentKey(parts: path.parts.dropLast() + [.member(near)] + rest).text
    }
    var told = self.error(
      path.holds(key) && isAlone ? key.text : path.text, problem: error.problem,
      expected: error.expected, found: error.found,
      suggestion: suggestion ?? self.suggestion(in: tree), file: file, line: error.line)
    told.strategy = error.strategy
    return told
  }

  /// The key with its first unknown word put right, where the document has one like it.
  private func suggestion(in tree: JSON5Value) -> String? {
    var known: [DocumentKey.Part] = []
    for part in key.parts {
      let around = known.isEmpty ? tree : tree.value(at: DocumentKey(parts: known))
      if case .member(let name) = part, case .object(let members)? = around?.content,
        !members.contains(where: { $0.key == name })
      {
        guard let near = Suggestion.nearest(to: name, among: members.map(\.key)) else { return nil }
        let parts = known + [.member(near)] + key.parts.dropFirst(known.count + 1)
        return DocumentKey(parts: Array(parts)).text
      }
      known.append(part)
    }
    return nil
  }
}
