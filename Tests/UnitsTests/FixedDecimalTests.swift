import Testing
import Units

@Suite("Decimals")
struct FixedDecimalTests {
  @Test(
    "a scaled integer prints with every decimal",
    arguments: [
      (Int128(123_456), 2, "1234.56", "1,234.56"), (5, 3, "0.005", "0.005"),
      (-5, 3, "-0.005", "-0.005"), (0, 2, "0.00", "0.00"), (1_000_000, 0, "1000000", "1,000,000"),
      (-999, 0, "-999", "-999"), (100_000, 0, "100000", "100,000"),
      (9_223_372_036_854_775_807, 6, "9223372036854.775807", "9,223,372,036,854.775807"),
    ])
  func scaledInteger(units: Int128, decimals: Int, plain: String, grouped: String) {
    let number = FixedDecimal(units: units, decimals: decimals)
    #expect(number.text == plain)
    #expect(number.groupedText == grouped)
  }

  @Test("a ratio of integers is rounded once and does not exist over zero")
  func ratio() {
    #expect(FixedDecimal(ratio: 2, to: 3, decimals: 4)?.text == "0.6667")
    #expect(FixedDecimal(ratio: -1, to: 8, decimals: 2)?.text == "-0.12")
    #expect(FixedDecimal(ratio: 1, to: 0, decimals: 2) == nil)
  }

  @Test("dropping decimals rounds half to even and adding them changes nothing")
  func otherDecimals() {
    #expect(FixedDecimal(units: 12_345, decimals: 3).rounded(toDecimals: 2).text == "12.34")
    #expect(FixedDecimal(units: 12_355, decimals: 3).rounded(toDecimals: 2).text == "12.36")
    #expect(FixedDecimal(units: -12_355, decimals: 3).rounded(toDecimals: 2).text == "-12.36")
    #expect(FixedDecimal(units: 7, decimals: 0).rounded(toDecimals: 3).text == "7.000")
  }
}
