import Reporting
import Testing
import Units

@Suite("JSON")
struct JSONTests {
  @Test("a value has one spelling, and members keep their order")
  func writing() {
    let value = JSONValue.object([
      JSONMember("b", .integer(UInt64.max)), JSONMember("a", .array([.integer(1), .null])),
      JSONMember("text", .string("tab\tquote\" back\\ bell\u{7} é")),
      JSONMember(
        "items", .array([.object([JSONMember("x", .decimal(FixedDecimal(units: 5, decimals: 1)))])])
      ),
      JSONMember("none", .array([])), JSONMember("empty", .object([])),
      JSONMember("yes", .boolean(true)), JSONMember("mean", .statistic(.nan, decimals: 2)),
    ])
    let expected = #"""
      {
        "b": 18446744073709551615,
        "a": [1, null],
        "text": "tab\tquote\" back\\ bell\u0007 é",
        "items": [
          {
            "x": 0.5
          }
        ],
        "none": [],
        "empty": {},
        "yes": true,
        "mean": null
      }

      """#
    #expect(JSONWriter.text(value) == expected)
    #expect((try? JSONReader.value(Array(expected.utf8))) == value)
  }

  @Test("escapes and pairs of halves are read as the characters they mean")
  func escapes() throws {
    let text = #"["\u0041\u00e9\ud83d\ude00\/\b\f\n\r\t", -0.5e+10, 0]"#
    let expected = JSONValue.array([
      .string("Aé😀/\u{8}\u{C}\n\r\t"), .number("-0.5e+10"), .number("0"),
    ])
    #expect(try JSONReader.value(Array(text.utf8)) == expected)
  }

  @Test(
    "what is not JSON is refused with its place",
    arguments: [
      ("", 1, 1), ("{\"a\": 1,}", 1, 9), ("[1, 2", 1, 6), ("{\n  \"a\": 1,\n  \"a\": 2\n}", 3, 3),
      ("[01]", 1, 3), ("\"\n\"", 1, 2), ("true false", 1, 6), ("[.5]", 1, 2), ("// x\n1", 1, 1),
      ("\"\\x\"", 1, 4), ("\"\\ud800\"", 1, 8), ("-", 1, 2), ("nul", 1, 1),
    ])
  func refused(text: String, line: Int, column: Int) {
    do {
      _ = try JSONReader.value(Array(text.utf8))
      Issue.record("it was read")
    } catch {
      #expect(error.line == line && error.column == column, "\(error.message)")
    }
  }

  @Test("nesting and bytes that are not UTF-8 have a limit and an error")
  func limits() {
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(throws: JSONError.self) { try JSONReader.value(Array(deep.utf8)) }
    #expect(throws: JSONError.self) { try JSONReader.value([0x22, 0xFF, 0x22]) }
  }
}
