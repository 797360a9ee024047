import Reporting
import Testing
import Units

@Suite("Decimals of binary numbers")
struct FixedDecimalBinaryTests {
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
}
