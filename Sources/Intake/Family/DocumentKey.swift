/// A key of a document with the way to it from the root: `index.process.moves[0].over`.
package struct DocumentKey: Sendable, Hashable {
  /// One step of the way.
  enum Part: Sendable, Hashable {
    /// A key of an object.
    case member(String)
    /// A place in a list, from 0.
    case element(Int)
  }

  /// The steps from the root; never none.
  let parts: [Part]

  /// What a key is, for messages.
  static let expected = "a key such as makers.touchSize or index.process.moves[0].over"

  /// Reads a key; nothing where the text is none.
  init?(_ text: some StringProtocol) {
    var parts: [Part] = []
    for word in text.split(separator: ".", omittingEmptySubsequences: false) {
      let name = word.prefix { $0 != "[" }
      guard let first = name.unicodeScalars.first, JSON5Reader.startsName(first),
        name.unicodeScalars.allSatisfy(JSON5Reader.continuesName)
      else { return nil }
      parts.append(.member(String(name)))
      var rest = word.dropFirst(name.count)
      while !rest.isEmpty {
        guard rest.first == "[", let end = rest.firstIndex(of: "]"),
          let index = Self.index(rest[rest.index(after: rest.startIndex)..<end])
        else { return nil }
        parts.append(.element(index))
        rest = rest[rest.index(after: end)...]
      }
    }
    if parts.isEmpty { return nil }
    self.parts = parts
  }

  init(parts: [Part]) { self.parts = parts }

  /// A place in a list, digits alone.
  private static func index(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }

  /// The key as it is written.
  package var text: String {
    parts.reduce("") { path, part in
      switch part {
      case .member(let name): InputPath.child(name, of: path)
      case .element(let index): InputPath.element(index, of: path)
      }
    }
  }

  /// The key of the document's root under which it stands.
  var root: String {
    guard case .member(let name)? = parts.first else { return "" }
    return name
  }

  /// Whether this is another key or one around it.
  func holds(_ other: DocumentKey) -> Bool { other.parts.starts(with: parts) }

  /// A key inside this one.
  func appending(_ part: Part) -> DocumentKey { DocumentKey(parts: parts + [part]) }

  /// The shortest ends of some keys that tell them apart, such as `touchSize` and `checkInterval`.
  static func shortNames(of keys: [DocumentKey]) -> [String] {
    keys.enumerated().map { place, key in
      for count in 1..<max(key.parts.count, 2) {
        guard case .member = key.parts[key.parts.count - count] else { continue }
        let end = key.parts.suffix(count)
        let isAlone = keys.enumerated().allSatisfy {
          $0.offset == place || $0.element.parts.suffix(count) != end
        }
        if isAlone { return DocumentKey(parts: Array(end)).text }
      }
      return key.text
    }
  }
}
