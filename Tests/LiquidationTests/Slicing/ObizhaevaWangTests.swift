import Liquidation
import Testing
import Units

/// Figures: the closed forms of Obizhaeva and Wang (2013) and of Alfonsi, Fruth and Schied (2010), the
/// second checked against a direct linear solve.
@Suite struct ObizhaevaWangTests {
  static func problem(_ resilience: Double) -> ObizhaevaWang {
    ObizhaevaWang(size: 100_000, horizon: 1, resilience: resilience)
  }

  @Test(
    "ow2013.continuous: blocks and rate for each resilience",
    arguments: [
      [0.001, 693.14718, 49975.0125, 49.9750125], [0.5, 1.3862944, 40000, 20000],
      [1, 0.69314718, 33333.3333, 33333.3333], [2, 0.34657359, 25000, 50000],
      [4, 0.1732868, 16666.6667, 66666.6667], [5, 0.13862944, 14285.7143, 71428.5714],
      [10, 0.069314718, 8333.33333, 83333.3333], [20, 0.034657359, 4545.45455, 90909.0909],
      [50, 0.013862944, 1923.07692, 96153.8462], [300, 0.0023104906, 331.125828, 99337.7483],
      [1000, 0.00069314718, 99.8003992, 99800.3992],
    ])
  func continuous(row: [Double]) throws {
    let problem = Self.problem(row[0])
    // The table is printed with eight digits (nine for blocks and totals): half a unit of the last.
    #expect(isClose(try #require(problem.halfLife), row[1], relative: 5e-8))
    #expect(isClose(problem.block, row[2], relative: 5e-9))
    #expect(isClose(problem.between, row[3], relative: 5e-9))
    // To the tolerance of the source, where the sum is exact.
    #expect(isClose(2 * problem.block + problem.between, 100_000, relative: 1e-9))
  }

  @Test("ow2013.continuous: the cost at a resilience of 2")
  func continuousCost() {
    let cost = Self.problem(2).cost(density: 5000, permanentImpact: 0.0001)
    #expect(isClose(cost, 750_000, relative: 1e-9))
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var intervals: Int
    var resilience: Double
    var decay: Double
    var end: Double
    var middle: Double
    var cost: Double
    var testDescription: String { "N \(intervals), rho \(resilience)" }

    init(_ n: Int, _ rho: Double, _ decay: Double, _ end: Double, _ middle: Double, _ cost: Double)
    {
      (intervals, resilience, self.decay) = (n, rho, decay)
      (self.end, self.middle, self.cost) = (end, middle, cost)
    }
  }

  static let blocks = [
    Row(1, 1, 0.367879441171, 50000, 31606.0279414, 341969.860293),
    Row(1, 2, 0.135335283237, 50000, 43233.2358382, 283833.820809),
    Row(1, 10, 4.53999297625e-05, 50000, 49997.7300035, 250011.349982),
    Row(4, 1, 0.778800783071, 37543.2077628, 8304.52815812, 333909.436838),
    Row(4, 2, 0.606530659713, 31442.5065413, 12371.6623058, 252566.753884),
    Row(4, 10, 0.0820849986239, 21036.0462989, 19309.3024674, 113813.950652),
    Row(10, 1, 0.904837418036, 35008.3273193, 3331.48281794, 333425.859103),
    Row(10, 2, 0.818730753078, 27537.4127108, 4991.68606427, 250415.696787),
    Row(10, 10, 0.367879441171, 13005.4485829, 8221.01142603, 88949.4286987),
    Row(100, 1, 0.990049833749, 33500.091666, 333.331481495, 333334.259253),
    Row(100, 2, 0.980198673307, 25250.4124904, 499.991666861, 250004.166569),
    Row(100, 10, 0.904837418036, 8755.72741669, 833.217627946, 83391.1860272),
  ]

  @Test("ow.discrete_block_book: equally spaced trades", arguments: blocks)
  func discrete(row: Row) throws {
    let problem = Self.problem(row.resilience)
    let trades = problem.trades(intervals: row.intervals)
    #expect(trades.count == row.intervals + 1)
    #expect(isClose(problem.decay(intervals: row.intervals), row.decay, relative: 1e-9))
    #expect(isClose(try #require(trades.first), row.end, relative: 1e-9))
    #expect(isClose(try #require(trades.last), row.end, relative: 1e-9))
    for trade in trades.dropFirst().dropLast() {
      #expect(isClose(trade, row.middle, relative: 1e-9))
    }
    #expect(isClose(trades.reduce(0, +), 100_000, relative: 1e-12))
    let cost = problem.transientCost(of: trades, impact: 0.0001)
    #expect(isClose(cost, row.cost, relative: 1e-9))
  }

  @Test("ow.strategy_compare: the optimum beats even trades and one block")
  func compare() {
    let problem = Self.problem(2)
    let even = Array(repeating: 100_000.0 / 11, count: 11)
    let block = [100_000.0] + Array(repeating: 0, count: 10)
    let best = problem.trades(intervals: 10)
    let costs = [even, block, best].map { problem.transientCost(of: $0, impact: 0.0001) }
    #expect(isClose(costs[0], 272952.412882, relative: 1e-9))
    #expect(isClose(costs[1], 500_000, relative: 1e-9))
    #expect(isClose(costs[2], 250415.696787, relative: 1e-9))
  }

  @Test func slicesAreWholeLotsThatAddUp() throws {
    let schedule = try #require(
      Self.problem(2).slices(of: Quantity(lots: 1003), intervals: 4, over: .seconds(60)))
    // 315.4 at the ends and 124.1 inside: the two fractions at the ends tie, the first gets the lot.
    #expect(schedule.quantities.map(\.lots) == [316, 124, 124, 124, 315])
    #expect(schedule.offsets == [0, 15, 30, 45, 60].map { .seconds($0) })
  }

  @Test func aBookThatNeverRefillsIsTradedInTwoBlocks() throws {
    let problem = Self.problem(0)
    #expect(problem.halfLife == nil)
    #expect(problem.trades(intervals: 3) == [50_000, 0, 0, 50_000])
    #expect(problem.flaw == nil)
    #expect(Self.problem(-1).flaw != nil)
    #expect(ObizhaevaWang(size: 0, horizon: 1, resilience: 1).flaw != nil)
    #expect(ObizhaevaWang(size: 1, horizon: 0, resilience: 1).flaw != nil)
  }
}
