import Liquidation
import Margin
import Market
import TestSupport
import Testing
import Units

/// The engine's order of deleveraging, kept from one case to the next, against a sort of everybody each time.
@Suite struct CounterpartiesTests {
  /// Accounts of which the engine is told, and all of them.
  private static let watched = 30
  private static let count = 36

  /// A few dozen accounts that trade, open and end cases, and meet new marks.
  private struct Crowd {
    var random: TestRandom
    let rules: MarginRules
    var ledger: Ledger
    var engine = LiquidationEngine(accountCount: count, fund: .zero)
    var mark = Price(ticks: 100)

    init(seed: UInt64) throws {
      random = TestRandom(seed: seed)
      rules = try CaseFixture.rules()
      ledger = Ledger(participantCount: count, instrument: rules.instrument)
      for index in 0..<count {
        ledger.deposit(CaseFixture.units(random.integer(0...2000)), to: OwnerID(Int32(index)))
      }
      for _ in 0..<60 { trade() }
    }

    /// Two accounts trade; of the watched ones the engine is told.
    mutating func trade() {
      let buyer = Int32(random.integer(0...Int64(count) - 1))
      let seller = (buyer + Int32(random.integer(1...Int64(count) - 1))) % Int32(count)
      ledger.fill(
        buyer: OwnerID(buyer), seller: OwnerID(seller),
        price: Price(ticks: random.integer(90...110)),
        quantity: Quantity(lots: random.integer(1...20)))
      for account in [Int(buyer), Int(seller)] where account < watched {
        engine.touch(account: account)
      }
    }

    /// A watched account enters liquidation, or leaves it.
    mutating func turn() {
      let account = Int(random.integer(0...Int64(watched) - 1))
      if let index = engine.caseIndex(of: account) { return engine.close(index) }
      _ = engine.open(
        LiquidationCase(
          account: account, openedAt: .zero, openedEvent: 1, triggerPrice: mark,
          bankruptcyPrice: mark, originalSize: Quantity(lots: 1), equityAtTrigger: .zero,
          path: BuiltInPaths.marketOrder))
    }
  }

  @Test(arguments: DeleveragingRanking.allCases)
  func theFirstAreThoseOfASort(ranking: DeleveragingRanking) throws {
    for seed in UInt64(1)...6 {
      var crowd = try Crowd(seed: seed)
      for round in 0..<200 {
        if crowd.random.chance(10) {
          crowd.mark = Price(ticks: crowd.random.integer(80...120))
        }
        if crowd.random.chance(60) { crowd.trade() }
        if crowd.random.chance(40) { crowd.turn() }
        let side: Side = crowd.random.chance(50) ? .buy : .sell
        let quantity = Quantity(lots: crowd.random.integer(1...120))
        let askedMax = crowd.random.pick([0, 0, 3, 10, Int.max])
        let draw: (OwnerID) -> UInt64 = {
          UInt64($0.index) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(round)
        }
        let (all, openCount) = NaiveCounterparties.all(
          holding: side, in: crowd.ledger, rules: crowd.rules, mark: crowd.mark,
          ranking: ranking, isInLiquidation: { crowd.engine.caseIndex(of: $0) != nil },
          draw: draw)
        let (first, askedCount) = crowd.engine.counterparties(
          holding: side, covering: quantity, askedMax: askedMax,
          terms: CounterpartyTerms(
            ledger: crowd.ledger, rules: crowd.rules, mark: crowd.mark, ranking: ranking,
            watchedCount: Self.watched, draw: draw))
        let owners = first.map(\.owner)
        #expect(owners == all.prefix(first.count).map(\.owner), "seed \(seed), round \(round)")
        #expect(first.map(\.size) == all.prefix(first.count).map(\.size))
        #expect(askedCount == min(askedMax, openCount))
        let covered = first.reduce(Int64(0)) { $0 + $1.size.magnitude.lots }
        #expect(covered >= quantity.lots || first.count == all.count, "as many as are needed")
        // Who closes how much is what the whole queue would give.
        for policy in DeleveragingPolicy.allCases where askedMax > 0 || policy == .queue {
          #expect(
            DeleveragingQueue(ordered: first).closes(
              quantity, by: policy, candidatesMax: askedCount)
              == DeleveragingQueue(ordered: all).closes(
                quantity, by: policy, candidatesMax: min(askedMax, openCount)))
        }
      }
    }
  }

  @Test func noMoreAreRankedOutThanAQuantityNeeds() throws {
    var crowd = try Crowd(seed: 1)
    let (first, _) = crowd.engine.counterparties(
      holding: .buy, covering: Quantity(lots: 1), askedMax: 0,
      terms: CounterpartyTerms(
        ledger: crowd.ledger, rules: crowd.rules, mark: crowd.mark,
        ranking: .profitTimesLeverage, watchedCount: Self.watched))
    #expect(first.count == 1)
  }
}
