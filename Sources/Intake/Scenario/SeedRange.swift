/// Seeds as people write them: `1...16`, or `7` alone.
package enum SeedRange {
  /// The most seeds in one range.
  package static let countMax: UInt64 = 1_000_000

  /// What a range of seeds is, for messages.
  package static let expected = "seeds such as \"1...16\", at most \(countMax) of them"

  /// Reads a range; nothing when the text is none, runs backwards or has too many seeds.
  package static func range(_ text: String) -> ClosedRange<UInt64>? {
    let bounds: [String]
    if let dots = text.firstRange(of: "...") {
      bounds = [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
    } else {
      bounds = [text]
    }
    guard bounds.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let first = bounds.first.flatMap({ UInt64($0) }),
      let last = bounds.last.flatMap({ UInt64($0) }), first <= last, last - first < countMax
    else { return nil }
    return first...last
  }

  /// The text of a range.
  package static func text(_ range: ClosedRange<UInt64>) -> String {
    range.lowerBound == range.upperBound
      ? "\(range.lowerBound)" : "\(range.lowerBound)...\(range.upperBound)"
  }
}
