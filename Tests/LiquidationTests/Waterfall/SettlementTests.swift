import Liquidation
import Testing
import Units

@Suite("The cash of an account whose position is gone") struct SettlementTests {
  private func settle(
    _ cash: Int64, fund: Int64, fees: Int64 = 0, _ remainder: Remainder = .owner
  ) -> Settlement {
    Settlement(
      cash: Money(atoms: cash), fund: Money(atoms: fund), fees: Money(atoms: fees),
      remainder: remainder)
  }

  /// Chitra (2025), the process of the insurance fund; in thousandths: what is owed and held, what the fund
  /// pays, what nobody has paid.
  @Test(
    "waterfall.insurance: the fund pays what it has",
    arguments: [[399, 500, 399, 0], [399, 100, 100, 299]])
  func waterfall(row: [Int64]) {
    #expect(
      settle(-row[0], fund: row[1])
        == .debt(fund: Money(atoms: row[2]), waived: .zero, borne: Money(atoms: row[3])))
  }

  @Test func `a fund that owes money itself pays nothing`() {
    #expect(
      settle(-5, fund: -3) == .debt(fund: .zero, waived: .zero, borne: Money(atoms: 5)))
  }

  @Test(
    "the venue gives back the fees of the case before it bears a debt",
    arguments: [(Int64(0), Int64(0), Int64(9)), (4, 4, 5), (9, 9, 0), (20, 9, 0), (-4, 0, 9)])
  func fees(fees: Int64, waived: Int64, borne: Int64) {
    #expect(
      settle(-10, fund: 1, fees: fees)
        == .debt(
          fund: Money(atoms: 1), waived: Money(atoms: waived), borne: Money(atoms: borne)))
  }

  @Test func `what is left stays with the owner unless somebody else is to have it`() {
    #expect(settle(7, fund: 0) == .none)
    #expect(settle(7, fund: 0, .fund) == .passesOn(Money(atoms: 7), to: .fund))
    #expect(settle(7, fund: 0, .backstop) == .passesOn(Money(atoms: 7), to: .backstop))
    #expect(settle(0, fund: 0, .fund) == .passesOn(.zero, to: .fund))
  }

  @Test func `a debt is no remainder, whoever would have that`() {
    #expect(
      settle(-1, fund: 1, .fund) == .debt(fund: Money(atoms: 1), waived: .zero, borne: .zero))
  }
}
