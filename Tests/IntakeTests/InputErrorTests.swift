import Intake
import Testing

@Suite("An error of input")
struct InputErrorTests {
  @Test("prints what is known as one line")
  func oneLine() {
    #expect(
      InputError(
        .badData, file: "a\nb.json5", line: 3, column: 9, key: "market.tick",
        problem: "unknown key",
        suggestion: "tickSize"
      ).description == "a\\nb.json5:3: market.tick: unknown key (did you mean \"tickSize\"?)")
    #expect(
      InputError(.missingInput, file: "x.csv", problem: "no such file").description
        == "x.csv: no such file")
    #expect(
      InputError(.usage, file: "", expected: "one file", found: "two").description
        == "expected one file, found two")
    #expect(
      InputError.quoted("a text that is so long that nobody would read it to its end")
        == "\"a text that is so long that nobody would...\"")
  }

  @Test("has the exit code of its kind, as in sysexits.h where that has one")
  func exitCodes() {
    #expect(InputError.Kind.allCases.map(\.exitCode) == [4, 64, 65, 66, 73, 74])
  }
}
