/// One value of some parameters, as a decoder.
struct ParameterNode: Decoder {
  /// The value; a default's where the scenario does not state it.
  let value: JSON5Value
  /// The default of a value that the scenario states, where there is one.
  let standard: JSON5Value?
  /// Whether the scenario states the value.
  let isStated: Bool
  let codingPath: [any CodingKey]
  let use: ParameterUse

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// A value that the scenario states.
  init(value: JSON5Value, standard: JSON5Value?, path: [any CodingKey], use: ParameterUse) {
    self.init(value: value, standard: standard, isStated: true, path: path, use: use)
  }

  private init(
    value: JSON5Value, standard: JSON5Value?, isStated: Bool, path: [any CodingKey],
    use: ParameterUse
  ) {
    self.value = value
    self.standard = standard
    self.isStated = isStated
    codingPath = path
    self.use = use
  }

  /// Where the value stands.
  var parts: [DocumentKey.Part] { ParameterFault.parts(codingPath) }

  /// The value of a key, the default's where it is not stated; nothing where there is neither.
  func child(_ key: any CodingKey) -> ParameterNode? {
    let name = key.stringValue
    let standard = standard?.member(name)
    if let stated = value.member(name) {
      return ParameterNode(
        value: stated, standard: standard, isStated: isStated, path: codingPath + [key], use: use)
    }
    return standard.map {
      ParameterNode(value: $0, standard: nil, isStated: false, path: codingPath + [key], use: use)
    }
  }

  /// An element of a list.
  func child(_ element: JSON5Value, at index: Int) -> ParameterNode {
    ParameterNode(
      value: element, standard: nil, isStated: isStated,
      path: codingPath + [ParameterPlace(index: index)], use: use)
  }

  /// A fault at this value.
  func mismatch(_ expected: String, suggestion: String? = nil) -> ParameterFault {
    ParameterFault(parts, expected: expected, found: value.shown, suggestion: suggestion)
  }

  /// Reads the value.
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if let plain = type as? any PlainParameter.Type, let read = try plain.read(self) as? Value {
      return read
    }
    if let choice = type as? any (CaseIterable & RawRepresentable).Type {
      try checkWord(among: Self.words(choice))
    }
    return try Value(from: self)
  }

  /// Refuses a word that is none of the cases of an enum.
  private func checkWord(among words: [String]) throws(ParameterFault) {
    if words.isEmpty { return }
    guard case .text(let word) = value.content else { throw mismatch(ValueReader.oneOf(words)) }
    guard words.contains(word) else {
      throw mismatch(
        ValueReader.oneOf(words), suggestion: Suggestion.nearest(to: word, among: words))
    }
  }

  /// The words of an enum whose raw values are text; none of another one.
  private static func words<Choice: CaseIterable & RawRepresentable>(
    _ type: Choice.Type
  ) -> [String] {
    type.allCases.compactMap { $0.rawValue as? String }
  }

  func container<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let members) = value.content else { throw mismatch("an object") }
    if isStated { use.begin(parts, keys: members.map(\.key)) }
    return KeyedDecodingContainer(ParameterObject(node: self, members: members))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list(let elements) = value.content else { throw mismatch("a list") }
    return ParameterList(node: self, elements: elements)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }
}

extension ParameterNode: SingleValueDecodingContainer {
  func decodeNil() -> Bool { value.content == .null }
}

/// A place in a list, from 0, as a key of a decoder's way.
struct ParameterPlace: CodingKey {
  /// The place.
  let index: Int

  var stringValue: String { "\(index)" }
  var intValue: Int? { index }

  init(index: Int) { self.index = index }
  init?(intValue: Int) { index = intValue }
  init?(stringValue: String) { nil }
}

extension JSON5Value {
  /// The value of a key, where this is an object that has it.
  fileprivate func member(_ name: String) -> JSON5Value? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == name }?.value
  }
}
