import Market
import Testing
import Units

@Suite struct IndexProcessTests {
  private let start = Price(ticks: 600_000)

  /// The index of the calm market: mostly clustered jumps, a little diffusion.
  private let calm = IndexProcess(
    volatilityBasisPoints: 0.54,
    jumps: IndexJumps(
      rate: 0.4, branching: 0.3, decay: 1, size: .laplace(meanBasisPoints: 1.2)))

  @Test func `a step of Brownian motion is exact`() {
    // S0 = 100, drift 0.1, volatility 0.5 a year, one day: values computed elsewhere.
    let table: [(normal: Double, price: Double)] = [
      (-2, 94.8938881587603), (0, 99.9931509194917), (1.5, 103.996629195219),
    ]
    for line in table {
      let price = IndexProcess.step(
        price: 100, drift: 0.1, volatility: 0.5, time: 0.0027397260273972603, normal: line.normal)
      #expect(abs(price / line.price - 1) <= 1e-14)
    }
  }

  @Test func `the same seed gives the same index and another seed another`() {
    let tape = calm.tape(seed: 1, length: .seconds(60), start: start)
    #expect(tape == calm.tape(seed: 1, length: .seconds(60), start: start))
    #expect(tape != calm.tape(seed: 2, length: .seconds(60), start: start))
  }

  @Test func `a longer run begins like the shorter one`() {
    let short = calm.tape(seed: 4, length: .seconds(60), start: start)
    let long = calm.tape(seed: 4, length: .seconds(120), start: start)
    #expect(long.updates.starts(with: short.updates))
    #expect(short.end < Instant.zero + .seconds(60))
  }

  @Test func `updates come in order and each changes the price`() {
    let updates = calm.tape(seed: 5, length: .seconds(600), start: start).updates
    #expect(updates[0] == IndexUpdate(time: .zero, price: start))
    #expect(zip(updates, updates.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(zip(updates, updates.dropFirst()).allSatisfy { $0.price != $1.price })
    // Sometimes at a jump's own time, between two points of the grid.
    #expect(updates.contains { $0.time.nanoseconds % 100_000_000 != 0 })
  }

  @Test func `without luck the index stands still`() {
    let still = IndexProcess(volatilityBasisPoints: 0)
    #expect(still.tape(seed: 1, length: .seconds(60), start: start).updates.count == 1)
  }

  @Test func `a planned crash and rebound end where they say`() {
    for shape in [ScheduledMove.Shape.linear, .smooth] {
      let crash = IndexProcess(
        volatilityBasisPoints: 0,
        moves: [
          ScheduledMove(
            at: Instant.zero + .seconds(60), over: .seconds(150), returnBasisPoints: -900,
            shape: shape),
          ScheduledMove(
            at: Instant.zero + .seconds(210), over: .seconds(200), returnBasisPoints: 500,
            shape: shape),
        ])
      let tape = crash.tape(seed: 1, length: .seconds(500), start: start)
      func price(_ seconds: Int64) -> Int64? {
        tape.price(at: Instant.zero + .seconds(seconds))?.ticks
      }
      // 60,000 less 9 % is 54,600; plus 5 % is 57,330. Half-way in the logarithm:
      // 60,000 x sqrt(0.91) = 57,236.4.
      #expect(price(60) == 600_000)
      #expect(price(135) == 572_364)
      #expect(price(210) == 546_000)
      #expect(price(499) == 573_300)
    }
  }

  @Test func `a smooth move is slow at both ends and a linear one is not`() {
    func fallInFirstTenth(_ shape: ScheduledMove.Shape) -> Int64 {
      let process = IndexProcess(
        volatilityBasisPoints: 0,
        moves: [
          ScheduledMove(
            at: .zero, over: .seconds(100), returnBasisPoints: -1000, shape: shape)
        ])
      let tape = process.tape(seed: 1, length: .seconds(100), start: start)
      return start.ticks - (tape.price(at: Instant.zero + .seconds(10))?.ticks ?? 0)
    }
    // 60,000 (1 - 0.9^0.1) = 628.8 and, at 3 x 0.01 - 2 x 0.001 = 0.028, 60,000 (1 - 0.9^0.028)
    // = 176.7.
    #expect(fallInFirstTenth(.linear) == 6288)
    #expect(fallInFirstTenth(.smooth) == 1767)
  }

  @Test func `a move with a volatility factor shakes more while it lasts`() {
    let process = IndexProcess(
      volatilityBasisPoints: 1,
      moves: [
        ScheduledMove(
          at: Instant.zero + .seconds(300), over: .seconds(300), returnBasisPoints: 0,
          volatilityFactor: 5)
      ])
    let tape = process.tape(seed: 3, length: .seconds(900), start: start)
    let before = deviation(returns(tape, every: .seconds(1), from: 0, to: 300))
    let during = deviation(returns(tape, every: .seconds(1), from: 300, to: 600))
    let after = deviation(returns(tape, every: .seconds(1), from: 600, to: 899))
    #expect(before > 0.8 && before < 1.2)
    #expect(during > 4 && during < 6)
    #expect(after > 0.8 && after < 1.2)
  }

  /// Returns in basis points between instants of a grid, in seconds from the start.
  private func returns(
    _ tape: IndexTape, every: Interval, from: Int64, to: Int64
  ) -> [Double] {
    var prices: [Double] = []
    var next = 0
    var now = Instant.zero + .seconds(from)
    while now <= Instant.zero + .seconds(to) {
      while next < tape.updates.count, tape.updates[next].time <= now { next += 1 }
      prices.append(Double(tape.updates[next - 1].price.ticks))
      now = now + every
    }
    return zip(prices, prices.dropFirst()).map { ($1 / $0 - 1) * 1e4 }
  }

  private func moment(_ values: [Double], _ order: Int) -> Double {
    values.reduce(0) { sum, value in sum + (0..<order).reduce(1.0) { power, _ in power * value } }
      / Double(values.count)
  }

  private func deviation(_ values: [Double]) -> Double { moment(values, 2).squareRoot() }

  private func excessKurtosis(_ values: [Double]) -> Double {
    let variance = moment(values, 2)
    return moment(values, 4) / (variance * variance) - 3
  }

  @Test func `the calm index has heavy tails below a second and diffuses above`() {
    var scales: [Int64: [Double]] = [100: [], 1000: [], 10_000: []]
    for seed in 1...3 as ClosedRange<UInt64> {
      let tape = calm.tape(seed: seed, length: .seconds(3600), start: start)
      for scale in [100, 1000, 10_000] as [Int64] {
        scales[scale, default: []] += returns(
          tape, every: .milliseconds(scale), from: 0, to: 3599)
      }
    }
    let tenth = scales[100, default: []]
    let one = scales[1000, default: []]
    let ten = scales[10_000, default: []]
    #expect(deviation(one) > 1.0 && deviation(one) < 1.4)
    let ratio = deviation(ten) / deviation(one)
    #expect(ratio > 2.8 && ratio < 3.5)
    #expect(excessKurtosis(one) > 5 && excessKurtosis(one) < 30)
    #expect(excessKurtosis(tenth) > excessKurtosis(one))
    #expect(excessKurtosis(one) > excessKurtosis(ten))
    // Lag-1 autocorrelation within 4 standard errors of zero, 1 / sqrt(10,800) widened for tails.
    let products = zip(one, one.dropFirst()).map { $0 * $1 }
    let correlation = moment(products, 1) / moment(one, 2)
    #expect(abs(correlation) < 0.06)
  }

  @Test func `jumps come as often as stated and are as large as stated`() {
    // A mean of 2 jumps a second over 10,000 s, variance 1 / (1 - 0.3)^2 of Poisson's: 20,000
    // within 4 x sqrt(20,000 / 0.49) = 808. Mean magnitudes: Laplace as stated; normal sd x 0.79788;
    // two-sided 0.25 x 4 + 0.75 x 2 = 2.5. Within 4 standard errors, at most 4 x 3 / sqrt(19,000).
    let sizes: [(size: IndexJumps.Size, mean: Double)] = [
      (.laplace(meanBasisPoints: 3), 3), (.normal(deviationBasisPoints: 3), 2.39365),
      (
        .twoSidedExponential(upProbability: 0.25, upMeanBasisPoints: 4, downMeanBasisPoints: 2),
        2.5
      ),
    ]
    for line in sizes {
      let process = IndexProcess(
        volatilityBasisPoints: 0,
        jumps: IndexJumps(rate: 2, branching: 0.3, decay: 1, size: line.size),
        updateInterval: .seconds(1))
      let updates = process.tape(
        seed: 9, length: .seconds(10_000), start: Price(ticks: 60_000_000_000)
      ).updates
      let moves = zip(updates, updates.dropFirst()).map {
        abs(Double($1.price.ticks) / Double($0.price.ticks) - 1) * 1e4
      }
      #expect(abs(moves.count - 20_000) < 808)
      #expect(abs(moment(moves, 1) - line.mean) < 0.087)
    }
  }

  @Test func `processes that cannot be are flawed`() {
    func flaw(_ jumps: IndexJumps) -> String? {
      IndexProcess(volatilityBasisPoints: 1, jumps: jumps).flaw
    }
    func flaw(_ move: ScheduledMove) -> String? {
      IndexProcess(volatilityBasisPoints: 1, moves: [move]).flaw
    }
    #expect(calm.flaw == nil)
    #expect(IndexProcess(volatilityBasisPoints: -1).flaw != nil)
    #expect(IndexProcess(volatilityBasisPoints: .nan).flaw != nil)
    #expect(IndexProcess(driftBasisPoints: .infinity, volatilityBasisPoints: 1).flaw != nil)
    #expect(IndexProcess(volatilityBasisPoints: 1, updateInterval: .zero).flaw != nil)
    #expect(flaw(IndexJumps(rate: 0, size: .laplace(meanBasisPoints: 1))) != nil)
    #expect(flaw(IndexJumps(rate: 1, branching: 1, size: .laplace(meanBasisPoints: 1))) != nil)
    #expect(flaw(IndexJumps(rate: 1, size: .laplace(meanBasisPoints: -1))) != nil)
    #expect(flaw(ScheduledMove(at: .zero, over: .zero, returnBasisPoints: 1)) != nil)
    #expect(flaw(ScheduledMove(at: .zero, over: .seconds(1), returnBasisPoints: -10_000)) != nil)
  }
}
