import Liquidation
import Reference
import Testing
import Units

/// Figures: Almgren and Chriss, "Optimal execution of portfolio transactions" (2001), the test case of
/// table 1, worked out to twelve digits with the paper's closed form and with a quadratic programme.
@Suite struct AlmgrenChrissTests {
  static func problem(_ lambda: Double) -> AlmgrenChriss {
    AlmgrenChriss(
      size: 1_000_000, horizon: 5, intervalCount: 5, deviation: 0.95, fixedCost: 0.0625,
      permanentImpact: 2.5e-7, temporaryImpact: 2.5e-6, riskAversion: lambda)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var lambda: Double
    var kappa: Double
    var kappaSquared: Double
    var holdings: [Double]
    var trades: [Double]
    var cost: Double
    var variance: Double
    var deviation: Double
    var halfLife: Double?
    var testDescription: String { "lambda \(lambda)" }
  }

  static let table = [
    Row(
      lambda: 1e-6, kappa: 0.607076163247, kappaSquared: 0.38,
      holdings: [1e6, 541955.554374, 289854.21941, 147897.487822, 62141.8016058, 0],
      trades: [458044.445626, 252101.334964, 141956.731588, 85755.686216, 62141.8016058],
      cost: 911226.986304, variance: 364_128_572_058, deviation: 603430.668808,
      halfLife: 1.64723977079),
    Row(
      lambda: 2e-6, kappa: 0.846297134501, kappaSquared: 0.76,
      holdings: [1e6, 428598.845747, 182932.814262, 76295.7216155, 27643.3773969, 0],
      trades: [571401.154253, 245666.031485, 106637.092646, 48652.3442186, 27643.3773969],
      cost: 1140715.16705, variance: 201_931_287_151, deviation: 449367.652541,
      halfLife: 1.1816180857),
    Row(
      lambda: 0, kappa: 0, kappaSquared: 0, holdings: [1e6, 8e5, 6e5, 4e5, 2e5, 0],
      trades: [2e5, 2e5, 2e5, 2e5, 2e5], cost: 662500, variance: 1.083e12,
      deviation: 1040672.85926, halfLife: nil),
    Row(
      lambda: -2e-7, kappa: 0, kappaSquared: -0.076,
      holdings: [1e6, 910056.436908, 750948.584612, 534768.639885, 277946.278526, 0],
      trades: [89943.5630916, 159107.852297, 216179.944727, 256822.361358, 277946.278526],
      cost: 717958.104273, variance: 1_584_210_709_650, deviation: 1258654.32493, halfLife: nil),
  ]

  @Test("ac2000.table1: the published case for each taste for risk", arguments: table)
  func table1(row: Row) {
    let problem = Self.problem(row.lambda)
    #expect(problem.flaw == nil)
    #expect(isClose(problem.urgency, row.kappa, relative: 1e-9))
    #expect(isClose(problem.urgencySquared, row.kappaSquared, relative: 1e-9))
    for (value, expected) in zip(problem.holdings, row.holdings) {
      #expect(isClose(value, expected, relative: 1e-9))
    }
    #expect(problem.holdings.count == 6 && problem.trades.count == 5)
    for (value, expected) in zip(problem.trades, row.trades) {
      #expect(isClose(value, expected, relative: 1e-9))
    }
    #expect(isClose(problem.expectedCost, row.cost, relative: 1e-9))
    #expect(isClose(problem.variance, row.variance, relative: 1e-9))
    #expect(isClose(problem.variance.squareRoot(), row.deviation, relative: 1e-9))
    #expect((problem.halfLife == nil) == (row.halfLife == nil))
    if let halfLife = problem.halfLife, let expected = row.halfLife {
      #expect(isClose(halfLife, expected, relative: 1e-9))
    }
  }

  @Test("ac2000.lvar95: the schedule with the least value at risk")
  func leastValueAtRisk() throws {
    let best = try #require(Self.problem(0).withLeastValueAtRisk(1.645))
    #expect(isClose(best.riskAversion, 1.69439e-6, relative: 1e-5))
    #expect(isClose(best.valueAtRisk(1.645), 1877206.7, relative: 1e-5))
    #expect(isClose(best.expectedCost, 1078681.47, relative: 1e-5))
    #expect(isClose(best.variance.squareRoot(), 485425.675, relative: 1e-5))
    for factor in [0.5, 0.9, 1.1, 2] {
      let other = Self.problem(best.riskAversion * factor)
      #expect(other.valueAtRisk(1.645) > best.valueAtRisk(1.645))
    }
  }

  @Test func whereRiskOutweighsEverythingNoFiniteAversionIsBest() {
    var problem = Self.problem(0)
    problem.temporaryImpact = 2e-7
    problem.permanentImpact = 0
    #expect(problem.withLeastValueAtRisk(100) == nil)
  }

  @Test("ac2000.continuous: the limit of ever shorter intervals")
  func continuous() {
    let problem = AlmgrenChriss(
      size: 1_000_000, horizon: 5, intervalCount: 1, deviation: 0.95, temporaryImpact: 2.5e-6,
      riskAversion: 1e-6)
    #expect(isClose(problem.continuousUrgency, 0.600832755432, relative: 1e-9))
    #expect(isClose(problem.continuousHolding(at: 1), 545212.182227, relative: 1e-9))
    #expect(isClose(problem.continuousHolding(at: 2.5), 212147.78237, relative: 1e-9))
    #expect(isClose(problem.continuousExpectedCost, 777037.148053, relative: 1e-9))
    #expect(isClose(problem.continuousVariance, 732_447_761_815, relative: 1e-9))
    var fine = problem
    fine.intervalCount = 4000
    #expect(isClose(fine.expectedCost, problem.continuousExpectedCost, relative: 1e-3))
    #expect(isClose(fine.variance, problem.continuousVariance, relative: 2e-3))
    #expect(isClose(fine.holdings[2000], problem.continuousHolding(at: 2.5), relative: 1e-5))
  }

  @Test func withoutFearTheLimitIsAStraightLine() {
    let problem = AlmgrenChriss(
      size: 300, horizon: 2, intervalCount: 3, deviation: 1, temporaryImpact: 0.5,
      riskAversion: 0)
    #expect(problem.continuousHolding(at: 0.5) == 225)
    #expect(problem.continuousExpectedCost == 22_500)
    #expect(problem.continuousVariance == 60_000)
  }

  @Test func slicesAreWholeLotsThatAddUp() throws {
    let schedule = try #require(
      Self.problem(1e-6).slices(of: Quantity(lots: 1001), over: .seconds(60)))
    // Shares of 458.5, 252.4, 142.1, 85.8 and 62.2 lots; the two largest fractions get the rest.
    #expect(schedule.quantities.map(\.lots) == [459, 252, 142, 86, 62])
    #expect(schedule.offsets == [0, 12, 24, 36, 48].map { .seconds($0) })
    #expect(schedule.total == Quantity(lots: 1001))
    #expect(
      Self.problem(0).slices(of: Quantity(lots: 1001), over: .seconds(60))
        == .equal(Quantity(lots: 1001), count: 5, over: .seconds(60)))
  }

  @Test func anExtremeFearSellsAllAtOnceWithoutOverflow() throws {
    var problem = Self.problem(1e30)
    problem.intervalCount = 2000
    #expect(problem.flaw == nil)
    let schedule = try #require(problem.slices(of: Quantity(lots: 7), over: .seconds(60)))
    #expect(schedule.quantities.first == Quantity(lots: 7))
    #expect(schedule.total == Quantity(lots: 7))
  }

  @Test func impossibleProblemsAreNamed() {
    #expect(Self.problem(-1e-5).flaw != nil)
    #expect(Self.problem(.nan).flaw != nil)
    var wrong = Self.problem(0)
    wrong.intervalCount = 0
    #expect(wrong.flaw != nil)
    wrong = Self.problem(0)
    wrong.permanentImpact = 1e-5
    #expect(wrong.flaw != nil)
    wrong = Self.problem(0)
    wrong.size = 0
    #expect(wrong.flaw != nil)
  }

  @Test func anImpossibleProblemInUseStopsTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = AlmgrenChrissTests.problem(.nan).holdings }
    await #expect(processExitsWith: .failure) {
      _ = ObizhaevaWangTests.problem(-1).trades(intervals: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = ObizhaevaWangTests.problem(1).trades(intervals: 0)
    }
  }
}
