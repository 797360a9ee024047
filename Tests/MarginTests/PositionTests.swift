import Margin
import Testing
import Units

@Suite struct PositionTests {
  /// Trades one after another; each is lots, value of a lot, and what follows.
  private func tell(
    _ story: [(change: Int64, lot: Int64, realised: Int64, size: Int64, cost: Int64)]
  ) {
    var position = Position()
    for step in story {
      let realised = position.trade(
        Quantity(lots: step.change), lotValue: Money(atoms: step.lot))
      #expect(realised == Money(atoms: step.realised), "realised in \(step)")
      #expect(position.size == Quantity(lots: step.size), "size in \(step)")
      #expect(position.entryCost == Money(atoms: step.cost), "cost in \(step)")
    }
  }

  @Test func aLongThatSellsHigherRealisesTheDifference() {
    tell([
      (change: 10, lot: 100, realised: 0, size: 10, cost: -1000),
      (change: 10, lot: 120, realised: 0, size: 20, cost: -2200),
      (change: -5, lot: 130, realised: 100, size: 15, cost: -1650),
      (change: -15, lot: 100, realised: -150, size: 0, cost: 0),
    ])
  }

  @Test func aShortThatBuysHigherRealisesTheLoss() {
    tell([
      (change: -10, lot: 100, realised: 0, size: -10, cost: 1000),
      (change: 4, lot: 110, realised: -40, size: -6, cost: 600),
      (change: 6, lot: 90, realised: 60, size: 0, cost: 0),
    ])
  }

  @Test func aTradeThroughZeroClosesFirstAndOpensTheRest() {
    tell([
      (change: 10, lot: 100, realised: 0, size: 10, cost: -1000),
      (change: -14, lot: 90, realised: -100, size: -4, cost: 360),
      (change: 5, lot: 80, realised: 40, size: 1, cost: -80),
    ])
  }

  @Test func theFractionOfACostStaysWithWhatIsHeld() {
    // A cost of 100 over 3 lots is 33 and a third; two lots of 67 are 33 and a half, to the even 34.
    tell([
      (change: 2, lot: 33, realised: 0, size: 2, cost: -66),
      (change: 1, lot: 34, realised: 0, size: 3, cost: -100),
      (change: -1, lot: 40, realised: 7, size: 2, cost: -67),
      (change: -1, lot: 40, realised: 6, size: 1, cost: -33),
      (change: -1, lot: 40, realised: 7, size: 0, cost: 0),
    ])
  }

  @Test func cashAndCostTogetherChangeByMinusTheValueTraded() {
    var draws = Draws(seed: 11)
    var position = Position()
    for _ in 0..<20_000 {
      let change = draws.integer(in: -50...50)
      let lot = draws.integer(in: 1...1_000_003)
      let before = position.entryCost
      let realised = position.trade(Quantity(lots: change), lotValue: Money(atoms: lot))
      #expect(realised + position.entryCost - before == Money(atoms: -change * lot))
      #expect(!position.isFlat || position.entryCost == .zero)
      // A long has paid and a short has received.
      #expect(position.entryCost.atoms.signum() == -position.size.lots.signum())
    }
  }

  @Test func everySmallShareOfACostRoundsToTheNearestAndHalvesToTheEven() {
    for held: Int64 in -9...9 where held != 0 {
      for lot: Int64 in 1...7 {
        for odd: Int64 in 0...20 {
          // A lot more at an odd price makes a cost that does not divide.
          let side = held.signum()
          var position = Position()
          _ = position.trade(Quantity(lots: held), lotValue: Money(atoms: lot))
          _ = position.trade(Quantity(lots: side), lotValue: Money(atoms: odd))
          let (size, cost) = (position.size.lots, position.entryCost.atoms)
          for closed in 1..<abs(size) {
            var after = position
            _ = after.trade(Quantity(lots: -side * closed), lotValue: .zero)
            let released = cost - after.entryCost.atoms
            // Twice the error in units of one over the size; at a half the share is even.
            let error = abs(2 * (released * abs(size) - cost * closed))
            let isRight = error < abs(size) || (error == abs(size) && released % 2 == 0)
            #expect(isRight, "\(closed) of \(size) lots that cost \(cost): \(released)")
          }
        }
      }
    }
  }

  @Test func aCostTooLargeForAProductOf64BitsIsSharedExactly() {
    var position = Position()
    _ = position.trade(Quantity(lots: 4_000_000), lotValue: Money(atoms: 2_000_000_000_000))
    let realised = position.trade(
      Quantity(lots: -1_000_000), lotValue: Money(atoms: 2_000_000_000_001))
    #expect(realised == Money(atoms: 1_000_000))
    #expect(position.entryCost == Money(atoms: -6_000_000_000_000_000_000))
  }
}
