/// One key of an object, or a few that belong together, with the part of the object's value that they give.
struct Key<Whole, Part> {
  let keys: Keys<Part>
  let part: (Whole) -> Part

  /// A few keys that give a part together.
  static func group(_ part: @escaping (Whole) -> Part, _ keys: Keys<Part>) -> Key {
    Key(keys: keys, part: part)
  }

  /// A key that must be there.
  static func required(
    _ name: String, _ part: @escaping (Whole) -> Part, _ codec: Codec<Part>
  ) -> Key {
    Key(keys: .required(name, codec), part: part)
  }

  /// A key that may be absent where there is a value for that, and is written all the same.
  static func optional(
    _ name: String, _ part: @escaping (Whole) -> Part, _ codec: Codec<Part>, else standard: Part?
  ) -> Key {
    Key(keys: .optional(name, codec, else: standard), part: part)
  }

  /// A key that may be absent, and is read then as a text.
  static func optional(
    _ name: String, _ part: @escaping (Whole) -> Part, _ codec: Codec<Part>,
    reading standard: String
  ) -> Key {
    Key(keys: .optional(name, codec, reading: standard), part: part)
  }

  /// A key that may be absent, and is written only where its value is another than then.
  static func unusual(
    _ name: String, _ part: @escaping (Whole) -> Part, _ codec: Codec<Part>, else standard: Part,
    isComplete: Bool = false
  ) -> Key where Part: Equatable {
    Key(keys: .unusual(name, codec, else: standard, isComplete: isComplete), part: part)
  }

  /// A key that may be absent.
  static func ifAny<Some>(
    _ name: String, _ part: @escaping (Whole) -> Some?, _ codec: Codec<Some>
  ) -> Key where Part == Some? {
    Key(keys: .ifAny(name, codec), part: part)
  }

  /// A key that may be absent or `null`, and is written as that.
  static func nullable<Some>(
    _ name: String, _ part: @escaping (Whole) -> Some?, _ codec: Codec<Some>
  ) -> Key where Part == Some? {
    Key(keys: .nullable(name, codec), part: part)
  }
}
