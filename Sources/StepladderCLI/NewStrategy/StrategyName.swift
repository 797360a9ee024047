package import Intake

/// The name of a new strategy, as the words that stand for it: `dip-buyer` and `DipBuyer`.
package struct StrategyName: Sendable, Hashable {
  /// The name in scenarios, of the program and of the folder: lower case words joined by hyphens.
  package let hyphenated: String
  /// The name of the type and of its module.
  package let type: String

  /// The most letters of a name.
  static let lengthMax = 40

  /// Reads a name in one of its two forms.
  ///
  /// - Throws: Where it is neither, or where the type could not be called so.
  package init(_ text: String) throws(InputError) {
    guard let first = text.utf8.first, Self.isLetter(first), text.utf8.count <= Self.lengthMax,
      text.utf8.allSatisfy({ Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: "-") }),
      !text.hasSuffix("-"), !text.contains("--")
    else {
      throw Self.mismatch(text, suggestion: Self.mended(text))
    }
    hyphenated = Self.words(of: text).joined(separator: "-").lowercased()
    type =
      text.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    if let use = TakenName.use(of: type) {
      throw InputError(
        .usage, file: "", key: "new-strategy", expected: "a name that is free",
        found: "\(InputError.quoted(text)), \(use)", suggestion: "\(hyphenated)-strategy")
    }
  }

  private static func mismatch(_ text: String, suggestion: String?) -> InputError {
    InputError(
      .usage, file: "", key: "new-strategy",
      expected: "a name of letters and digits such as dip-buyer or DipBuyer, at most "
        + "\(lengthMax) of them",
      found: InputError.quoted(text), suggestion: suggestion)
  }

  /// The name with hyphens in place of what may not be in it; nothing where that is no name either.
  private static func mended(_ text: String) -> String? {
    let bytes = text.utf8.map { isLetter($0) || isDigit($0) ? $0 : UInt8(ascii: "-") }
    let words = String(decoding: bytes, as: UTF8.self).split(separator: "-")
    let name = words.joined(separator: "-")
    guard let first = name.utf8.first, isLetter(first), name.utf8.count <= lengthMax else {
      return nil
    }
    return name.lowercased()
  }

  /// The words of a name: parted at hyphens and before capitals, of which several in a row are one word.
  private static func words(of text: String) -> [String] {
    let letters = Array(text.utf8)
    var words: [[UInt8]] = [[]]
    for (place, letter) in letters.enumerated() {
      if letter == UInt8(ascii: "-") {
        words.append([])
        continue
      }
      let isBegun = words.last?.isEmpty == false
      let followsCapital = place > 0 && isCapital(letters[place - 1])
      let precedesSmall = place + 1 < letters.count && isSmall(letters[place + 1])
      if isBegun, isCapital(letter), !followsCapital || precedesSmall { words.append([]) }
      words[words.count - 1].append(letter)
    }
    return words.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
  private static func isSmall(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { isCapital(byte) || isSmall(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
