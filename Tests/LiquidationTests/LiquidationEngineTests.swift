import Liquidation
import Market
import TestSupport
import Testing
import Units

@Suite struct LiquidationEngineTests {
  private func engine(accounts: Int = 8, fund: Int64 = 1000) -> LiquidationEngine {
    LiquidationEngine(accountCount: accounts, fund: CaseFixture.units(fund))
  }

  private func newCase(_ account: Int) -> LiquidationCase {
    LiquidationCase(
      account: account, openedAt: .zero, openedEvent: 1, triggerPrice: Price(ticks: 100),
      bankruptcyPrice: Price(ticks: 95), originalSize: Quantity(lots: 10), equityAtTrigger: .zero,
      path: BuiltInPaths.marketOrder)
  }

  // MARK: Triggers

  @Test func aLongBreachesAtItsPriceAndBelowAShortAtItsPriceAndAbove() {
    var engine = engine()
    #expect(engine.breached(at: Price(ticks: 1)).isEmpty, "no trigger yet")
    engine.setTrigger(0, isLong: true, price: Price(ticks: 90))
    engine.setTrigger(1, isLong: false, price: Price(ticks: 110))
    for (ticks, breached) in [
      (Int64(91), [Int]()), (90, [0]), (1, [0]), (109, []), (110, [1]), (1_000_000, [1]),
    ] {
      #expect(engine.breached(at: Price(ticks: ticks)) == breached)
    }
    // The account has turned from long to short.
    engine.setTrigger(0, isLong: false, price: Price(ticks: 120))
    #expect(engine.breached(at: Price(ticks: 1)).isEmpty)
    #expect(engine.breached(at: Price(ticks: 120)) == [0, 1])
    engine.setTrigger(0, isLong: false, price: nil)
    #expect(engine.breached(at: Price(ticks: .max - 1)) == [1])
  }

  /// The accounts of a block share a bound, so there are blocks that are full and one that is not.
  @Test(arguments: [UInt64(1), 2, 3], [10, 256, 600])
  func whoIsBreachedIsWhatALookAtEveryTriggerFinds(seed: UInt64, accounts: Int) {
    var random = TestRandom(seed: seed)
    var engine = engine(accounts: accounts)
    var triggers: [(isLong: Bool, ticks: Int64?)] = Array(
      repeating: (true, nil), count: accounts)
    for _ in 0..<300 {
      let price = random.chance(20) ? nil : Price(ticks: random.integer(1...40))
      let account = Int(random.integer(0...Int64(accounts) - 1))
      let isLong = random.chance(50)
      engine.setTrigger(account, isLong: isLong, price: price)
      triggers[account] = (isLong, price?.ticks)
      let look = random.integer(1...40)
      let breached = triggers.indices.filter {
        guard let ticks = triggers[$0].ticks else { return false }
        return triggers[$0].isLong ? look <= ticks : look >= ticks
      }
      #expect(engine.breached(at: Price(ticks: look)) == breached, "seed \(seed)")
    }
  }

  @Test func everyAccountIsLookedAtFirstAndThenOnlyThoseThatChanged() {
    var engine = engine(accounts: 4)
    var seen: [Int] = []
    while let account = engine.popTouched() { seen.append(account) }
    #expect(seen == [0, 1, 2, 3])
    engine.touch(account: 2)
    engine.touch(account: 2)
    engine.touch(account: 0)
    var again: [Int] = []
    while let account = engine.popTouched() { again.append(account) }
    #expect(again.sorted() == [0, 2], "each once")
  }

  // MARK: Cases

  @Test func anAccountHasOneOpenCaseAndMayHaveAnotherLater() {
    var engine = engine()
    let first = engine.open(newCase(3))
    #expect(engine.caseIndex(of: 3) == first && engine.openCount == 1)
    #expect(engine.caseIndex(of: 2) == nil)
    engine.close(first)
    #expect(engine.caseIndex(of: 3) == nil && engine.openCount == 0)
    #expect(!engine.cases[first].isOpen)
    let second = engine.open(newCase(3))
    #expect(second == first + 1 && engine.cases.count == 2)
  }

  @Test func aSecondCaseOfAnAccountStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      var engine = LiquidationEngine(accountCount: 2, fund: .zero)
      let new = LiquidationCase(
        account: 1, openedAt: .zero, openedEvent: 1, triggerPrice: Price(ticks: 1),
        bankruptcyPrice: Price(ticks: 1), originalSize: Quantity(lots: 1), equityAtTrigger: .zero,
        path: BuiltInPaths.marketOrder)
      _ = engine.open(new)
      _ = engine.open(new)
    }
  }

  // MARK: The fund's commitments

  /// What the fund can promise to one more order, with a balance.
  private func support(_ engine: LiquidationEngine, _ cash: Money) -> Money {
    engine.fundPromise(cash: cash, terms: FundTerms(), at: .zero).support
  }

  @Test func theFundPromisesNothingTwice() {
    var engine = engine()
    let fund = CaseFixture.units(1000)
    let one = engine.open(newCase(1))
    let other = engine.open(newCase(2))
    engine.promise(CaseFixture.units(300), to: one, at: .zero)
    engine.promise(CaseFixture.units(500), to: other, at: .zero)
    #expect(support(engine, fund) == CaseFixture.units(200))
    // The fund has paid someone else meanwhile: nothing is left to promise, not less than nothing.
    #expect(support(engine, CaseFixture.units(700)) == .zero)
    engine.release(one)
    #expect(support(engine, fund) == CaseFixture.units(500))
    engine.release(one)
    #expect(support(engine, fund) == CaseFixture.units(500), "released once")
    engine.close(other)
    #expect(support(engine, fund) == fund && engine.committed == .zero)
  }

  @Test func aNegativePromiseStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      var engine = LiquidationEngine(accountCount: 1, fund: .zero)
      let index = engine.open(
        LiquidationCase(
          account: 0, openedAt: .zero, openedEvent: 1, triggerPrice: Price(ticks: 1),
          bankruptcyPrice: Price(ticks: 1), originalSize: Quantity(lots: 1),
          equityAtTrigger: .zero, path: BuiltInPaths.marketOrder))
      engine.promise(Money(atoms: -1), to: index, at: .zero)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func promisesNeverExceedTheFundAndAllComeBack(seed: UInt64) {
    var random = TestRandom(seed: seed)
    var engine = engine(accounts: 12)
    let fund = engine.fundAtStart
    var promised: [Int: Int64] = [:]
    for _ in 0..<400 {
      let account = Int(random.integer(0...11))
      guard let index = engine.caseIndex(of: account) else {
        promised[engine.open(newCase(account))] = 0
        continue
      }
      switch random.integer(0...3) {
      case 0:
        engine.release(index)
        promised[index] = 0
      case 1:
        engine.close(index)
        promised[index] = nil
      default:
        let amount = random.integer(0...support(engine, fund).atoms)
        engine.promise(Money(atoms: amount), to: index, at: .zero)
        promised[index, default: 0] += amount
      }
      let sum = promised.values.reduce(0, +)
      #expect(engine.committed == Money(atoms: sum) && engine.committed <= fund, "seed \(seed)")
      #expect(engine.openCount == promised.count)
    }
    for account in 0..<12 { engine.caseIndex(of: account).map { engine.close($0) } }
    #expect(engine.committed == .zero && engine.openCount == 0)
  }
}
