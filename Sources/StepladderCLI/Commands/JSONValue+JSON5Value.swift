import Intake
import Reporting
import Units

extension JSONValue {
  /// A document that was read, as one that is written.
  init(_ value: JSON5Value) {
    switch value.content {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .number(let number): self = .number(number.text)
    case .text(let text): self = .string(text)
    case .list(let elements): self = .array(elements.map(JSONValue.init))
    case .object(let members):
      self = .object(members.map { JSONMember($0.key, JSONValue($0.value)) })
    }
  }
}
