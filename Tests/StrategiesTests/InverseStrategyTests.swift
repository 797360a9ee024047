import Liquidation
import Market
import Simulation
import Strategies
import TestSupport
import Testing
import Units

@Suite("On an inverse contract")
struct InverseStrategyTests {
  @Test("a passive holder opens the sum of quote currency that its leverage asks for")
  func passiveHolder() throws {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.inverse(ScenarioFixture.calm(seconds: 10, accounts: 4)),
      strategies: [Watched(PassiveHolder(parameters: .init()), diary: diary)])
    _ = trial.run()
    // Five times 0.4 coins at a price near 60,000: 120,000 dollars in contracts of 10.
    let lots = diary.fills.reduce(0) { $0 + $1.quantity.lots }
    #expect((11_950...12_050).contains(lots))
  }

  @Test("a maker quotes its notional in contracts, whatever the price")
  func twoSidedMaker() throws {
    var parameters = TwoSidedMaker.Parameters()
    parameters.quoteNotional = 20_000
    parameters.halfSpreadPartsPerMillion = 0
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.inverse(ScenarioFixture.calm(seconds: 10, accounts: 4)),
      strategies: [Watched(TwoSidedMaker(parameters: parameters), diary: diary)])
    _ = trial.run()
    // 20,000 dollars in contracts of 10 are the most that anyone can take at once, and some take most.
    let largest = try #require(diary.fills.map(\.quantity.lots).max())
    #expect((1500...2000).contains(largest))
  }

  @Test("a trend follower sells the crash and is liquidated when it turns")
  func trendFollower() throws {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.inverse(ScenarioFixture.crash(seconds: 240, accounts: 4)),
      strategies: [Watched(TrendFollower(parameters: .init()), diary: diary)])
    let result = trial.run(BuiltInPaths.marketOrder)
    let row = try #require(result.liquidations.first { $0.account == trial.account(0) })
    #expect(row.side == .sell)
    #expect(row.triggered > .zero + .seconds(150))
    #expect(row.ending == .closed)
  }
}
