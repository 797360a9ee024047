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

  /// The key around it; nothing at the root.
  var around: DocumentKey? {
    parts.count > 1 ? DocumentKey(parts: parts.dropLast()) : nil
  }

  /// A key inside this one.
  func appending(_ part: Part) -> DocumentKey { DocumentKey(parts: parts + [part]) }

  /// Short names of some keys that tell them apart: their shortest ends, such as `touchSize` and `checkInterval`, and
  /// for keys that differ farther up what they differ in, as in `strategies.0.lots` and `strategies.1.lots`.
  static func shortNames(of keys: [DocumentKey]) -> [String] {
    keys.map { key in
      let others = keys.filter { $0 != key }
      for count in 1...min(2, key.parts.count) {
        let end = key.parts.suffix(count)
        guard case .member? = end.first else { continue }
        if others.allSatisfy({ $0.parts.suffix(count) != end }) { return name(end) }
      }
      let short = key.nameByDifference(from: others)
      let isAlone = others.allSatisfy { $0.nameByDifference(from: keys) != short }
      return isAlone ? short : name(key.parts[...])
    }
  }

  /// The first part in which it differs from the keys that end like it, and its end.
  private func nameByDifference(from others: [DocumentKey]) -> String {
    let alike = others.filter { $0 != self && $0.parts.last == parts.last }
    let shared = alike.map { zip($0.parts, parts).prefix { $0 == $1 }.count }.min() ?? 0
    let place = min(shared, parts.count - 1)
    var start = place
    // A place in a list says nothing without the list.
    if case .element = parts[place] { start = max(place - 1, 0) }
    return Self.name(parts[start...place] + parts[(place + 1)...].suffix(1))
  }

  /// Parts as a name that needs no quotes: places of lists stand between points.
  private static func name(_ parts: ArraySlice<Part>) -> String {
    parts.map { part in
      switch part {
      case .member(let name): name
      case .element(let index): "\(index)"
      }
    }.joined(separator: ".")
  }
}
