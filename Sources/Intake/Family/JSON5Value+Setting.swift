/// Why a value cannot be put into a document.
struct SettingFlaw: Error {
  /// The way to what does not fit.
  let path: String
  /// What would have fitted.
  let expected: String
  /// What is there.
  let found: String
}

// Values of a document by their key.
extension JSON5Value {
  /// The value at a key; nothing where the document does not have it.
  func value(at key: DocumentKey) -> JSON5Value? {
    var value = self
    for part in key.parts {
      switch (part, value.content) {
      case (.member(let name), .object(let members)):
        guard let member = members.first(where: { $0.key == name }) else { return nil }
        value = member.value
      case (.element(let index), .list(let elements)):
        guard elements.indices.contains(index) else { return nil }
        value = elements[index]
      case (_, .null), (_, .boolean), (_, .number), (_, .text), (_, .list), (_, .object): return nil
      }
    }
    return value
  }

  /// The document with another value at a key.
  ///
  /// Objects on the way that are not there are made, so that a key may be named that the document leaves at its
  /// default; elements of lists have to be there. What is put in stands where the value stands.
  func setting(_ value: JSON5Value, at key: DocumentKey) throws(SettingFlaw) -> JSON5Value {
    try setting(value, at: key.parts[...], path: "")
  }

  private func setting(
    _ value: JSON5Value, at parts: ArraySlice<DocumentKey.Part>, path: String
  ) throws(SettingFlaw) -> JSON5Value {
    guard let part = parts.first else { return value }
    let rest = parts.dropFirst()
    switch part {
    case .member(let name):
      guard case .object(var members) = content else {
        throw SettingFlaw(path: path, expected: "an object", found: shown)
      }
      let inner = InputPath.child(name, of: path)
      if let place = members.firstIndex(where: { $0.key == name }) {
        let old = members[place]
        let new = try old.value.setting(value, at: rest, path: inner)
        members[place] = Member(key: name, position: old.position, value: new)
      } else {
        members.append(
          Member(
            key: name, position: value.position,
            value: try Self.made(value, at: rest, path: inner)))
      }
      return JSON5Value(.object(members), at: position)
    case .element(let index):
      guard case .list(var elements) = content, elements.indices.contains(index) else {
        throw SettingFlaw(
          path: path, expected: "a list with an element [\(index)]", found: counted)
      }
      elements[index] = try elements[index].setting(
        value, at: rest, path: InputPath.element(index, of: path))
      return JSON5Value(.list(elements), at: position)
    }
  }

  /// A value with the objects around it that its key names.
  private static func made(
    _ value: JSON5Value, at parts: ArraySlice<DocumentKey.Part>, path: String
  ) throws(SettingFlaw) -> JSON5Value {
    guard let part = parts.first else { return value }
    switch part {
    case .member(let name):
      let inner = try made(value, at: parts.dropFirst(), path: InputPath.child(name, of: path))
      return JSON5Value(
        .object([Member(key: name, position: value.position, value: inner)]), at: value.position)
    case .element(let index):
      throw SettingFlaw(
        path: path, expected: "a list with an element [\(index)]", found: "nothing")
    }
  }

  /// What stands where a list should be.
  private var counted: String {
    guard case .list(let elements) = content else { return shown }
    return ValueReader.countInWords(elements.count, "element")
  }
}
