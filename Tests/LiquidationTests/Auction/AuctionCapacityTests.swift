import Liquidation
import Reference
import Testing
import Units

/// MakerDAO's caps on what is under auction at once.
@Suite struct AuctionCapacityTests {
  private func money(_ atoms: Int64) -> Money { Money(atoms: atoms) }

  /// The parameters of ETH-B in 2021, in millions: hole 15, Hole 100.
  @Test func aCollateralFillsItsOwnHoleBeforeTheCommonOne() {
    var capacity = AuctionCapacity(
      total: money(100), perCollateral: money(15), collateralCount: 8)
    #expect(capacity.claim(money(12), for: 0) == money(12))
    #expect(capacity.claim(money(12), for: 0) == money(3))
    #expect(capacity.claim(money(1), for: 0) == .zero)
    for collateral in 1..<6 {
      #expect(capacity.claim(money(20), for: collateral) == money(15))
    }
    #expect(capacity.claim(money(20), for: 6) == money(10))
    #expect(capacity.claim(money(20), for: 7) == .zero)
    capacity.free(money(4), for: 0)
    #expect(capacity.room(for: 7) == money(4))
    #expect(capacity.room(for: 0) == money(4))
  }

  @Test func freeingWhatWasNeverClaimedStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      var capacity = AuctionCapacity(
        total: Money(atoms: 1), perCollateral: Money(atoms: 1), collateralCount: 1)
      capacity.free(Money(atoms: 1), for: 0)
    }
  }
}
