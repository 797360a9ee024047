import Reporting
import Testing

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

  // Expected: the exact binary value written out, rounded by hand (C printf rounds the same way).
  @Test(
    "a binary number is rounded once, from its exact value, half to even",
    arguments: [
      (0.125, 2, "0.12"), (0.375, 2, "0.38"), (2.675, 2, "2.67"), (1.005, 2, "1.00"),
      (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (-2.5, 0, "-2"),
      (0.1, 18, "0.100000000000000006"),
      (1e15, 3, "1000000000000000.000"), (123456789.987654321, 4, "123456789.9877"),
      (Double.leastNonzeroMagnitude, 6, "0.000000"), (-1e-9, 2, "0.00"), (-0.0, 1, "0.0"),
      (9007199254740993.0, 0, "9007199254740992"), (1e22, 0, "10000000000000000000000"),
      (0.05, 1, "0.1"), (0.15, 1, "0.1"), (0.25, 1, "0.2"), (0.35, 1, "0.3"),
    ])
  func binaryNumber(value: Double, decimals: Int, expected: String) {
    #expect(FixedDecimal(value, decimals: decimals)?.text == expected)
  }

  @Test("what is not a number has no decimal")
  func notANumber() {
    #expect(FixedDecimal(.nan, decimals: 2) == nil)
    #expect(FixedDecimal(.infinity, decimals: 2) == nil)
    #expect(FixedDecimal(-.infinity, decimals: 2) == nil)
    #expect(FixedDecimal(1e36, decimals: 6) == nil)
  }

  @Test("whole cents survive the way through binary and back")
  func roundTrip() {
    for cents in stride(from: Int128(-50_000), through: 50_000, by: 7) {
      #expect(FixedDecimal(Double(cents) / 100, decimals: 2)?.units == cents)
    }
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
