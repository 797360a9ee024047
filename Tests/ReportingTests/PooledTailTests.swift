import Kernel
import Reporting
import TestSupport
import Testing

@Suite("Tails pooled over seeds")
struct PooledTailTests {
  // Hull, Risk Management and Financial Institutions, chapter on value at risk and expected shortfall: a project
  // loses 10 million with 2 %, else 1 million; 97.5 % value at risk 1, expected shortfall 0.8 x 10 + 0.2 x 1.
  @Test("a published project has the published value at risk and expected shortfall")
  func oneProject() {
    let tail = PooledTail([[.init(1, weight: 980), .init(10, weight: 20)]])
    #expect(tail.worst(.threshold, perMille: 25, counts: [1]) == 1)
    #expect(abs(tail.worst(.mean, perMille: 25, counts: [1]), 8.2))
  }

  // The same book: two independent projects lose 2 (96.04 %), 11 (3.92 %) or 20 (0.04 %); 11 and 11.144.
  @Test("two published projects have more together than twice the one")
  func twoProjects() {
    let tail = PooledTail([
      [.init(2, weight: 9604)], [.init(20, weight: 4), .init(11, weight: 392)],
    ])
    #expect(tail.worst(.threshold, perMille: 25, counts: [1, 1]) == 11)
    #expect(abs(tail.worst(.mean, perMille: 25, counts: [1, 1]), 11.144))
  }

  @Test("the worst 1 % of a thousand are ten, and the worst of all are all")
  func whole() {
    let tail = PooledTail([(1...1000).map { PooledTail.Item(Double($0)) }])
    #expect(tail.worst(.threshold, perMille: 10, counts: [1]) == 991)
    #expect(tail.worst(.mean, perMille: 10, counts: [1]) == 995.5)
    #expect(tail.worst(.mean, perMille: 1000, counts: [1]) == 500.5)
    #expect(tail.worst(.threshold, perMille: 1000, counts: [1]) == 1)
    #expect(tail.worst(.mean, perMille: 10, counts: [0]) == nil)
    #expect(PooledTail([[], []]).worst(.mean, perMille: 10, counts: [1, 1]) == nil)
  }

  @Test("counting seeds twice or not at all is pooling anew, judged unit by unit")
  func judged() {
    var random = TestRandom(seed: 2002)
    for round in 0..<300 {
      let seeds = (0..<random.integer(1...5)).map { _ in
        (0..<random.integer(0...8)).map { _ in
          PooledTail.Item(
            Double(random.integer(-6...12)) / 4, weight: Double(random.integer(1...4)))
        }
      }
      let counts = seeds.map { _ in Int(random.integer(0...3)) }
      let perMille = Int(random.pick([10, 25, 100, 333, 1000]))
      let tail = PooledTail(seeds)
      let naive = naive(seeds, counts, perMille)
      let place = "round \(round)"
      #expect(
        tail.worst(.threshold, perMille: perMille, counts: counts) == naive?.threshold, "\(place)")
      #expect(abs(tail.worst(.mean, perMille: perMille, counts: counts), naive?.mean), "\(place)")
    }
  }

  /// One entry for each unit of weight of each copy of a seed, from the worst on.
  private func naive(
    _ seeds: [[PooledTail.Item]], _ counts: [Int], _ perMille: Int
  ) -> (threshold: Double, mean: Double)? {
    var units: [Double] = []
    for (seed, count) in zip(seeds, counts) {
      for _ in 0..<count {
        for item in seed { units += [Double](repeating: item.value, count: Int(item.weight)) }
      }
    }
    if units.isEmpty { return nil }
    units.sort(by: >)
    let whole = units.count * perMille / 1000
    let rest = Double(units.count * perMille % 1000) / 1000
    let next = rest > 0 ? units[whole] : 0
    let part = Double(units.count * perMille) / 1000
    return (
      threshold: rest > 0 ? next : units[whole - 1],
      mean: (units[..<whole].reduce(0, +) + rest * next) / part
    )
  }

  private func abs(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return (left - right).magnitude < 1e-12
  }

  @Test("resampling seeds of one value each is resampling values")
  func oneEach() throws {
    let stream = RandomStream(seed: 7, name: "test.seeds")
    let values = [3.0, 1, 4, 1, 5, 9, 2, 6]
    let resamples = SeedResamples(seedCount: 8, replicates: 500, stream: stream)
    #expect(resamples.counts.allSatisfy { $0.reduce(0, +) == 8 })
    let tail = PooledTail(values.map { [PooledTail.Item($0)] })
    let pooled = try #require(
      resamples.interval(level: 0.95) { tail.worst(.mean, perMille: 1000, counts: $0) })
    let plain = try #require(
      BootstrapInterval.of(.mean, sample: values, replicates: 500, stream: stream))
    #expect(pooled.estimate == plain.estimate)
    #expect(pooled.low == plain.low && pooled.high == plain.high)
  }

  @Test("a tail that sits in one seed of eight is known badly, one in every seed well")
  func clustered() throws {
    let stream = RandomStream(seed: 7, name: "test.seeds")
    let resamples = SeedResamples(seedCount: 8, replicates: 500, stream: stream)
    // Forty losses of 100 among 800, in one seed or five in each.
    let calm = [PooledTail.Item](repeating: .init(0), count: 60)
    let bad = [PooledTail.Item](repeating: .init(100), count: 40)
    let one = PooledTail(
      [bad + calm] + (1..<8).map { _ in [PooledTail.Item](repeating: .init(0), count: 100) })
    let spread = PooledTail(
      (0..<8).map { _ in
        [PooledTail.Item](repeating: .init(100), count: 5)
          + [PooledTail.Item](repeating: .init(0), count: 95)
      })
    func width(_ tail: PooledTail) throws -> Double {
      let interval = try #require(
        resamples.interval(level: 0.95) { tail.worst(.mean, perMille: 100, counts: $0) })
      #expect(interval.estimate == 50)
      return interval.high - interval.low
    }
    #expect(try width(spread) == 0)
    #expect(try width(one) == 100)
  }
}
