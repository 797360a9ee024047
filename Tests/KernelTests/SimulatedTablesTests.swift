import Kernel
import Testing
import Units

/// Published tables of simple stochastic systems, met by the clock, the streams and the laws
/// together.
///
/// Every check is a function of its parameters and is also run with one of them 5 % off, where it
/// must fail.
@Suite("Simulated tables")
struct SimulatedTablesTests {
  static let seed: UInt64 = 20_211_010

  static func seconds(_ count: Double) -> Interval {
    Interval(nanoseconds: Elementary.roundToInt(count * 1e9))
  }

  // MARK: Superposition of Poisson streams

  static let rates = [1.85, 1.85, 0.94, 0.94, 1.42]

  /// Whether the race of five Poisson streams is won as often, and the gaps are as long, as
  /// published.
  ///
  /// The gaps of the merged streams and their winners are independent, so 2 * 10^5 events are as
  /// many replications.
  static func raceAgrees(_ rates: [Double]) -> Bool {
    let stream = RandomStream(seed: seed, name: "test.race")
    var streams = rates.indices.map { HawkesArrivals(baseRate: rates[$0], entity: UInt64($0)) }
    var queue = EventQueue()
    for index in streams.indices {
      queue.push(time: streams[index].next(stream), phase: 0, kind: 0, target: UInt32(index))
    }
    var wins = [Evidence](repeating: Evidence(), count: rates.count)
    var gap = Evidence()
    var quiet = Evidence()
    for _ in 0..<200_000 {
      let before = queue.now
      guard let event = queue.pop() else { return false }
      let length = event.time - before
      gap.add(Double(length.nanoseconds) * 1e-9)
      quiet.add(length > .milliseconds(500) ? 1 : 0)
      let winner = Int(event.target)
      for index in rates.indices { wins[index].add(index == winner ? 1 : 0) }
      queue.push(time: streams[winner].next(stream), phase: 0, kind: 0, target: event.target)
    }
    let published = [
      0.264285714286, 0.264285714286, 0.134285714286, 0.134285714286, 0.202857142857,
    ]
    return gap.agrees(with: 0.142857142857) && quiet.agrees(with: 0.0301973834223)
      && zip(wins, published).allSatisfy { $0.agrees(with: $1) }
  }

  @Test("the race of Poisson streams is won as published")
  func race() { #expect(Self.raceAgrees(Self.rates)) }

  @Test("the race tells a rate that is 5 % off", arguments: rates.indices)
  func raceTellsAWrongRate(index: Int) {
    var wrong = Self.rates
    wrong[index] *= 1.05
    #expect(!Self.raceAgrees(wrong))
  }

  // MARK: Depth of a level with independent cancellation

  /// A price level that orders join at random and leave each in its own time, on the event clock.
  struct Level: ~Copyable {
    var queue = EventQueue(capacity: 64)
    var arrivals: HawkesArrivals
    let patience: Distribution
    let stream: RandomStream
    var depth = 0

    init(_ parameters: LevelParameters, entity: UInt64, _ stream: RandomStream) {
      arrivals = HawkesArrivals(baseRate: parameters.arrival, entity: entity)
      patience = .exponential(mean: 1 / parameters.cancellation)
      self.stream = stream
      queue.push(time: arrivals.next(stream), phase: 0, kind: 0)
    }

    mutating func run(until end: Instant) {
      while let next = queue.nextTime, next <= end, let event = queue.pop() {
        if event.kind == 1 {
          depth -= 1
          continue
        }
        depth += 1
        let u = stream.uniform(draw: 0, entity: arrivals.entity, event: event.sequence)
        queue.push(time: event.time + seconds(patience.sample(u)), phase: 0, kind: 1)
        queue.push(time: arrivals.next(stream), phase: 0, kind: 0)
      }
    }
  }

  struct LevelParameters: Sendable {
    var arrival = 1.85
    var cancellation = 0.71
  }

  static let wrongLevels = [
    LevelParameters(arrival: 1.85 * 1.05), LevelParameters(cancellation: 0.71 * 1.05),
  ]

  /// Whether 10^5 levels that start empty have the published mean depth after one second.
  static func depthAgreesAfterOneSecond(_ parameters: LevelParameters) -> Bool {
    let stream = RandomStream(seed: seed, name: "test.level.empty")
    var depth = Evidence()
    for entity in 0..<100_000 as Range<UInt64> {
      var level = Level(parameters, entity: entity, stream)
      level.run(until: .zero + .seconds(1))
      depth.add(Double(level.depth))
    }
    return depth.agrees(with: 1.32458906295)
  }

  /// Whether the depth long after the start has the published mean and distribution.
  ///
  /// Each of 2,000 independent levels runs 16 s, which leaves e^-11 of the start, and is then
  /// looked at 50 times at intervals of 2 s: 10^5 looks. Those of one level depend on each other,
  /// so its averages are the replication.
  static func depthAgreesLater(_ parameters: LevelParameters) -> Bool {
    let stream = RandomStream(seed: seed, name: "test.level.stationary")
    let published = [
      0.0738563120216, 0.192442503155, 0.250717345659, 0.217759196934, 0.141850181101,
      0.0739219253628, 0.0321022445824, 0.0119495276615, 0.0038920116503,
    ]
    var mean = Evidence()
    var shares = [Evidence](repeating: Evidence(), count: published.count)
    for entity in 0..<2000 as Range<UInt64> {
      var level = Level(parameters, entity: entity, stream)
      var total = 0
      var looks = [Int](repeating: 0, count: published.count)
      for look in 0..<50 as Range<Int64> {
        level.run(until: .zero + .seconds(16 + 2 * look))
        total += level.depth
        if level.depth < looks.count { looks[level.depth] += 1 }
      }
      mean.add(Double(total) / 50)
      for depth in looks.indices { shares[depth].add(Double(looks[depth]) / 50) }
    }
    return mean.agrees(with: 2.60563380282)
      && zip(shares, published).allSatisfy { $0.agrees(with: $1) }
  }

  @Test("a level that starts empty fills as published")
  func levelFills() { #expect(Self.depthAgreesAfterOneSecond(LevelParameters())) }

  @Test("the filling tells a parameter that is 5 % off", arguments: wrongLevels)
  func fillingTellsAWrongParameter(parameters: LevelParameters) {
    #expect(!Self.depthAgreesAfterOneSecond(parameters))
  }

  @Test("the depth of a level is distributed as published")
  func levelDepth() { #expect(Self.depthAgreesLater(LevelParameters())) }

  @Test("the depth tells a parameter that is 5 % off", arguments: wrongLevels)
  func depthTellsAWrongParameter(parameters: LevelParameters) {
    #expect(!Self.depthAgreesLater(parameters))
  }
}
