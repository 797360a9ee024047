import Kernel
import Market
import Reporting
import Simulation
import Testing
import Units

@Suite("The simulated market beside a measured one")
struct ReportMarketTableTests {
  /// A market of known statistics: every order 2 lots, but each tenth 20; a mid that walks by coin flips.
  private func observations(seconds: Int = 400) -> MarketObservations {
    let stream = RandomStream(seed: 5, name: "test.market")
    var market = MarketObservations()
    var mid: Int64 = 1_200_000
    for point in 0..<seconds * 10 {
      mid += stream.uniform(draw: UInt64(point)) < 0.5 ? -40 : 40
      market.doubledMids.append(mid)
    }
    for order in 0..<seconds * 2 {
      let time = Instant(nanoseconds: Int64(order) * 500_000_000 + 50_000_000)
      // Signs come in pairs: two buys, two sells.
      let side: Side = order % 4 < 2 ? .buy : .sell
      market.takerOrders.append(
        TakerOrder(
          at: time, side: side, quantity: Quantity(lots: order % 10 == 0 ? 20 : 2),
          mid: market.doubledMids[order * 5]))
    }
    market.timeObserved = .seconds(Int64(seconds))
    market.timeAtOneTick = .milliseconds(Int64(seconds) * 990)
    market.levelSamples = Int64(2 * seconds)
    market.levelSizes = [4000, 1000, 500, 400, 100].map { $0 * market.levelSamples }
    market.depths = [9000, 20_000, 30_000].map { $0 * market.levelSamples }
    market.touchSizes = Array(repeating: 4000, count: 2 * seconds)
    market.messages = Int64(seconds) * 1000
    market.refills = [.seconds(2), .seconds(4), .seconds(6)]
    return market
  }

  private func band(_ id: String, _ table: MarketTable) throws -> MarketCheck {
    try #require(table.bands.first { $0.id == id })
  }

  private func values(_ id: String, _ table: MarketTable) throws -> [Double?] {
    try #require(table.rows.first { $0.id == id }).values
  }

  @Test("the book's lines are plain means in units of the base")
  func book() throws {
    let table = MarketTable(observations(), instrument: try ReportFixture.instrument())
    #expect(try values("tight_spread", table) == [0.99])
    #expect(try values("level_sizes", table) == [4, 1, 0.5, 0.4, 0.1])
    #expect(try values("depths", table) == [9, 20, 30])
    #expect(try values("messages", table) == [1000])
    #expect(try values("refill", table) == [4])
    #expect(try band("touch_over_next", table).value == 4)
    #expect(try band("touch_over_next", table).isMet)
  }

  @Test("taker orders are counted, sized and correlated in sign")
  func takers() throws {
    let table = MarketTable(observations(), instrument: try ReportFixture.instrument())
    #expect(try values("taker_rate", table) == [2])
    let sizes = try values("taker_sizes", table).map { $0 ?? .nan }
    #expect(zip(sizes, [0.002, 0.0038, 0.02, 0.02]).allSatisfy { ($0 - $1).magnitude < 1e-12 })
    // Signs + + - -: next to each other equal and opposite in turn, two apart always opposite.
    let signs = try values("sign_autocorrelation", table).map { $0 ?? .nan }
    #expect(signs[0].magnitude < 0.01)
    #expect(signs[1] < -0.99)
    // Two orders in each second: no variance at all.
    #expect(try values("fano", table) == [0])
    #expect(try !band("fano", table).isMet)
  }

  @Test("a walk of coin flips has the deviation, scaling and kurtosis of one")
  func returns() throws {
    let table = MarketTable(observations(seconds: 3000), instrument: try ReportFixture.instrument())
    // Steps of 40 on 1,200,000 are a third of a basis point, ten of them the square root of ten thirds.
    let deviations = try values("return_deviation", table).map { $0 ?? .nan }
    #expect((deviations[0] - 0.3333).magnitude < 0.01)
    #expect((deviations[1] - 1.054).magnitude < 0.12)
    #expect(try band("deviation_ratio", table).isMet)
    let kurtosis = try values("return_kurtosis", table).map { $0 ?? .nan }
    #expect((kurtosis[0] + 2).magnitude < 0.05)
    #expect(try band("return_autocorrelation", table).isMet)
  }

  @Test("trades of one millisecond and side are one taker order")
  func merging() throws {
    var market = observations()
    let first = market.takerOrders[0]
    market.takerOrders.insert(first, at: 1)
    let table = MarketTable(market, instrument: try ReportFixture.instrument())
    #expect(try values("taker_rate", table) == [2])
  }

  @Test("sweeps that never refilled count against the market")
  func unrefilled() throws {
    var market = observations()
    market.unrefilled = 2
    var table = MarketTable(market, instrument: try ReportFixture.instrument())
    #expect(try values("refill", table) == [6])
    market.unrefilled = 4
    table = MarketTable(market, instrument: try ReportFixture.instrument())
    #expect(try !band("refill", table).isMet)
  }

  @Test("the table of several runs is the table of their medians")
  func medians() throws {
    let instrument = try ReportFixture.instrument()
    let tables: [MarketTable] = [Int64(980), 900, 940].map { share in
      var market = observations()
      market.timeAtOneTick = .milliseconds(400 * share)
      return MarketTable(market, instrument: instrument)
    }
    let middle = try #require(MarketTable.medians(tables))
    #expect(try band("tight_spread", middle).value == 0.94)
    #expect(try !band("tight_spread", middle).isMet)
    #expect(middle.runCount == 3)
    #expect(MarketTable.medians([]) == nil)
  }

  @Test("an observed run shows the table, the bands and the file")
  func report() throws {
    var comparison = try ReportFixture.ladderWins()
    comparison.runs = comparison.runs.map { run in
      var calm = RunResult(seed: run.seed, path: run.path)
      calm.observations = observations(seconds: 60)
      calm.digests = run.digests
      return calm
    }
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    let text = String(decoding: report.files[0].bytes, as: UTF8.self)
    #expect(text.contains("## The simulated market beside a measured one"))
    #expect(text.contains("The simulated market is within "))
    #expect(text.contains(" 0.43 / 1.30 / 2.5 / 3.7 |"))
    #expect(report.files.contains { $0.name == "market.csv" })
  }

  @Test("every number measured is a symbol in the picture, and of several runs there are bands")
  func figure() throws {
    func reader(_ runs: Int) throws -> SVGReader {
      var comparison = try ReportFixture.ladderWins()
      comparison.seeds = Array(comparison.seeds.prefix(runs))
      comparison.runs = comparison.seeds.map { seed in
        var calm = RunResult(seed: seed, path: "market-order")
        calm.observations = observations(seconds: 60)
        return calm
      }
      let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
      let file = try #require(report.files.first { $0.name == "figures/market.svg" })
      return try SVGReader(String(decoding: file.bytes, as: UTF8.self))
    }
    let one = try reader(1)
    // Of returns 4 and 4, of signs 6, of responses 5, of levels 5, of depths 3, of sizes 2 and 2, and the legend's.
    let diamonds = one.named("polygon").count { $0.points.count == 4 }
    #expect(diamonds == 32)
    #expect(one.named("polygon").count == 32)
    #expect(one.textFaults == [])
    let several = try reader(5)
    #expect(several.named("polygon").count > 32)
    #expect(several.texts.contains("5th to 95th percentile of runs"))
  }
}
