import Rulebook
import Units

extension RulebookReader {
  /// A field that must be there: its value, and a statement of what it says.
  mutating func field<Value>(
    _ object: inout ObjectReader, _ key: String,
    _ read: (ValueReader) throws(InputError) -> Value
  ) throws(InputError) -> Value {
    try field(object.required(key), key, read)
  }

  /// A field that may be absent.
  mutating func optionalField<Value>(
    _ object: inout ObjectReader, _ key: String,
    _ read: (ValueReader) throws(InputError) -> Value
  ) throws(InputError) -> Value? {
    guard let reader = object.optional(key) else { return nil }
    return try field(reader, key, read)
  }

  /// `{ value, asOf, source, confidence, note }`; confidence is `"confirmed"` where it is left out.
  mutating func field<Value>(
    _ reader: ValueReader, _ key: String, _ read: (ValueReader) throws(InputError) -> Value
  ) throws(InputError) -> Value {
    let sources = sources
    let (value, statement) = try reader.object { (object: inout ObjectReader) throws(InputError) in
      let stated = try object.required("value")
      let value = try read(stated)
      let statement = RuleStatement(
        key: key, value: CompactJSON.text(stated.value),
        note: try object.optional("note", as: "note")?.line(lengthMax: 500),
        asOf: try object.required("asOf").date(),
        source: try object.required("source").name(among: sources.map(\.key)),
        confidence: try object.optional("confidence", as: "confidence")?.word(
          RuleStatement.Confidence.words)
          ?? .confirmed)
      return (value, statement)
    }
    statements.append(statement)
    return value
  }

  /// `sources`: by name, each with `title`, `publisher` and `read`, the day it was read.
  static func sources(_ value: ValueReader) throws(InputError) -> [RuleSource] {
    try value.object { (object: inout ObjectReader) throws(InputError) in
      var sources: [RuleSource] = []
      for (name, value) in object.all() {
        sources.append(
          try value.object { (object: inout ObjectReader) throws(InputError) in
            RuleSource(
              key: name, title: try object.required("title").line(lengthMax: 300),
              publisher: try object.required("publisher").line(lengthMax: 120),
              read: try object.required("read").date())
          })
      }
      return sources
    }
  }

  /// `unverified`: a list of `key`, `note` and, where somebody says something of it, `source`.
  mutating func unknowns(_ value: ValueReader?, asOf: String) throws(InputError) {
    for value in try value?.list(count: 0...100) ?? [] {
      let sources = sources
      let statement = try value.object { (object: inout ObjectReader) throws(InputError) in
        RuleStatement(
          key: try object.required("key").line(lengthMax: 60), value: nil,
          note: try object.required("note").line(lengthMax: 500), asOf: asOf,
          source: try object.optional("source")?.name(among: sources.map(\.key)) ?? "",
          confidence: .unverified)
      }
      statements.append(statement)
    }
  }
}

extension ValueReader {
  /// A date as coarse as it is known: `"2024"`, `"2024-10"` or `"2024-10-24"`.
  func date() throws(InputError) -> String {
    let expected = "a date such as \"2024-10-24\", \"2024-10\" or \"2024\""
    node?.note(.pattern("date"))
    guard case .text(let text) = value.content else { throw mismatch(expected) }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let lengths = [4, 2, 2]
    let bounds = [1970...2200, 1...12, 1...31]
    guard (1...3).contains(parts.count) else { throw mismatch(expected) }
    for (index, part) in parts.enumerated() {
      guard part.utf8.count == lengths[index], part.utf8.allSatisfy({ (48...57).contains($0) }),
        let number = Int(part), bounds[index].contains(number)
      else { throw mismatch(expected) }
      // A day such as 30 February is none.
      if index == 2, UTCTime(text) == nil { throw mismatch(expected) }
    }
    return text
  }
}

/// A value of a document on one line.
enum CompactJSON {
  /// The text; plain words and numbers stand without quotes.
  static func text(_ value: JSON5Value) -> String {
    switch value.content {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): number.text
    case .text(let text): text
    case .list(let elements): "[\(elements.map(text).joined(separator: ", "))]"
    case .object(let members):
      "{ \(members.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ")) }"
    }
  }
}
