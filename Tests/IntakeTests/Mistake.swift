import Testing

/// One mistake that can be made in a document: what stands there, what is written instead, and the message.
struct Mistake: Sendable, CustomTestStringConvertible {
  /// What stands in the right document.
  let text: String
  /// What is written in its place.
  let replacement: String
  /// The message after the file's name.
  let message: String

  var testDescription: String { replacement }

  /// Reads entries of three lines, parted by empty ones; `(nothing)` stands for no text.
  static func table(_ entries: String) -> [Mistake] {
    entries.split(separator: "\n\n").map { entry in
      let lines = entry.split(separator: "\n").map { $0 == "(nothing)" ? "" : String($0) }
      return Mistake(text: lines[0], replacement: lines[1], message: lines[2])
    }
  }

  /// The document with the mistake in it.
  func made(in document: String) -> String {
    #expect(document.contains(text))
    return document.replacing(text, with: replacement, maxReplacements: 1)
  }
}
