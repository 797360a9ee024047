import Synchronization
import Units

/// Writes the notes of the readers as a JSON Schema, draft 2020-12.
///
/// A schema says less than a reader: relations between keys, grids of ticks and lots, and exact decimals are
/// beyond it. What it refuses, the reader refuses.
package enum SchemaDocument {
  /// The text of a schema, in canonical JSON.
  package static func text(_ root: SchemaNode, title: String) -> String {
    guard case .object(let members) = value(root, root: root).content else { return "" }
    let head = [
      member("$schema", text("https://json-schema.org/draft/2020-12/schema")),
      member("title", text(title)), member("$defs", definitions(root)),
    ]
    return CanonicalJSON.text(object(head + members))
  }

  /// Text with a unit, dates, and what stands in several places.
  private static func definitions(_ root: SchemaNode) -> JSON5Value {
    func pattern(_ pattern: String, _ description: String) -> JSON5Value {
      object([
        member("type", text("string")), member("pattern", text(pattern)),
        member("description", text(description)),
      ])
    }
    let number = "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)"
    return object(
      [
        member("interval", pattern("^\(number) *(ns|us|ms|s|min|h|d)$", "a time with its unit")),
        member("rate", pattern("^\(number) *(ppm|bp|%)$", "a rate with its unit")),
        member("moment", pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+Z?$", "a time in UTC")),
        member(
          "date", pattern("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "a date as coarse as it is known")),
      ]
        + root.definitions.members.withLock { $0 }.map {
          member($0.key, value($0.node, root: root))
        })
  }

  /// The schema of one place.
  private static func value(_ node: SchemaNode, root: SchemaNode) -> JSON5Value {
    let (kinds, expectations) = node.state.withLock { ($0.kinds, $0.expectations) }
    var choices: [JSON5Value] = []
    for kind in kinds { choices += schemas(kind, node, root: root) }
    // A number is accepted in quotes too.
    if kinds.contains(.number) || kinds.contains(.whole), !kinds.contains(where: isText) {
      choices.append(object([member("type", text("string"))]))
    }
    let description =
      expectations.count == 1 ? [member("description", text(expectations[0]))] : []
    if choices.count == 1, case .object(let members) = choices[0].content {
      return object(members + description)
    }
    return object([member("anyOf", list(choices))] + description)
  }

  private static func isText(_ kind: SchemaNode.Kind) -> Bool {
    if case .text = kind { return true }
    return false
  }

  /// The alternatives that a kind of value gives.
  private static func schemas(
    _ kind: SchemaNode.Kind, _ node: SchemaNode, root: SchemaNode
  ) -> [JSON5Value] {
    switch kind {
    case .boolean: return [type("boolean")]
    case .null: return [type("null")]
    case .number: return [type("number")]
    case .whole: return [type("integer")]
    case .text(let lengthMax):
      let most = lengthMax.map { [member("maxLength", integer($0))] } ?? []
      return [object([member("type", text("string")), member("minLength", integer(1))] + most)]
    case .pattern(let name):
      let reference = object([member("$ref", text("#/$defs/\(name)"))])
      let isCount = name == "interval" || name == "rate"
      return isCount ? [reference, object([member("const", integer(0))])] : [reference]
    case .definition(let name): return [object([member("$ref", text("#/$defs/\(name)"))])]
    case .words(let words):
      return [object([member("enum", list(words.map(text)))])]
    case .list(let range):
      let element = node.state.withLock { $0.element }.map { value($0, root: root) }
      return [
        object(
          [
            member("type", text("array")), member("minItems", integer(range.lowerBound)),
            member("maxItems", integer(range.upperBound)),
          ] + (element.map { [member("items", $0)] } ?? []))
      ]
    case .object: return [objectSchema(node, root: root)]
    case .anyObject: return [type("object")]
    case .any: return [object([])]
    case .fieldsOfRoot:
      let keys = root.state.withLock { $0.members.map(\.key) }
      let properties = keys.map {
        member($0, object([member("$ref", text("#/properties/\($0)"))]))
      }
      return [closed([member("properties", object(properties))])]
    case .forms: return forms(node, root: root)
    }
  }

  private static func objectSchema(_ node: SchemaNode, root: SchemaNode) -> JSON5Value {
    let (members, count, named) = node.state.withLock { ($0.members, $0.objectCount, $0.named) }
    if let named {
      return object([
        member("type", text("object")), member("additionalProperties", value(named, root: root)),
      ])
    }
    let properties = members.map { member($0.key, value($0.node, root: root)) }
    let required = members.filter { $0.requiredCount == count }.map { text($0.key) }
    return closed(
      [member("properties", object(properties))]
        + (required.isEmpty ? [] : [member("required", list(required))]))
  }

  /// One alternative for all forms that are a bare word, and one for each form with a payload.
  private static func forms(_ node: SchemaNode, root: SchemaNode) -> [JSON5Value] {
    let forms = node.state.withLock { $0.forms }
    let words = forms.filter { mayBeBare($0.node) }.map { text($0.key) }
    let bare = words.isEmpty ? [] : [object([member("enum", list(words))])]
    return bare
      + forms.map { form in
        closed([
          member("properties", object([member(form.key, value(form.node, root: root))])),
          member("required", list([text(form.key)])),
        ])
      }
  }

  /// Whether a form may be written as a bare word: its payload is an object that needs no member.
  private static func mayBeBare(_ node: SchemaNode) -> Bool {
    node.state.withLock { state in
      state.kinds.contains(.object)
        && !state.members.contains { $0.requiredCount == state.objectCount }
    }
  }

  // MARK: Values

  private static func closed(_ members: [JSON5Value.Member]) -> JSON5Value {
    object(
      [member("type", text("object")), member("additionalProperties", value(.boolean(false)))]
        + members)
  }

  private static func type(_ name: String) -> JSON5Value { object([member("type", text(name))]) }

  private static func value(_ content: JSON5Value.Content) -> JSON5Value {
    JSON5Value(content, at: TextPosition(line: 1, column: 1))
  }

  private static func object(_ members: [JSON5Value.Member]) -> JSON5Value {
    value(.object(members))
  }

  private static func list(_ elements: [JSON5Value]) -> JSON5Value { value(.list(elements)) }

  private static func text(_ text: String) -> JSON5Value { value(.text(text)) }

  private static func integer(_ number: Int) -> JSON5Value {
    value(.number(ExactDecimal(coefficient: Int128(number), exponent: 0)))
  }

  private static func member(_ key: String, _ value: JSON5Value) -> JSON5Value.Member {
    JSON5Value.Member(key: key, position: TextPosition(line: 1, column: 1), value: value)
  }
}
