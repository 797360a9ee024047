/// The way from the root of a document to a value: `market.makers[2].count`.
enum InputPath {
  /// Joins keys and list places.
  static func joined(_ parts: [String]) -> String {
    parts.reduce("") { $1.hasPrefix("[") ? $0 + $1 : child($1, of: $0) }
  }

  /// The path of a key of an object.
  static func child(_ key: String, of path: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }

  /// The path of an element of a list.
  static func element(_ index: Int, of path: String) -> String { "\(path)[\(index)]" }
}
