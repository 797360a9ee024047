import Foundation
import Margin
import Market
import Simulation
import Strategies
import TestSupport
import Testing
import Units

@Suite("A grid maker")
struct GridMakerTests {
  private func rehearsal(
    _ change: (inout GridMaker.Parameters) -> Void = { _ in }
  ) throws -> StrategyRehearsal<GridMaker> {
    var parameters = GridMaker.Parameters()
    change(&parameters)
    let scenario = try ScenarioFixture.calm()
    var rehearsal = try StrategyRehearsal<GridMaker>(
      parameters: parameters, instrument: scenario.instrument, schedule: scenario.margin,
      capital: ScenarioFixture.units(20_000))
    rehearsal.start()
    return rehearsal
  }

  private func show(
    _ bid: Int64, _ ask: Int64, to rehearsal: inout StrategyRehearsal<GridMaker>
  ) {
    func level(_ ticks: Int64) -> PriceLevel {
      PriceLevel(price: Price(ticks: ticks), quantity: Quantity(lots: 1))
    }
    rehearsal.showBook(bids: [level(bid)], asks: [level(ask)])
    rehearsal.pass(.milliseconds(100))
  }

  /// The prices of a side in ticks, the nearest to the mid first.
  private func prices(_ side: Side, _ rehearsal: StrategyRehearsal<GridMaker>) -> [Int64] {
    let ticks = rehearsal.desk.orders.filter { $0.side == side }.compactMap { $0.price?.ticks }
    return ticks.sorted(by: side == .buy ? { $0 > $1 } : { $0 < $1 })
  }

  @Test("rests three and three, on multiples of its step")
  func rests() throws {
    var grid = try rehearsal()
    // A mid of 1,003.5: half a spread of 10 away is 993.5 and 1,013.5.
    show(1003, 1004, to: &grid)
    #expect(prices(.buy, grid) == [990, 980, 970])
    #expect(prices(.sell, grid) == [1020, 1030, 1040])
    #expect(grid.desk.orders.allSatisfy { $0.remaining == Quantity(lots: 50) })
  }

  @Test("rests twenty and twenty")
  func restsMore() throws {
    var grid = try rehearsal {
      $0.levels = 20
      $0.inventoryLotsMax = 10_000
    }
    show(1003, 1004, to: &grid)
    #expect(prices(.buy, grid) == (0..<20).map { 990 - 10 * $0 })
    #expect(prices(.sell, grid) == (0..<20).map { 1020 + 10 * $0 })
  }

  @Test("keeps what stays on the grid in its place when the market moves")
  func moves() throws {
    var grid = try rehearsal()
    show(1003, 1004, to: &grid)
    let kept = grid.desk.orders.filter { [990, 980].contains($0.price?.ticks) }.map(\.order)
    show(1013, 1014, to: &grid)
    #expect(prices(.buy, grid) == [1000, 990, 980])
    #expect(prices(.sell, grid) == [1030, 1040, 1050])
    #expect(kept.allSatisfy { grid.desk[$0] != nil })
    // A picture that asks for the same grid changes nothing.
    let orders = grid.desk.openOrders
    show(1012, 1013, to: &grid)
    #expect(grid.desk.openOrders == orders)
  }

  @Test("does not take, and does not meet itself, with the least half-spread")
  func staysPassive() throws {
    var grid = try rehearsal { $0.halfSpreadTicks = 1 }
    for (bid, ask) in [(1000, 1001), (999, 1001), (1009, 1010), (990, 1011)] as [(Int64, Int64)] {
      show(bid, ask, to: &grid)
      let (buy, sell) = (
        try #require(prices(.buy, grid).first), try #require(prices(.sell, grid).first)
      )
      #expect(buy < ask && sell > bid && buy < sell)
      #expect(buy.isMultiple(of: 10) && sell.isMultiple(of: 10))
    }
  }

  @Test("fills up what traded, as far as its inventory allows")
  func fillsUp() throws {
    var grid = try rehearsal { $0.inventoryLotsMax = 120 }
    show(1003, 1004, to: &grid)
    // Two of fifty lots; a third would be beyond 120.
    #expect(prices(.buy, grid) == [990, 980])
    grid.fill(try #require(grid.desk.orders.first { $0.price?.ticks == 990 }).order)
    show(1003, 1004, to: &grid)
    // It holds 50: one more bid, and three offers of which it can sell 170.
    #expect(prices(.buy, grid) == [980])
    #expect(prices(.sell, grid) == [1020, 1030, 1040])
  }

  @Test("withdraws when a side of the book is empty, and while it is liquidated")
  func withdraws() throws {
    var grid = try rehearsal()
    show(1003, 1004, to: &grid)
    grid.showBook(bids: [], asks: [])
    grid.pass(.milliseconds(100))
    #expect(grid.desk.orders.isEmpty)
    show(1003, 1004, to: &grid)
    #expect(grid.desk.orders.count == 6)
    grid.tell(.liquidationOpened(price: Price(ticks: 900)))
    #expect(grid.desk.orders.isEmpty)
    show(1003, 1004, to: &grid)
    #expect(grid.desk.orders.isEmpty)
  }

  @Test("trades on both sides in the simulated market, and keeps the contract")
  func trades() throws {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 30, accounts: 4),
      strategies: [Watched(GridMaker(parameters: .init()), diary: diary)])
    _ = trial.run()
    #expect(Set(diary.fills.map(\.side)) == [.buy, .sell])
    #expect(StrategyContract.findings(of: GridMaker.self, parameters: .init()).isEmpty)
  }

  @Test("reads its parameters, with defaults for what is absent")
  func reads() throws {
    func read(_ text: String) throws -> GridMaker.Parameters {
      try JSONDecoder().decode(GridMaker.Parameters.self, from: Data(text.utf8))
    }
    #expect(try read("{}") == GridMaker.Parameters())
    #expect(try read(#"{ "levels": 20, "stepTicks": 5 }"#).levels == 20)
    for text in [
      #"{ "levels": 0 }"#, #"{ "levels": 101 }"#, #"{ "stepTicks": 0 }"#, #"{ "lots": -1 }"#,
    ] {
      #expect(throws: DecodingError.self) { try read(text) }
    }
  }
}
