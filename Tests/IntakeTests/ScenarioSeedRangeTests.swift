import Intake
import Testing

@Suite("Seeds as text")
struct ScenarioSeedRangeTests {
  @Test(
    "are one or a range that does not run backwards",
    arguments: [
      ("1...16", "1...16"), ("7", "7"), ("7...7", "7"), ("0...999999", "0...999999"),
      ("18446744073709551615", "18446744073709551615"), ("18446744073709551616", nil),
      ("0...1000000", nil), ("2...1", nil), ("", nil), ("...", nil), ("1...", nil), ("1..2", nil),
      ("-1...2", nil), ("1...2...3", nil), ("+1", nil), ("1 ... 2", nil),
    ] as [(String, String?)])
  func ranges(text: String, expected: String?) {
    #expect(SeedRange.range(text).map(SeedRange.text) == expected)
  }
}
