/// The elements of a list of parameters.
struct ParameterList: UnkeyedDecodingContainer {
  let node: ParameterNode
  let elements: [JSON5Value]
  private(set) var currentIndex = 0

  init(node: ParameterNode, elements: [JSON5Value]) {
    self.node = node
    self.elements = elements
  }

  var codingPath: [any CodingKey] { node.codingPath }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  mutating func decodeNil() throws -> Bool {
    guard try element().decodeNil() else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value = try element().decode(type)
    currentIndex += 1
    return value
  }

  mutating func nestedContainer<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    let container = try element().container(keyedBy: type)
    currentIndex += 1
    return container
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let container = try element().unkeyedContainer()
    currentIndex += 1
    return container
  }

  mutating func superDecoder() throws -> any Decoder {
    let decoder = try element()
    currentIndex += 1
    return decoder
  }

  private func element() throws(ParameterFault) -> ParameterNode {
    guard !isAtEnd else {
      throw ParameterFault(
        node.parts, expected: "a list of more than \(elements.count) elements",
        found: ValueReader.countInWords(elements.count, "element"))
    }
    return node.child(elements[currentIndex], at: currentIndex)
  }
}
