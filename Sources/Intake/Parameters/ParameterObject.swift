/// The members of an object of parameters.
struct ParameterObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let node: ParameterNode
  let members: [JSON5Value.Member]

  var codingPath: [any CodingKey] { node.codingPath }

  /// The keys that the scenario states; who asks for them takes all.
  var allKeys: [Key] {
    node.use.takeAll(of: node.parts)
    return members.compactMap { Key(stringValue: $0.key) }
  }

  func contains(_ key: Key) -> Bool { asked(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { try required(key).decodeNil() }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try required(key).decode(type)
  }

  func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Inner> {
    try required(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try required(key).unkeyedContainer()
  }

  /// A class decodes its superclass from the same object.
  func superDecoder() -> any Decoder { node }

  func superDecoder(forKey key: Key) throws -> any Decoder { try required(key) }

  /// The value of a key, which counts as asked for.
  private func asked(_ key: Key) -> ParameterNode? {
    node.use.ask(key.stringValue, of: node.parts)
    return node.child(key)
  }

  private func required(_ key: Key) throws(ParameterFault) -> ParameterNode {
    guard let child = asked(key) else {
      throw ParameterFault(node.parts + [.member(key.stringValue)], problem: "missing key")
    }
    return child
  }
}
