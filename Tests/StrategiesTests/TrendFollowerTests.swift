import Foundation
import Liquidation
import Market
import Simulation
import Strategies
import TestSupport
import Testing
import Units

@Suite("A trend follower")
struct TrendFollowerTests {
  @Test("is liquidated when the crash that it follows turns")
  func isLiquidated() throws {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.crash(seconds: 205, accounts: 4),
      strategies: [Watched(TrendFollower(parameters: .init()), diary: diary)])
    let result = trial.run(BuiltInPaths.marketOrder)
    let rows = result.liquidations.filter { $0.account == trial.account(0) }
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    // It follows the crash down, and the rebound begins at 150 s.
    #expect(row.side == .sell)
    #expect(row.triggered > .zero + .seconds(150))
    #expect(row.ending == .closed)
    #expect(diary.risks.first == .liquidationOpened(price: row.triggerPrice))
    #expect(diary.risks.last == .liquidationEnded)
    #expect(diary.fills.contains { $0.order == nil })
    let sum = diary.fills.reduce(0) { $0 + $1.side.sign * $1.quantity.lots }
    #expect(sum == 0, "its own fills and the forced ones close the position")
  }

  @Test("turns round when the averages cross")
  func turnsRound() throws {
    var parameters = TrendFollower.Parameters()
    parameters.fastMarks = 3
    parameters.slowMarks = 8
    parameters.leverage = 4
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 40, accounts: 4),
      strategies: [Watched(TrendFollower(parameters: parameters), diary: diary)])
    let result = trial.run()
    #expect(result.liquidations.isEmpty)
    let sides = Set(diary.fills.map(\.side))
    #expect(sides == [.buy, .sell])
  }

  @Test("refuses a slow average that is not slower than the fast one")
  func refusesAverages() {
    let text = Data(#"{ "fastMarks": 30, "slowMarks": 30 }"#.utf8)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TrendFollower.Parameters.self, from: text)
    }
  }
}
