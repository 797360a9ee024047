/// Reads the members of one object and remembers which keys were asked for.
///
/// Made by ``ValueReader/object(_:)``, which refuses unknown keys at the end.
package struct ObjectReader {
  /// The file, as the user named it.
  package let file: String
  /// The way from the root of the document to the object; empty for the root.
  package let path: String
  private let position: TextPosition
  private let members: [JSON5Value.Member]
  private var isUsed: [Bool]
  private var askedKeys: [String] = []
  /// The key that had to be there and is not.
  private var missingKey: String?
  private let node: SchemaNode?

  init(
    file: String, path: String, position: TextPosition, members: [JSON5Value.Member],
    node: SchemaNode? = nil
  ) {
    self.file = file
    self.path = path
    self.position = position
    self.members = members
    self.node = node
    isUsed = [Bool](repeating: false, count: members.count)
  }

  /// The object as a value.
  var reader: ValueReader {
    ValueReader(
      file: file, path: path, value: JSON5Value(.object(members), at: position), node: nil)
  }

  /// The value of a key that must be there.
  package mutating func required(_ key: String) throws(InputError) -> ValueReader {
    _ = node?.member(key, isRequired: true)
    if let reader = optional(key) { return reader }
    missingKey = key
    throw missing(key)
  }

  private func missing(_ key: String) -> InputError {
    InputError(
      .badData, file: file, line: position.line, column: position.column,
      key: InputPath.child(key, of: path), problem: "missing key")
  }

  /// The value of a key that may be absent.
  package mutating func optional(_ key: String) -> ValueReader? {
    if !askedKeys.contains(key) { askedKeys.append(key) }
    let child = node?.member(key)
    guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    isUsed[index] = true
    return ValueReader(
      file: file, path: InputPath.child(key, of: path), value: members[index].value, node: child)
  }

  /// The value of a key that may be absent, of a kind that stands in several places of a document.
  mutating func optional(_ key: String, as definition: String) -> ValueReader? {
    let child = node?.member(key).definition(definition)
    return optional(key)?.noting(at: child)
  }

  /// The value of a key that must be there, of a kind that stands in several places of a document.
  mutating func required(_ key: String, as definition: String) throws(InputError) -> ValueReader {
    let child = node?.member(key).definition(definition)
    return try required(key).noting(at: child)
  }

  /// Whether a key is not there; the key counts as asked for.
  package mutating func isAbsent(_ key: String) -> Bool { optional(key) == nil }

  /// The members in the order of the file, all of them used: for objects whose keys are names that
  /// the user chose.
  package mutating func all() -> [(name: String, value: ValueReader)] {
    isUsed = [Bool](repeating: true, count: members.count)
    let child = node?.namedMember()
    return members.map { member in
      let path = InputPath.child(member.key, of: path)
      return (member.key, ValueReader(file: file, path: path, value: member.value, node: child))
    }
  }

  /// An error about the object as a whole: two keys that contradict each other.
  package func contradiction(
    _ key: String? = nil, expected: String, found: String
  ) -> InputError {
    let place = members.first { $0.key == key }?.position ?? position
    return InputError(
      .badData, file: file, line: place.line, column: place.column,
      key: key.map { InputPath.child($0, of: path) } ?? path, expected: expected, found: found)
  }

  /// An error at the value of a key that is there.
  func mismatch(_ key: String, _ expected: String) -> InputError {
    guard let member = members.first(where: { $0.key == key }) else { return missing(key) }
    return reader.child(key, member.value).mismatch(expected)
  }

  /// Refuses the first key that nothing asked for.
  func refuseUnknownKeys() throws(InputError) {
    guard let index = isUsed.firstIndex(of: false) else { return }
    let member = members[index]
    let present = Set(members.map(\.key))
    let absent = askedKeys.filter { !present.contains($0) }
    let suggestion =
      Suggestion.nearest(to: member.key, among: absent)
      ?? Suggestion.nearest(to: member.key, among: askedKeys)
    throw unknownKey(member, suggestion: suggestion)
  }

  /// What is wrong where reading stopped: where a key is missing and another is spelled nearly so, the object is
  /// read once more with that key put right.
  ///
  /// If its value fits there and nothing asks for the other key then, that was the mistake and is named; else it means
  /// what it says, and what is missing is missing.
  func explained<Result>(
    _ error: InputError, _ read: (inout ObjectReader) throws(InputError) -> Result
  ) -> InputError {
    guard let missingKey, error.key == InputPath.child(missingKey, of: path) else { return error }
    let unused = members.indices.filter { !isUsed[$0] }
    guard let slip = Suggestion.nearest(to: missingKey, among: unused.map { members[$0].key }),
      let place = members.firstIndex(where: { $0.key == slip })
    else { return error }
    var corrected = members
    corrected[place] = JSON5Value.Member(
      key: missingKey, position: members[place].position, value: members[place].value)
    var reader = ObjectReader(file: file, path: path, position: position, members: corrected)
    do {
      _ = try read(&reader)
    } catch {
      // A list or an object with a fault of its own, under a name one letter off, is meant for the key: few keys one
      // letter apart hold such values, while a plain value may well belong to another key.
      let isInside = error.key?.hasPrefix(InputPath.child(missingKey, of: path)) == true
      let edits = Suggestion.editDistance(Array(slip), Array(missingKey))
      // A fault elsewhere says nothing of this key, whose value fits.
      if isInside, edits > 1 || !members[place].value.isContainer { return missing(missingKey) }
    }
    if reader.askedKeys.contains(slip) { return error }
    return unknownKey(members[place], suggestion: missingKey)
  }

  private func unknownKey(_ member: JSON5Value.Member, suggestion: String?) -> InputError {
    InputError(
      .badData, file: file, line: member.position.line, column: member.position.column,
      key: InputPath.child(member.key, of: path), problem: "unknown key",
      suggestion: suggestion)
  }
}
