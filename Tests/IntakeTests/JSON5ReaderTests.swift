import Intake
import Testing

@Suite("A JSON5 document")
struct JSON5ReaderTests {
  private func read(_ text: String) throws(InputError) -> JSON5Value {
    try JSON5Reader.read(Array(text.utf8), file: "a.json5")
  }

  private func complaint(_ bytes: [UInt8]) -> String {
    do {
      return "no error: \(CanonicalJSON.text(try JSON5Reader.read(bytes, file: "a.json5")))"
    } catch {
      return error.description
    }
  }

  @Test("is read with all that JSON5 adds to JSON")
  func everything() throws {
    // The example on the front page of json5.org, with the values it states.
    let text = #"""
      {
        // comments
        unquoted: 'and you can quote me on that',
        singleQuotes: 'I can use "double quotes" here',
        lineBreaks: "Look, Mom! \
      No \\n's!",
        hexadecimal: 0xdecaf,
        leadingDecimalPoint: .8675309, andTrailing: 8675309.,
        positiveSign: +1,
        trailingComma: 'in objects', andIn: ['arrays',],
        "backwardsCompatible": "with JSON", /* and
        more */ $_é\u0061: [null, true, false, -0x10, 1e3, 2.50E-2, -0.0, '\x41\u00e9\uD83D\uDE00\0\v'],
      }
      """#
    let canonical = #"""
      {
        "$_éa": [
          null,
          true,
          false,
          -16,
          1000,
          0.025,
          0,
          "Aé😀\u0000\u000b"
        ],
        "andIn": [
          "arrays"
        ],
        "andTrailing": 8675309,
        "backwardsCompatible": "with JSON",
        "hexadecimal": 912559,
        "leadingDecimalPoint": 0.8675309,
        "lineBreaks": "Look, Mom! No \\n's!",
        "positiveSign": 1,
        "singleQuotes": "I can use \"double quotes\" here",
        "trailingComma": "in objects",
        "unquoted": "and you can quote me on that"
      }

      """#
    #expect(CanonicalJSON.text(try read(text)) == canonical)
  }

  @Test("says the same in its canonical form however it is laid out")
  func canonical() throws {
    let one = try read("{ b: 1.50, a: [ 'x' ], } // end")
    let two = try read("\u{FEFF}\u{A0}{\r\n'a':[\"x\"],\u{2003}\"b\":15e-1}\u{2028}")
    #expect(CanonicalJSON.text(one) == CanonicalJSON.text(two))
    #expect(try CanonicalJSON.text(read(CanonicalJSON.text(one))) == CanonicalJSON.text(one))
    #expect(CanonicalJSON.text(try read("{a: {}, b: []}")) == "{\n  \"a\": {},\n  \"b\": []\n}\n")
  }

  @Test("keeps the line and column of each key and value, in characters")
  func positions() throws {
    let value = try read("{\r\n  é: 1,\r  'b':\n\t[ 2,\n3 ] }")
    guard case .object(let members) = value.content, case .list(let list) = members[1].value.content
    else {
      Issue.record("not the object that was written")
      return
    }
    #expect(members[0].position == TextPosition(line: 2, column: 3))
    #expect(members[0].value.position == TextPosition(line: 2, column: 6))
    #expect(members[1].position == TextPosition(line: 3, column: 3))
    #expect(members[1].value.position == TextPosition(line: 4, column: 2))
    #expect(list.map(\.position.line) == [4, 5])
  }

  private static let malformedDocuments: [(String, String)] = [
    ("", "a.json5:1: column 1: expected a value, found the end of the file"),
    ("{", "a.json5:1: column 2: expected a key or \"}\", found the end of the file"),
    (
      "{a:1", "a.json5:1: column 5: expected \",\" or \"}\" in an object, found the end of the file"
    ),
    ("{a 1}", "a.json5:1: column 4: expected \":\" after a key, found \"1\""),
    ("{a:1 b:2}", "a.json5:1: column 6: expected \",\" or \"}\" in an object, found \"b\""),
    ("{a:}", "a.json5:1: column 4: expected a value, found \"}\""),
    ("{,}", "a.json5:1: column 2: expected a key or \"}\", found \",\""),
    ("{1:2}", "a.json5:1: column 2: expected a key or \"}\", found \"1\""),
    ("[1,,2]", "a.json5:1: column 4: expected a value, found \",\""),
    ("[1 2]", "a.json5:1: column 4: expected \",\" or \"]\" in a list, found \"2\""),
    ("[1}", "a.json5:1: column 3: expected \",\" or \"]\" in a list, found \"}\""),
    (
      "{}\n{}",
      "a.json5:2: column 1: expected the end of the file after the first value, found \"{\""
    ),
    (
      "{\n a: tru }",
      "a.json5:2: column 5: expected a value; text needs quotes, found \"tru\" (did you mean \"true\"?)"
    ),
    ("NaN", "a.json5:1: column 1: expected a finite number, found NaN"),
    ("-Infinity", "a.json5:1: column 1: expected a finite number, found \"-Infinity\""),
    ("[01]", "a.json5:1: column 2: expected a number without leading zeros, found \"01\""),
    (
      "5ms",
      "a.json5:1: column 1: expected a number; a number with a unit needs quotes, found \"5ms\""
    ),
    (
      "0.5.",
      "a.json5:1: column 1: expected a number; a number with a unit needs quotes, found \"0.5.\""
    ),
    ("1e", "a.json5:1: column 3: expected a digit of the exponent, found the end of the file"),
    ("0x", "a.json5:1: column 3: expected a hexadecimal digit, found the end of the file"),
    (
      "0x10000000000000000",
      "a.json5:1: column 1: expected a hexadecimal number of at most 64 bits, found \"0x10000000000000000\""
    ),
    (
      "1e99",
      "a.json5:1: column 1: expected a number of at most 36 digits and exponent 60, found \"1e99\""
    ),
    ("+", "a.json5:1: column 2: expected a digit, found the end of the file"),
    ("'a", "a.json5:1: column 1: expected closing quotes, found the end of the file"),
    ("'a\nb'", "a.json5:1: column 1: expected closing quotes on the same line, found a new line"),
    ("'\\8'", "a.json5:1: column 2: expected a known escape, found \"\\8\""),
    ("'\\01'", "a.json5:1: column 4: expected no digit after \"\\0\", found \"1\""),
    ("'\\xg'", "a.json5:1: column 4: expected 2 hexadecimal digits, found \"g\""),
    ("'\\ud800'", "a.json5:1: column 2: expected a whole surrogate pair, found \"\\ud800\""),
    (
      "/* a", "a.json5:1: column 1: expected \"*/\" to close the comment, found the end of the file"
    ),
    ("/a", "a.json5:1: column 1: expected a value or a comment, found \"/\""),
    ("{ a: \u{1} }", "a.json5:1: column 6: expected a value, found \"\\u{1}\""),
    ("{a:{b:1,\n'b':2}}", "a.json5:2: a.b: duplicate key, first on line 1"),
    ("[{a:1,a:2}]", "a.json5:1: [0].a: duplicate key, first on line 1"),
  ]

  @Test(
    "that is malformed is refused in one line that names the place", arguments: malformedDocuments)
  func malformed(text: String, message: String) {
    #expect(complaint(Array(text.utf8)) == message)
  }

  @Test("that is not UTF-8, too deep or too long is refused")
  func limits() {
    #expect(
      complaint([0x7B, 0x0A, 0x27, 0xC3, 0xA9, 0xFF, 0x27])
        == "a.json5:2: column 3: expected UTF-8 text, found the byte 0xff")
    #expect(
      complaint([UInt8](repeating: UInt8(ascii: "["), count: 1000))
        == "a.json5:1: column 65: expected at most 64 lists and objects inside one another, found more"
    )
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(complaint(Array(deep.utf8)).hasPrefix("no error"))
    #expect(
      complaint([UInt8](repeating: 0x20, count: 4_194_305))
        == "a.json5: expected at most 4194304 bytes, found 4194305 bytes")
    let key = String(repeating: "k", count: 257)
    #expect(
      complaint(Array("{\(key):1}".utf8))
        == "a.json5:1: column 2: expected a key of at most 256 bytes, found 257 bytes")
  }

  @Test("that was damaged anywhere gives a value or one line, and never stops the program")
  func damaged() {
    let sound = Array(
      "{ // µ\n a: [1, -2.5e3, .5, 0xFF, 'x\\u00e9', null], \"b\": { c: true, d: '15min' }, }".utf8)
    let alphabet =
      Array("{}[],:'\"\\/*0x.eE+-u\n\r \u{FEFF}\u{2028}é😀tn".utf8) + [0xFF, 0xC0, 0x80]
    var random = SplitMix(state: 20_251_010)
    var refused = 0
    for _ in 0..<4000 {
      var bytes = sound
      for _ in 0...random.below(3) {
        let place = random.below(bytes.count)
        let byte = alphabet[random.below(alphabet.count)]
        switch random.below(4) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(4)))
        default: bytes.removeLast(random.below(bytes.count))
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      do {
        let value = try JSON5Reader.read(bytes, file: "a.json5")
        let text = CanonicalJSON.text(value)
        // What is read is written in a form that reads back the same.
        let again = try JSON5Reader.read(Array(text.utf8), file: "b.json5")
        #expect(CanonicalJSON.text(again) == text)
      } catch {
        refused += 1
        #expect(error.kind == .badData)
        #expect(error.description.split(whereSeparator: { $0.isNewline }).count == 1)
        #expect(error.description.hasPrefix("a.json5:"))
      }
    }
    // Sometimes a damage is harmless, and sometimes not.
    #expect(refused > 1000 && refused < 3900)
  }
}

/// The generator SplitMix64 (Steele, Lea, Flood 2014), for tests only.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
