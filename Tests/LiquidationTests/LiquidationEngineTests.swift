import Liquidation
import Margin
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

  @Test func anAccountAtRestIsACandidateAgainWhenItsCaseEnds() {
    var engine = engine()
    let low = Price(ticks: 80)
    func refresh(_ engine: inout LiquidationEngine) {
      engine.watch.refresh { account, _ in account == 3 ? .atOrBelow(Price(ticks: 90)) : nil }
    }
    refresh(&engine)
    #expect(engine.watch.candidates(leg: 0, at: low) == [3])
    let index = engine.open(newCase(3))
    engine.watch.rest(3)
    refresh(&engine)
    #expect(engine.watch.candidates(leg: 0, at: low).isEmpty)
    engine.close(index)
    refresh(&engine)
    #expect(engine.watch.candidates(leg: 0, at: low) == [3])
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
