import Kernel
import Market
import Reference
import Testing

@Suite struct BarrierCrossingTests {
  /// 5 % away at 4 % a day.
  private let question = BarrierCrossing(distance: 0.05, deviation: 0.04, horizon: 1)

  private func expect(_ value: Double, _ expected: Double, relative: Double = 1e-9) {
    #expect(abs(value - expected) <= relative * expected, "\(value), not \(expected)")
  }

  /// The reflection principle and the correction of Broadie, Glasserman and Kou (1997).
  @Test("barrier.liquidation_probability: the chance of a touch within a day")
  func probability() {
    expect(question.probability, 0.211299547334)
    var falling = question
    falling.drift = -0.02
    expect(falling.probability, 0.366447548418)
    expect(BarrierCrossing.overshootOfUnitStep, 0.582597157939011, relative: 1e-15)
  }

  @Test(
    "barrier.liquidation_probability: fewer looks see fewer touches",
    arguments: [
      (24, 0.171023612095), (288, 0.199026560808), (1440, 0.205744893096),
      (86400, 0.210576409935),
    ])
  func discrete(looks: Int, expected: Double) {
    expect(question.probability(looks: looks), expected)
  }

  @Test(
    "barrier.mean_overshoot: what the gap between marks costs",
    arguments: [
      (0.001, 1.84233397743e-06), (0.1, 1.84233397743e-05), (1, 5.82597157939e-05),
      (3, 0.00010090878779),
    ])
  func overshoot(gap: Double, expected: Double) {
    // Twelve published digits.
    expect(BarrierCrossing.meanOvershoot(deviation: 0.0001, gap: gap), expected)
  }

  @Test("barrier.discrete_exact_m24: the correction is close at 24 looks")
  func exact() {
    let touched = question.gridProbability(looks: 24)
    #expect(abs(touched - 0.17328) < 0.0003)
    #expect(abs(question.probability(looks: 24) - 0.171024) < 0.0003)
    // The error of the correction is of the order of one over the count of looks.
    #expect(abs(question.probability(looks: 24) - touched) < 0.1 / 24)
  }

  @Test("one look is the normal distribution at the end, with and without a drift")
  func oneLook() {
    // Phi(-1.25) and Phi((-0.05 + 0.02) / 0.04).
    #expect(abs(question.gridProbability(looks: 1) - 0.1056498) < 0.0001)
    var falling = question
    falling.drift = -0.02
    #expect(abs(falling.gridProbability(looks: 1) - 0.2266274) < 0.0001)
    // The drift moves the walk look by look: the correction is near there too.
    #expect(abs(falling.gridProbability(looks: 24) - falling.probability(looks: 24)) < 0.1 / 24)
  }

  @Test("barrier.liquidation_probability: walks of the product's own streams agree")
  func simulatedTouches() {
    let stream = RandomStream(seed: 20_210_519, name: "test.barrier")
    let level = 0.05 / 0.04 * 24.0.squareRoot()
    let paths = 12_000
    var touched = 0
    for path in 0..<UInt64(paths) {
      var place = 0.0
      looks: for draw in 0..<6 as Range<UInt64> {
        let block = stream.block(draw: draw, entity: path)
        for word in 0..<4 {
          place += Distribution.normal(mean: 0, deviation: 1).sample(block.uniform(word))
          if place <= -level {
            touched += 1
            break looks
          }
        }
      }
    }
    let share = Double(touched) / Double(paths)
    // Four standard errors of the share, and one over the count of looks for the correction.
    #expect(abs(share - 0.17328) < 4 * 0.00345)
    #expect(abs(share - question.probability(looks: 24)) < 0.1 / 24 + 4 * 0.00345)
  }

  @Test("barrier.mean_overshoot: walks of the product's own streams agree within 2 %")
  func simulatedOvershoot() {
    // The overshoot of a level 3 steps away is that of a far one; walks that stray are given up,
    // which leaves the approach to the level as it is.
    let stream = RandomStream(seed: 7, name: "test.overshoot")
    var sum = 0.0
    var count = 0
    for path in 0..<9000 as Range<UInt64> {
      var place = 0.0
      steps: for draw in 0..<2000 as Range<UInt64> {
        let block = stream.block(draw: draw, entity: path)
        for word in 0..<4 {
          place += Distribution.normal(mean: 0, deviation: 1).sample(block.uniform(word))
          if place >= 3 {
            sum += place - 3
            count += 1
            break steps
          }
          if place < -12 { break steps }
        }
      }
    }
    let expected = BarrierCrossing.meanOvershoot(deviation: 1, gap: 1)
    expect(sum / Double(count), expected, relative: 0.02)
  }

  @Test func impossibleQuestionsAreNamed() {
    #expect(question.flaw == nil)
    #expect(BarrierCrossing(distance: 0, deviation: 1, horizon: 1).flaw != nil)
    #expect(BarrierCrossing(distance: 1, deviation: .nan, horizon: 1).flaw != nil)
    #expect(BarrierCrossing(distance: 1, deviation: 1, horizon: .infinity).flaw != nil)
    #expect(BarrierCrossing(distance: 1, deviation: 1, drift: .nan, horizon: 1).flaw != nil)
  }

  @Test func impossibleQuestionsInUseStopTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = BarrierCrossing(distance: 0, deviation: 1, horizon: 1).probability
    }
    await #expect(processExitsWith: .failure) {
      _ = BarrierCrossing(distance: 1, deviation: 1, horizon: 1).probability(looks: 0)
    }
  }

  @Test func aStrongDriftMakesTheTouchCertainOrImpossible() {
    let down = BarrierCrossing(distance: 0.05, deviation: 0.001, drift: -1, horizon: 1)
    let up = BarrierCrossing(distance: 0.05, deviation: 0.001, drift: 1, horizon: 1)
    #expect(down.probability == 1)
    #expect(up.probability < 1e-30)
  }
}
