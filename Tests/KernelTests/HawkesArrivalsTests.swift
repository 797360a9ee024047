import Kernel
import Testing
import Units

/// Expected numbers: Hawkes (1971) and Bacry, Mastromatteo and Muzy (2015), for a base rate of 1.2
/// and a kernel 0.6 exp(-t), which is a branching of 0.6 and a decay of 1.
@Suite("Hawkes arrivals")
struct HawkesArrivalsTests {
  struct Parameters: Sendable {
    var baseRate = 1.2
    var branching = 0.6
    var decay = 1.0
  }

  /// The published parameters with one of them 5 % higher.
  static let wrong = [
    Parameters(baseRate: 1.26), Parameters(branching: 0.63), Parameters(decay: 1.05),
  ]

  static func seconds(_ count: Double) -> Instant {
    Instant(nanoseconds: Elementary.roundToInt(count * 1e9))
  }

  static func arrivals(_ parameters: Parameters, entity: UInt64) -> HawkesArrivals {
    HawkesArrivals(
      baseRate: parameters.baseRate, branching: parameters.branching, decay: parameters.decay,
      entity: entity)
  }

  /// Whether 10^5 processes without a past have the published mean rate at 2 s and mean count at 10
  /// s.
  static func agreesFromEmpty(_ parameters: Parameters) -> Bool {
    let stream = RandomStream(seed: 20_211_010, name: "test.hawkes.empty")
    var rate = Evidence()
    var count = Evidence()
    for entity in 0..<100_000 as Range<UInt64> {
      var arrivals = arrivals(parameters, entity: entity)
      var before = arrivals
      while arrivals.next(stream) <= seconds(2) { before = arrivals }
      rate.add(before.rate(at: seconds(2)))
      while arrivals.last <= seconds(10) { _ = arrivals.next(stream) }
      count.add(Double(arrivals.count - 1))
    }
    return rate.agrees(with: 2.19120786459) && count.agrees(with: 25.582420375)
  }

  /// Whether counts long after the start have the published mean and variances.
  ///
  /// Each of 2,000 independent chains runs 20 s, which leaves e^-8 of the start, and then 50
  /// windows of 10 s: 10^5 windows, 10^6 seconds. The windows of a chain depend on each other, so
  /// the chain's average is the replication.
  static func agreesLater(_ parameters: Parameters) -> Bool {
    let stream = RandomStream(seed: 20_211_010, name: "test.hawkes.stationary")
    var rate = Evidence()
    var varianceOf1 = Evidence()
    var varianceOf10 = Evidence()
    for entity in 0..<2000 as Range<UInt64> {
      let counts = countsPerSecond(of: parameters, entity: entity, stream, seconds: 500)
      rate.add(Double(counts.reduce(0, +)) / 500)
      varianceOf1.add(meanSquare(of: counts, window: 1))
      varianceOf10.add(meanSquare(of: counts, window: 10))
    }
    return rate.agrees(with: 3) && varianceOf1.agrees(with: 5.76885181265)
      && varianceOf10.agrees(with: 148.846178281)
  }

  /// Counts in each second after the first 20.
  static func countsPerSecond(
    of parameters: Parameters, entity: UInt64, _ stream: RandomStream, seconds: Int
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: seconds)
    var arrivals = arrivals(parameters, entity: entity)
    while true {
      let second = Int(arrivals.next(stream).wholeSeconds) - 20
      if second >= seconds { return counts }
      if second >= 0 { counts[second] += 1 }
    }
  }

  /// The mean squared distance of window counts from the published mean of 3 a second.
  static func meanSquare(of counts: [Int], window: Int) -> Double {
    var sum = 0.0
    for start in stride(from: 0, to: counts.count, by: window) {
      var count = 0
      for second in start..<start + window { count += counts[second] }
      let distance = Double(count - 3 * window)
      sum += distance * distance
    }
    return sum / Double(counts.count / window)
  }

  @Test("arrivals without a past build up as published")
  func buildUpAsPublished() { #expect(Self.agreesFromEmpty(Parameters())) }

  @Test("the build-up tells a parameter that is 5 % off", arguments: wrong)
  func buildUpTellsAWrongParameter(parameters: Parameters) {
    #expect(!Self.agreesFromEmpty(parameters))
  }

  @Test("arrivals later on cluster as published")
  func clusterAsPublished() { #expect(Self.agreesLater(Parameters())) }

  @Test("the clustering tells a parameter that is 5 % off", arguments: wrong)
  func clusteringTellsAWrongParameter(parameters: Parameters) {
    #expect(!Self.agreesLater(parameters))
  }

  /// Whether a build is optimised; 3 * 10^7 arrivals take most of a minute in one that is not.
  static var isOptimised: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }

  @Test(
    "counts of 100 s vary as published, and 5 % more branching is told",
    .enabled(if: isOptimised, "takes most of a minute without optimisation"))
  func longCountsVaryAsPublished() {
    let stream = RandomStream(seed: 20_211_010, name: "test.hawkes.long")
    func variance(_ parameters: Parameters) -> Evidence {
      var evidence = Evidence()
      for entity in 0..<2000 as Range<UInt64> {
        let counts = Self.countsPerSecond(of: parameters, entity: entity, stream, seconds: 5000)
        evidence.add(Self.meanSquare(of: counts, window: 100))
      }
      return evidence
    }
    #expect(variance(Parameters()).agrees(with: 1835.625))
    #expect(!variance(Parameters(branching: 0.63)).agrees(with: 1835.625))
  }

  @Test("draws are addressed by the process's own count, so a copy meets the same luck")
  func copiesMeetTheSameLuck() {
    let stream = RandomStream(seed: 1, name: "test")
    var first = HawkesArrivals(baseRate: 10, branching: 0.5, decay: 2, start: Self.seconds(3))
    for _ in 0..<10 { _ = first.next(stream) }
    #expect(first.last > Self.seconds(3))
    var second = first
    let ahead = (0..<10).map { _ in first.next(stream) }
    #expect((0..<10).map { _ in second.next(stream) } == ahead)
    #expect(first == second)
    #expect(first.count == 20)
    var other = HawkesArrivals(
      baseRate: 10, branching: 0.5, decay: 2, start: Self.seconds(3), entity: 1)
    #expect(other.next(stream) != ahead[0])
  }

  @Test("parameters from outside are judged by name")
  func parametersAreJudged() {
    #expect(throws: Never.self) {
      try HawkesArrivals.validate(baseRate: 1, branching: 0, decay: 1)
    }
    let cases = [
      (0.0, 0.5, 1.0, "baseRate"), (.nan, 0.5, 1, "baseRate"), (1, 1, 1, "branching"),
      (1, -0.1, 1, "branching"), (1, 0.5, .infinity, "decay"),
    ]
    for (baseRate, branching, decay, name) in cases {
      let error = #expect(throws: DistributionError.self) {
        try HawkesArrivals.validate(baseRate: baseRate, branching: branching, decay: decay)
      }
      #expect(error?.parameter == name)
    }
  }

  @Test("a process that would explode is refused")
  func explosionIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = HawkesArrivals(baseRate: 1, branching: 1) }
  }
}
