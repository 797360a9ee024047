import Units

/// Turns one value of a document into a value of the program, or says what was expected instead.
package struct ValueReader: Sendable {
  /// The file, as the user named it.
  package let file: String
  /// The way from the root of the document to the value; empty for the root.
  package let path: String
  /// The value.
  package let value: JSON5Value
  /// Where it is noted what is asked of the value, for a schema.
  let node: SchemaNode?

  /// Starts at the root of a document.
  ///
  /// - Parameters:
  ///   - value: The document.
  ///   - file: The name that errors carry.
  ///   - node: Where it is noted what is asked of the document.
  package init(root value: JSON5Value, file: String, node: SchemaNode? = nil) {
    self.init(file: file, path: "", value: value, node: node)
  }

  init(file: String, path: String, value: JSON5Value, node: SchemaNode?) {
    self.file = file
    self.path = path
    self.value = value
    self.node = node
  }

  /// The same value, noted elsewhere.
  func noting(at node: SchemaNode?) -> ValueReader {
    ValueReader(file: file, path: path, value: value, node: node)
  }

  // MARK: Plain values

  /// True or false.
  package func boolean() throws(InputError) -> Bool {
    node?.note(.boolean)
    guard case .boolean(let flag) = value.content else { throw mismatch("true or false") }
    return flag
  }

  /// Text that is not empty.
  package func text() throws(InputError) -> String {
    node?.note(.text(lengthMax: nil))
    guard case .text(let text) = value.content, !text.isEmpty else { throw mismatch("text") }
    return text
  }

  /// A whole number within a range.
  package func integer(
    in range: ClosedRange<Int64> = Int64.min...Int64.max
  ) throws(InputError) -> Int64 {
    try decimal(decimals: 0, in: range)
  }

  /// A whole number within a range, as a count or an index.
  package func count(in range: ClosedRange<Int>) throws(InputError) -> Int {
    Int(try integer(in: Int64(range.lowerBound)...Int64(range.upperBound)))
  }

  /// Any 64 bits as a number without sign: a seed.
  package func unsigned() throws(InputError) -> UInt64 {
    node?.note(.whole)
    guard case .number(let number) = value.content, number.exponent >= 0, number.exponent <= 20,
      let whole = UInt64(number.text)
    else { throw mismatch("a whole number from 0 to \(UInt64.max)") }
    return whole
  }

  /// An exact decimal in units of 10^-decimals; a number with more decimals is an error, never rounded.
  ///
  /// - Parameters:
  ///   - decimals: The decimals that the unit holds.
  ///   - range: The bounds in units; a bound at the end of 64 bits is no bound.
  ///   - unit: What the number counts, for the message.
  package func decimal(
    decimals: Int, in range: ClosedRange<Int64> = Int64.min...Int64.max, unit: String? = nil
  ) throws(InputError) -> Int64 {
    func words() -> String { Self.numberInWords(decimals: decimals, range: range, unit: unit) }
    node?.note(decimals == 0 ? .whole : .number, expectation: words())
    let number = try decimalNumber(words)
    guard case .exact(let units) = number.scaled(decimals: decimals), range.contains(units) else {
      throw mismatch(words())
    }
    return units
  }

  /// A number, or a number in quotes.
  func exactDecimal(_ expected: () -> String) throws(InputError) -> ExactDecimal {
    node?.note(.number, expectation: expected())
    return try decimalNumber(expected)
  }

  private func decimalNumber(_ expected: () -> String) throws(InputError) -> ExactDecimal {
    switch value.content {
    case .number(let number): return number
    case .text(let text):
      guard let number = ExactDecimal(text, notation: .scientific) else {
        throw mismatch(expected())
      }
      return number
    case .null, .boolean, .list, .object: throw mismatch(expected())
    }
  }

  /// One word of a table.
  package func word<Choice>(_ table: KeyValuePairs<String, Choice>) throws(InputError) -> Choice {
    let words = table.map(\.key)
    node?.note(.words(words))
    guard case .text(let word) = value.content else { throw mismatch(Self.oneOf(words)) }
    guard let index = words.firstIndex(of: word) else {
      throw mismatch(Self.oneOf(words), suggestion: Suggestion.nearest(to: word, among: words))
    }
    return table[index].value
  }

  // MARK: Values of values

  /// The elements of a list.
  package func list(count range: ClosedRange<Int> = 0...1_000_000) throws(InputError)
    -> [ValueReader]
  {
    let expected = { "a list of \(Self.rangeInWords(range, items: "element"))" }
    node?.note(.list(range))
    let child = node?.listElement()
    guard case .list(let elements) = value.content else { throw mismatch(expected()) }
    guard range.contains(elements.count) else {
      throw mismatch(expected(), found: Self.countInWords(elements.count, "element"))
    }
    return elements.enumerated().map { index, element in
      ValueReader(
        file: file, path: InputPath.element(index, of: path), value: element, node: child)
    }
  }

  /// An object: reads its members, then refuses the keys that were not asked for.
  package func object<Result>(
    _ read: (inout ObjectReader) throws(InputError) -> Result
  ) throws(InputError) -> Result {
    guard case .object(let members) = value.content else { throw mismatch("an object") }
    node?.noteObject()
    var reader = ObjectReader(
      file: file, path: path, position: value.position, members: members, node: node)
    let result: Result
    do {
      result = try read(&reader)
    } catch {
      throw reader.explained(error, read)
    }
    try reader.refuseUnknownKeys()
    return result
  }

  /// One of several forms, named by the only key of an object: `{ constant: "5ms" }`.
  ///
  /// A form may also be given as a bare word: `"index"` is read as `{ index: {} }`.
  package func form<Result>(
    _ table: KeyValuePairs<String, (ValueReader) throws(InputError) -> Result>
  ) throws(InputError) -> Result {
    let (place, payload) = try form(among: table.map(\.key))
    return try table[place].value(payload)
  }

  /// Which of several forms it is, and what stands for it.
  func form(among words: [String]) throws(InputError) -> (place: Int, payload: ValueReader) {
    let tag: String
    let payload: ValueReader
    switch value.content {
    case .text(let word):
      tag = word
      let nothing = JSON5Value(.object([]), at: value.position)
      payload = ValueReader(
        file: file, path: InputPath.child(word, of: path), value: nothing,
        node: node?.form(word, among: words))
    case .object(let members):
      guard let member = members.first, members.count == 1 else {
        throw mismatch(
          "an object with one key, \(Self.oneOf(words))",
          found: Self.countInWords(members.count, "key"))
      }
      tag = member.key
      payload = ValueReader(
        file: file, path: InputPath.child(member.key, of: path), value: member.value,
        node: node?.form(member.key, among: words))
    case .null, .boolean, .number, .list:
      throw mismatch("an object with one key, \(Self.oneOf(words))")
    }
    guard let index = words.firstIndex(of: tag) else {
      throw mismatch(
        Self.oneOf(words), found: InputError.quoted(tag),
        suggestion: Suggestion.nearest(to: tag, among: words))
    }
    return (index, payload)
  }

  // MARK: Errors

  /// An error at this value.
  package func mismatch(
    _ expected: String, found: String? = nil, suggestion: String? = nil
  ) -> InputError {
    InputError(
      .badData, file: file, line: value.position.line, column: value.position.column, key: path,
      expected: expected, found: found ?? value.shown, suggestion: suggestion)
  }
}
