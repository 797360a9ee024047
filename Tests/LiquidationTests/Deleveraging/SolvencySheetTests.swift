import Liquidation
import Reference
import Testing
import Units

@Suite struct SolvencySheetTests {
  /// In halves, the smallest amount of the example.
  private func halves(_ counts: [Int64]) -> [Money] { counts.map { Money(atoms: $0) } }

  /// Chitra (2025), the example of five accounts.
  @Test("chitra.equity_example: solvent in gross equity, yet profits cannot pay")
  func equityExample() {
    let sheet = SolvencySheet(
      equities: halves([20, 10, 2, -6, -24]), profits: halves([16, 8, 1, -6, -24]))
    let haircuts = [500_000, 1_000_000, 0, 0, 0].map { Rate(partsPerMillion: $0) }
    #expect(sheet.equities(afterHaircuts: haircuts) == halves([12, 2, 2, -6, -24]))
    #expect(sheet.deficit == Money(atoms: 30))
    #expect(sheet.greatestShortfall == Money(atoms: 24))
    #expect(sheet.haircutCapacity == Money(atoms: 25))
    #expect(sheet.positiveEquity == Money(atoms: 32))
    #expect(sheet.netEquity == Money(atoms: 2))
    #expect(!sheet.isCoverableWithoutPrincipal)
  }

  @Test func profitsThatJustReachAreEnough() {
    let sheet = SolvencySheet(equities: halves([5, -3]), profits: halves([3, -8]))
    #expect(sheet.isCoverableWithoutPrincipal)
    let third = Rate(partsPerMillion: 333_333)
    #expect(sheet.equities(afterHaircuts: [third, third]) == halves([5, -3]))
    #expect(SolvencySheet(equities: [], profits: []).isCoverableWithoutPrincipal)
  }

  @Test func unevenColumnsStopTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = SolvencySheet(equities: [.zero], profits: [])
    }
    await #expect(processExitsWith: .failure) {
      _ = SolvencySheet(equities: [.zero], profits: [.zero])
        .equities(afterHaircuts: [.one + .one])
    }
  }
}
