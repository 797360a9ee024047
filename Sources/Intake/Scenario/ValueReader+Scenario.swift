import Units

// Values that a scenario has beyond those of any document.
extension ValueReader {
  /// Whether the value is `null`: nothing of the kind.
  var isNull: Bool { value.content == .null }

  /// A number of a law of chance, which may be binary.
  func real(in range: ClosedRange<Double>) throws(InputError) -> Double {
    let expected = {
      "a number from \(Self.realText(range.lowerBound)) to \(Self.realText(range.upperBound))"
    }
    let number = try exactDecimal(expected)
    guard let real = Double(number.text), range.contains(real), Self.isNotTiny(real) else {
      throw mismatch(expected())
    }
    return real
  }

  /// A rate in basis points of any fineness, such as `"0.545bp"`; only `0` needs no unit.
  func basisPoints(in range: ClosedRange<Double>) throws(InputError) -> Double {
    node?.note(.pattern("rate"))
    guard let real = basisPoints(), range.contains(real), Self.isNotTiny(real) else {
      let low = Self.realText(range.lowerBound)
      let high = Self.realText(range.upperBound)
      throw mismatch("a rate with unit such as \"0.5bp\" or \"2%\", from \(low)bp to \(high)bp")
    }
    return real
  }

  private func basisPoints() -> Double? {
    if case .number(let number) = value.content, number.coefficient == 0 { return 0 }
    guard case .text(let text) = value.content else { return nil }
    // Each unit with its power of ten in basis points.
    for (unit, power) in [("bp", 0), ("%", 2), ("ppm", -2)] where text.hasSuffix(unit) {
      var number = text.dropLast(unit.count)
      while number.last == " " { number.removeLast() }
      guard let decimal = ExactDecimal(number) else { return nil }
      let scaled = ExactDecimal(
        coefficient: decimal.coefficient, exponent: decimal.exponent + power)
      return Double(scaled.text)
    }
    return nil
  }

  /// Whether a number is zero or large enough to be written as a decimal.
  private static func isNotTiny(_ real: Double) -> Bool { real == 0 || abs(real) >= 1e-12 }

  /// A binary number as the shortest decimal that reads back as the same number.
  static func realText(_ real: Double) -> String { realDecimal(real).text }

  /// A binary number as the shortest decimal that reads back as the same number.
  static func realDecimal(_ real: Double) -> ExactDecimal {
    guard let decimal = ExactDecimal("\(real)", notation: .scientific) else {
      invariant(false, "a number of a scenario is finite and within its bounds")
      return ExactDecimal(coefficient: 0, exponent: 0)
    }
    return decimal
  }

  /// A word of a list that is known only when the program runs.
  func name(among names: [String]) throws(InputError) -> String {
    node?.note(.text(lengthMax: nil))
    return try known(names)
  }

  /// One of some words.
  func known(_ names: [String]) throws(InputError) -> String {
    guard case .text(let word) = value.content else { throw mismatch(Self.oneOf(names)) }
    guard names.contains(word) else {
      throw mismatch(
        Self.oneOf(names), suggestion: Suggestion.nearest(to: word, among: names))
    }
    return word
  }

  /// A name that can be a folder: lower case letters and digits, words joined by hyphens.
  func hyphenatedName() throws(InputError) -> String {
    let expected = "a name of lower case words joined by hyphens, at most 64 letters"
    node?.note(.text(lengthMax: 64))
    guard case .text(let name) = value.content, !name.isEmpty, name.utf8.count <= 64 else {
      throw mismatch(expected)
    }
    let words = name.split(separator: "-", omittingEmptySubsequences: false)
    let isSound = words.allSatisfy { word in
      !word.isEmpty && word.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    }
    guard isSound else { throw mismatch(expected) }
    return name
  }

  /// One line of text.
  func line(lengthMax: Int) throws(InputError) -> String {
    let expected = "one line of text, at most \(lengthMax) letters"
    node?.note(.text(lengthMax: lengthMax))
    guard case .text(let text) = value.content, !text.isEmpty, text.count <= lengthMax,
      !text.contains(where: \.isNewline)
    else { throw mismatch(expected) }
    return text
  }

  /// Passes on a part whose numbers fit each other; else says at this value what should be true.
  func sound<Part>(_ part: Part, flaw: String?) throws(InputError) -> Part {
    if let flaw { throw mismatch("that \(flaw)") }
    return part
  }
}

extension ObjectReader {
  /// The value of a key, or nothing where it is absent or `null`.
  mutating func nullable(_ key: String) -> ValueReader? {
    guard let reader = optional(key) else { return nil }
    reader.node?.note(.null)
    return reader.isNull ? nil : reader
  }
}
