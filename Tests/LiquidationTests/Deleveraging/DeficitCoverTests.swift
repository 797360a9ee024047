import Liquidation
import Testing
import Units

@Suite struct DeficitCoverTests {
  /// Chitra (2025), the process of the insurance fund; in thousandths.
  @Test(
    "waterfall.insurance: the fund pays what it has",
    arguments: [[399, 500, 399, 0, 101], [399, 100, 100, 299, 0], [0, 100, 0, 0, 100]])
  func waterfall(row: [Int64]) {
    let cover = DeficitCover(deficit: Money(atoms: row[0]), fund: Money(atoms: row[1]))
    #expect(cover.paidByFund.atoms == row[2])
    #expect(cover.residual.atoms == row[3])
    #expect(cover.fundAfter.atoms == row[4])
  }

  @Test func negativeSumsStopTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = DeficitCover(deficit: Money(atoms: -1), fund: .zero)
    }
    await #expect(processExitsWith: .failure) {
      _ = DeficitCover(deficit: .zero, fund: Money(atoms: -1))
    }
  }
}
