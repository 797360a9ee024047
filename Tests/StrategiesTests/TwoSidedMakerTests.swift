import Liquidation
import Market
import Simulation
import Strategies
import TestSupport
import Testing
import Units

@Suite("A two-sided maker")
struct TwoSidedMakerTests {
  @Test("trades on both sides as a maker, within its inventory")
  func trades() throws {
    var parameters = TwoSidedMaker.Parameters()
    parameters.halfSpreadPartsPerMillion = 20
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 30, accounts: 4),
      strategies: [Watched(TwoSidedMaker(parameters: parameters), diary: diary)])
    let result = trial.run()
    #expect(result.liquidations.isEmpty)
    #expect(Set(diary.fills.map(\.side)) == [.buy, .sell])
    var held: Int64 = 0
    for fill in diary.fills {
      held += fill.side.sign * fill.quantity.lots
      // 200,000 at prices near 60,000 are 3.333 BTC; a fill under way when a quote was moved comes on top.
      #expect(abs(held) <= 3333 + 340)
      // A maker pays 0.02 % here, a taker 0.05 %; fees are rounded up to an atom.
      let notional = trial.setup.scenario.instrument.notional(fill.price, fill.quantity)
      #expect(fill.fee == notional.times(Rate(partsPerMillion: 200), rounding: .up))
    }
  }

  @Test("withdraws its quotes when the venue liquidates it")
  func withdraws() throws {
    var parameters = TwoSidedMaker.Parameters()
    parameters.halfSpreadPartsPerMillion = 10
    parameters.inventoryNotionalMax = 1_000_000
    parameters.quoteNotional = 200_000
    parameters.skewPartsPerMillion = 0
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.crash(seconds: 70, accounts: 4),
      strategies: [Watched(TwoSidedMaker(parameters: parameters), diary: diary)])
    let result = trial.run(BuiltInPaths.stepLadder)
    let row = try #require(result.liquidations.first { $0.account == trial.account(0) })
    #expect(row.side == .buy, "it has bought on the way down")
    let opened = try #require(
      diary.entries.first { $0.event == .risk(.liquidationOpened(price: row.triggerPrice)) })
    let ended = diary.entries.first { $0.event == .risk(.liquidationEnded) }
    let during = diary.entries.filter {
      $0.toldAt > opened.toldAt + .seconds(1) && $0.toldAt < ended?.toldAt ?? .zero + .seconds(70)
    }
    let accepted = during.filter {
      if case .order(let update) = $0.event { update.change == .accepted } else { false }
    }
    #expect(accepted.isEmpty)
    #expect(during.count > 10, "it goes on watching")
  }
}
