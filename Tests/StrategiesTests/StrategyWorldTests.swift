import Liquidation
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
      if update.change.isEnd { ended.insert(update.order) }
    }
    #expect(ended.count > 5)
  }

  @Test("are told how their position went, whatever way", arguments: forcedWays)
  func forcedWay(way: StagedPath) throws {
    var parameters = PassiveHolder.Parameters()
    parameters.leverage = 70
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.crash(seconds: 60, accounts: 4),
      strategies: [Watched(PassiveHolder(parameters: parameters), diary: diary)])
    let result = trial.run(way)
    let row = try #require(result.liquidations.first { $0.account == trial.account(0) })
    #expect(row.executed + row.transferred + row.deleveraged == row.size)
    let opened = try #require(diary.entries.first { $0.event.isRisk })
    #expect(opened.event == .risk(.liquidationOpened(price: row.triggerPrice)))
    #expect(opened.position == row.size)
    let ended = try #require(diary.entries.last { $0.event.isRisk })
    #expect(ended.event == .risk(.liquidationEnded))
    #expect(ended.position == .zero)
  }

  static let forcedWays = [
    BuiltInPaths.marketOrder,
    StagedPath(
      name: "transfer", summary: "To the backstop provider.",
      stages: [Stage(name: "transfer", execution: .backstop, limit: .bankruptcy)]),
    StagedPath(
      name: "deleverage", summary: "Against counterparties.",
      stages: [Stage(name: "deleverage", execution: .deleverage, limit: .bankruptcy)]),
  ]

  @Test("keep the order they have when its replacement lacks margin")
  func replacement() throws {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 5, accounts: 4),
      strategies: [Watched(Overreach(parameters: .init()), diary: diary)])
    _ = trial.run()
    let changes = diary.entries.compactMap {
      if case .order(let update) = $0.event { update.change } else { nil }
    }
    #expect(changes == [.accepted, .unchanged(.initialMargin)])
    #expect(diary.fills.isEmpty)
  }
}

/// Bids far below the market for a lot, then for more than it can hold.
private struct Overreach: Strategy {
  static var name: String { "overreach" }
  struct Parameters: Codable, Sendable {}

  init(parameters: Parameters) {}

  mutating func start(at desk: inout Desk) {
    desk.submit(
      OrderRequest(
        side: .buy, quantity: Quantity(lots: 1), kind: .postOnly(Price(ticks: 500_000))))
  }

  mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) {
    guard update.change == .accepted else { return }
    // A hundred million at 50,000: five thousand times its capital.
    desk.replace(
      update.order, price: Price(ticks: 500_000), quantity: Quantity(lots: 2_000_000))
  }
}
