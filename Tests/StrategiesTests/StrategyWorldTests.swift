import Market
import Simulation
import Strategies
import TestSupport
import Testing
import Units

@Suite("Strategies in the world")
struct StrategyWorldTests {
  @Test("are told nothing before the feed's latency, and everything in its order")
  func latency() throws {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 15, accounts: 4),
      strategies: [Watched(TwoSidedMaker(parameters: .init()), diary: diary)])
    _ = trial.run()
    let entries = diary.entries
    #expect(entries.count > 150)
    // The fixture's feed takes an offset of five milliseconds and a log-normal time.
    for entry in entries {
      guard let happened = entry.happenedAt else { continue }
      #expect(entry.toldAt - happened > .milliseconds(5))
    }
    #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.toldAt <= $1.toldAt })
    let pictures = entries.compactMap {
      if case .book(let picture) = $0.event { picture.published } else { nil }
    }
    #expect(zip(pictures, pictures.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("leave the market as it was where they send nothing")
  func idle() throws {
    let scenario = try ScenarioFixture.calm(seconds: 15, accounts: 4)
    let without = try Trial(scenario, strategies: []).run()
    let with = try Trial(scenario, strategies: [Idle(parameters: .init())]).run()
    #expect(without.prices == with.prices)
    #expect(without.totals.trades == with.totals.trades)
    #expect(without.totals.trades > 100)
  }

  @Test("are not changed by one that sends nothing beside them")
  func beside() throws {
    let scenario = try ScenarioFixture.calm(seconds: 15, accounts: 4)
    let maker = TwoSidedMaker(parameters: .init())
    let alone = try Trial(scenario, strategies: [maker]).run()
    let beside = try Trial(scenario, strategies: [maker, Idle(parameters: .init())]).run()
    #expect(alone.prices == beside.prices)
    let without = try Trial(scenario, strategies: []).run()
    #expect(without.prices != alone.prices, "the maker's quotes are in the book")
  }

  @Test("are told of each end of an order once")
  func ends() throws {
    let diary = Diary()
    var parameters = TwoSidedMaker.Parameters()
    parameters.halfSpreadPartsPerMillion = 0
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 15, accounts: 4),
      strategies: [Watched(TwoSidedMaker(parameters: parameters), diary: diary)])
    _ = trial.run()
    var ended: Set<DeskOrder> = []
    for entry in diary.entries {
      guard case .order(let update) = entry.event else { continue }
      #expect(!ended.contains(update.order), "nothing is told of an order that has ended")
      if update.change == .ended { ended.insert(update.order) }
    }
    #expect(ended.count > 5)
  }
}
