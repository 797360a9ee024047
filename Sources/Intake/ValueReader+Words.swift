import Units

// What was expected, in words.
extension ValueReader {
  /// `"a", "b" or "c"`.
  static func oneOf(_ words: [String]) -> String {
    let quoted = words.map { "\"\($0)\"" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "nothing" }
    return "\(quoted.dropLast().joined(separator: ", ")) or \(last)"
  }

  /// `1 key`, `2 keys`.
  static func countInWords(_ count: Int, _ item: String) -> String {
    count == 1 ? "1 \(item)" : "\(count) \(item)s"
  }

  /// `3 to 5 elements`.
  static func rangeInWords(_ range: ClosedRange<Int>, items: String) -> String {
    let upper = countInWords(range.upperBound, items)
    return range.lowerBound == range.upperBound ? upper : "\(range.lowerBound) to \(upper)"
  }

  /// `from 1 to 10`, `of at least 1`; nothing when 64 bits are the only bounds.
  static func boundsInWords(
    _ range: ClosedRange<Int64>, text: (Int64) -> String
  ) -> String? {
    switch (range.lowerBound == .min, range.upperBound == .max) {
    case (true, true): nil
    case (false, true): "at least \(text(range.lowerBound))"
    case (true, false): "at most \(text(range.upperBound))"
    case (false, false): "from \(text(range.lowerBound)) to \(text(range.upperBound))"
    }
  }

  /// `a whole number from 1 to 10`, `a number from 0 to 1 with at most 2 decimals`.
  static func numberInWords(
    decimals: Int, range: ClosedRange<Int64>, unit: String?
  ) -> String {
    var words = decimals == 0 ? "a whole number" : "a number"
    if let unit { words += " \(unit)" }
    let bounds = boundsInWords(range) {
      ExactDecimal(coefficient: Int128($0), exponent: -decimals).text
    }
    if let bounds { words += " \(bounds)" }
    if decimals > 0 { words += " with at most \(countInWords(decimals, "decimal"))" }
    return words
  }
}
