/// One axis of a grid: a name, and cells of which each sets one value or several that belong together.
struct VariantAxis: Sendable {
  /// One step on the axis.
  struct Cell: Sendable {
    /// What it is called there.
    let value: String
    /// What it sets.
    let settings: [ScenarioSetting]
  }

  /// What the axis is called.
  let name: String
  /// The steps in order.
  let cells: [Cell]
}

/// Where a variant stands on one axis of the map.
package struct VariantPlace: Sendable, Hashable {
  /// The axis.
  package let axis: String
  /// The step on it.
  package let value: String

  /// Makes a place.
  package init(axis: String, value: String) {
    self.axis = axis
    self.value = value
  }
}

/// Names of variants, which need no quotes in a shell, a table or a list.
enum VariantName {
  /// What a name is, for messages.
  static let expected = "a name of letters, digits and . - _ + % : = /, at most 120 of them"

  /// Whether a text can be a name.
  static func isSound(_ text: String, lengthMax: Int = 120) -> Bool {
    !text.isEmpty && text.utf8.count <= lengthMax && text.first != "-"
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-._+%:=/".utf8.contains(byte)
        }
      }
  }
}
