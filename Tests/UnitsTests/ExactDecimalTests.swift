import Testing
import Units

@Suite("An exact decimal")
struct ExactDecimalTests {
  @Test(
    "is written in one form however it was given",
    arguments: [
      ("0", "0"), ("-0.00", "0"), ("+1.50", "1.5"), ("007", "7"), (".5", "0.5"), ("5.", "5"),
      ("-0.000125", "-0.000125"), ("1200", "1200"), ("1.2e3", "1200"), ("12e-4", "0.0012"),
      ("123456789012345678901234567890.123456", "123456789012345678901234567890.123456"),
      ("0.060000000000000005", "0.060000000000000005"),
      ("000000000000000000000000000000000000001", "1"),
      ("1.0000000000000000000000000000000000000000", "1"),
      (
        "10000000000000000000000000000000000000000000000000",
        "1" + String(repeating: "0", count: 49)
      ),
    ])
  func form(text: String, form: String) {
    #expect(ExactDecimal(text, notation: .scientific)?.text == form)
  }

  @Test(
    "is refused when it is not exactly a number",
    arguments: [
      "", "+", ".", "1,5", "1 ", " 1", "1.2.3", "--1", "0x1", "e5", "1e", "1e5.", "١",
      "1234567890123456789012345678901234567", "1e61", "1e-61", "1e99999999999999999999",
    ])
  func refused(text: String) {
    #expect(ExactDecimal(text, notation: .scientific) == nil)
  }

  @Test("is scaled to a smaller unit exactly or not at all")
  func scaled() {
    #expect(ExactDecimal("0.1")?.scaled(decimals: 1) == .exact(1))
    #expect(ExactDecimal("43538.02")?.scaled(decimals: 8) == .exact(4_353_802_000_000))
    #expect(ExactDecimal("0.10")?.scaled(decimals: 1) == .exact(1))
    #expect(ExactDecimal("0.11")?.scaled(decimals: 1) == .tooFine)
    #expect(ExactDecimal("9223372036854775807")?.scaled(decimals: 0) == .exact(.max))
    #expect(ExactDecimal("-9223372036854775808")?.scaled(decimals: 0) == .exact(.min))
    #expect(ExactDecimal("9223372036854775808")?.scaled(decimals: 0) == .tooLarge)
    #expect(ExactDecimal("1e60", notation: .scientific)?.scaled(decimals: 0) == .tooLarge)
    #expect(ExactDecimal("5e15", notation: .scientific)?.scaled(decimals: 4) == .tooLarge)
  }
}
