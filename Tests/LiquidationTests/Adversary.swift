import Liquidation
import TestSupport
import Testing
import Units

/// A market that answers at random: it fills, fills in part, refuses, and moves equity as it likes.
struct Adversary {
  private var random: TestRandom

  init(seed: UInt64) { random = TestRandom(seed: seed) }

  /// Walks a case to its end and counts its steps.
  mutating func unwind(_ original: StagedPath) throws -> Int {
    var path = original
    let whole = random.pick([Int64(-1), 1]) * random.integer(1...1000)
    var left = abs(whole)
    var outcome = Situation.Outcome.opened
    var now = Instant.zero
    var steps = 0
    // Each round has a bias: some accounts are never healthy, some never fill.
    let healths = random.pick([
      CaseFixture.Health.allCases, [.weak, .low, .broke], [.low], [.weak, .weak, .weak, .low],
    ])
    let fillChance = random.pick([Int64(0), 30, 100])
    while left > 0, steps < LiquidationEngine.stepsMax {
      steps += 1
      let situation = try CaseFixture.situation(
        outcome, lots: whole < 0 ? -left : left, of: whole, random.pick(healths), at: now,
        mark: random.integer(80...120))
      let step = path.next(in: situation).step
      switch step {
      case .release, .deleverage: return steps
      case .cancelOrders: outcome = .cancelled
      case .wait(let time):
        #expect(time > .zero, "\(path.name) waits for some time")
        now = now + time
        outcome = .waited
      case .submit(let order):
        #expect(order.quantity > .zero && order.quantity.lots <= left, "\(path.name) \(step)")
        outcome = answer(order.quantity.lots, &left, fillChance: fillChance)
      case .auction(let order):
        #expect(order.quantity > .zero && order.quantity.lots <= left, "\(path.name) \(step)")
        outcome = answer(order.quantity.lots, &left, fillChance: fillChance)
      case .transferToBackstop(let quantity, _), .transferToFund(let quantity, _):
        #expect(quantity > .zero && quantity.lots <= left, "\(path.name) \(step)")
        outcome = answer(quantity.lots, &left, fillChance: fillChance)
      }
    }
    return steps
  }

  private mutating func answer(
    _ lots: Int64, _ left: inout Int64, fillChance: Int64
  ) -> Situation.Outcome {
    if !random.chance(fillChance) { return .unfilled }
    let filled = random.chance(50) ? lots : random.integer(1...lots)
    left -= filled
    return filled == lots ? .filled : .partlyFilled
  }
}
