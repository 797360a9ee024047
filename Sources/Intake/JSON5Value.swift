package import Units

/// A value of a JSON5 document with its place in the file.
package struct JSON5Value: Sendable, Hashable {
  /// What the value is.
  package enum Content: Sendable, Hashable {
    case null
    case boolean(Bool)
    case number(ExactDecimal)
    case text(String)
    case list([JSON5Value])
    /// The members in the order of the file; no key occurs twice.
    case object([Member])
  }

  /// A key of an object with its value.
  package struct Member: Sendable, Hashable {
    /// The key.
    package let key: String
    /// Where the key is written.
    package let position: TextPosition
    /// What the key stands for.
    package let value: JSON5Value

    /// Makes a member.
    package init(key: String, position: TextPosition, value: JSON5Value) {
      self.key = key
      self.position = position
      self.value = value
    }
  }

  /// Where the value starts.
  package let position: TextPosition
  /// What the value is.
  package let content: Content

  /// Makes a value.
  package init(_ content: Content, at position: TextPosition) {
    self.content = content
    self.position = position
  }

  /// Whether the value is a list or an object.
  var isContainer: Bool {
    switch content {
    case .null, .boolean, .number, .text: false
    case .list, .object: true
    }
  }

  /// The value as a message shows it.
  package var shown: String {
    switch content {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): number.text
    case .text(let text): InputError.quoted(text)
    case .list: "a list"
    case .object: "an object"
    }
  }
}
