import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Runs on recorded markets.
///
/// A tick on a lot is 100 atoms; the taker fee is 0.05 %, the maker fee 0.02 %.
@Suite("A recorded market") struct ReplayTests {
  /// A message, by its times in milliseconds.
  private struct Told {
    var happened: Int64
    var arrived: Int64
    var rows: [TapeRow]
  }

  private func tape(_ told: [Told]) -> MarketTape {
    var messages: [TapeMessage] = []
    var rows: [TapeRow] = []
    for message in told {
      rows += message.rows
      messages.append(
        TapeMessage(
          exchangeTime: message.happened * 1_000_000, arrivalTime: message.arrived * 1_000_000,
          rowsEnd: Int64(rows.count)))
    }
    return MarketTape(messages: messages, rows: rows)
  }

  private func book(
    _ happened: Int64, _ bid: Int32, _ ask: Int32, lots: Int64 = 5000
  ) -> Told {
    Told(
      happened: happened, arrived: happened + 5,
      rows: [
        TapeRow(.clear), TapeRow(.bid, ticks: bid, amount: lots),
        TapeRow(.ask, ticks: ask, amount: lots),
      ])
  }

  private func run(_ tape: MarketTape, _ story: String, fills: ReplayFills) throws -> RunResult {
    let setup = try ScenarioRun.replay(
      tape, fills: fills, strategies: [(ScriptedTrader(story), Money(atoms: 1_000_000_000_000))])
    return SeedComparison.runAlone(setup: setup, path: nil)
  }

  @Test func `a round trip costs what the recorded prices and the fees say`() throws {
    // Bought 100 lots at 600,010 and sold at 600,990: 980 * 100 * 100 = 9,800,000 atoms, less fees of 0.05 % of
    // 6,000,100,000 and of 6,009,900,000: 3,000,050 and 3,004,950.
    let market = tape([book(0, 599_990, 600_010), book(5000, 600_990, 601_010), book(12_000, 1, 2)])
    let result = try run(
      market, "1000 buy 100 @ 600010\n7000 sell 100 @ 600000",
      fills: ReplayFills(queue: .riskAverse))
    let trades = result.strategies[0].trades
    #expect(trades.map(\.price.ticks) == [600_010, 600_990])
    #expect(trades.map(\.time) == [.zero + .milliseconds(1100), .zero + .milliseconds(7100)])
    let profit = trades.reduce(Money.zero) { $0 + $1.realised - $1.fee }
    #expect(profit == Money(atoms: 9_800_000 - 3_000_050 - 3_004_950))
  }

  @Test func `an order rests behind what was shown and fills when trades reach it`() throws {
    let market = tape([
      book(0, 599_990, 600_010),
      Told(
        happened: 3000, arrived: 3005, rows: [TapeRow(.sellTrade, ticks: 599_990, amount: 5000)]),
      Told(
        happened: 4000, arrived: 4005, rows: [TapeRow(.sellTrade, ticks: 599_990, amount: 30)]),
      Told(
        happened: 5000, arrived: 5005, rows: [TapeRow(.sellTrade, ticks: 599_980, amount: 1)]),
      book(9000, 599_970, 599_990),
    ])
    let result = try run(market, "1000 bid 100 @ 599990", fills: ReplayFills(queue: .riskAverse))
    let trades = result.strategies[0].trades
    #expect(trades.map(\.quantity.lots) == [30, 70])
    #expect(trades.map(\.time) == [.zero + .seconds(4), .zero + .seconds(5)])
    #expect(trades.allSatisfy { $0.kind == .maker && $0.price == Price(ticks: 599_990) })
  }

  @Test func `an order that must fill whole or not at all does so by what is shown`() throws {
    let market = tape([book(0, 599_990, 600_010, lots: 50), book(9000, 599_990, 600_010)])
    let result = try run(
      market, "1000 kill 60 @ 600010\n2000 kill 50 @ 600010",
      fills: ReplayFills(queue: .riskAverse))
    let trades = result.strategies[0].trades
    #expect(trades.map(\.quantity.lots) == [50])
    #expect(trades.map(\.time) == [.zero + .milliseconds(2100)])
  }

  @Test func `a stop with a limit waits for a printed trade, and then for its limit`() throws {
    // Set off at 4 s by a trade at 600,500; the ask is above its limit of 600,510 until 6 s.
    let market = tape([
      book(0, 599_990, 600_010),
      Told(
        happened: 4000, arrived: 4005,
        rows: book(0, 600_500, 600_530).rows + [TapeRow(.buyTrade, ticks: 600_500, amount: 1)]),
      book(6000, 600_490, 600_510), book(9000, 600_490, 600_510),
    ])
    let result = try run(
      market, "1000 stoplimit 5 @ 600500", fills: ReplayFills(queue: .riskAverse))
    let trades = result.strategies[0].trades
    #expect(trades.map(\.price.ticks) == [600_510])
    #expect(trades.map(\.time) == [.zero + .seconds(6)])
  }

  /// Buys when it sees a bid below a price for the first time.
  private struct DipBuyer: Strategy {
    static let name = "dip-buyer"
    struct Parameters: Codable, Sendable {}
    private var isDone = false
    init(parameters: Parameters) {}

    mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
      guard !isDone, let bid = book.bid, bid < Price(ticks: 599_500) else { return }
      isDone = true
      desk.submit(
        OrderRequest(
          side: .buy, quantity: Quantity(lots: 10),
          kind: .immediateOrCancel(Price(ticks: 599_020))))
    }
  }

  @Test func `a strategy sees the book when it arrives, and meets it as it is when its order does`()
    throws
  {
    // The fall happens at 2 s and arrives at 6 s; the order arrives at 6.1 s, when the ask has fallen once more.
    let market = tape([
      book(0, 599_990, 600_010),
      Told(happened: 2000, arrived: 6000, rows: book(0, 599_000, 599_020).rows),
      Told(happened: 6050, arrived: 9000, rows: book(0, 598_990, 599_000).rows),
    ])
    let setup = try ScenarioRun.replay(
      market,
      strategies: [(DipBuyer(parameters: .init()), Money(atoms: 1_000_000_000_000))])
    let trades = SeedComparison.runAlone(setup: setup, path: nil).strategies[0].trades
    #expect(trades.map(\.time) == [.zero + .milliseconds(6100)])
    #expect(trades.map(\.price.ticks) == [599_000])
  }

  @Test func `the same tape is the same events whatever runs beside it, in debug and release`()
    throws
  {
    let tape = ExampleFeed.tape(seed: 1, length: .seconds(120))
    #expect(tape.messages.count == 7729)
    let setup = try ScenarioRun.replay(
      tape,
      strategies: [
        (
          Quoter(
            parameters: .init(
              quotes: [.init(milliseconds: 500, bid: 599_980, ask: 600_020)], lots: 500)),
          Money(atoms: 1_000_000_000_000)
        )
      ])
    let digests = (0..<3).map { _ in SeedComparison.runAlone(setup: setup, path: nil).digests.last }
    #expect(Set(digests).count == 1)
    #expect(String(digests[0] ?? 0, radix: 16) == "9079fabcab3c849f")
  }

  @Test func `a leveraged strategy is liquidated into the recorded book along every path`() throws {
    // 2,000 lots, 120,000 in value, on 5,000 of collateral; the fall is of 8 %.
    let tape = ExampleFeed.tape(seed: 2, length: .seconds(180))
    let setup = try ScenarioRun.replay(
      tape, fills: ReplayFills(queue: .riskAverse, impactHalfLife: .seconds(10)),
      strategies: [
        (ScriptedTrader("1000 buy 2000 @ 601000"), Money(atoms: 5_000 * Money.atomsPerUnit))
      ])
    let runs = SeedComparison.run(setup: setup, paths: BuiltInPaths.all)
    for run in runs.dropLast() {
      #expect(!run.liquidations.isEmpty, "\(run.path)")
      #expect(run.strategies[0].trades.contains { $0.kind != .taker }, "\(run.path)")
      let incidence = try #require(run.incidence)
      let sum = WealthGroup.allCases.reduce(Money.zero) { $0 + incidence[$1] }
      #expect(sum == .zero, "\(run.path)")
    }
    let market = runs.compactMap { $0.incidence?[.recorded] }
    #expect(Set(market.map(\.atoms)).count > 1, "paths differ in what the recorded market gains")
    #expect(runs.last?.liquidations.isEmpty == true)
  }

  @Test
  func `a population lives on a recorded crash, and paths share everything until the first breach`()
    throws
  {
    let tape = ExampleFeed.tape(seed: 3, length: .seconds(120))
    let setup = try ScenarioRun.replay(
      tape, fills: ReplayFills(queue: .riskAverse, impactHalfLife: .seconds(10)), accounts: 60,
      strategies: [])
    let runs = SeedComparison.run(
      setup: setup, paths: [BuiltInPaths.marketOrder, BuiltInPaths.stepLadder])
    #expect(runs[0].liquidations.count > 5)
    let parts = zip(runs[0].digests, runs[1].digests).prefix { $0 == $1 }.count
    #expect(parts > 10 && parts < runs[0].digests.count)
    for run in runs.dropLast() {
      let incidence = try #require(run.incidence)
      #expect(WealthGroup.allCases.reduce(Money.zero) { $0 + incidence[$1] } == .zero)
    }
  }
}
