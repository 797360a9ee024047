import Kernel
import Market
import Testing
import Units

@Suite struct QueueingServerTests {
  @Test func `a burst of messages is served one after another`() {
    var server = QueueingServer(service: .milliseconds(3))
    let story: [(arrives: Int64, done: Int64)] = [
      (10, 13),  // Idle: only the service time.
      (11, 16),  // Waits 2 ms for the first.
      (11, 19),  // Waits for both.
      (30, 33),  // The queue has run empty.
      (33, 36),  // Comes just as the server gets free.
    ]
    for line in story {
      let arrival = Instant.zero + .milliseconds(line.arrives)
      #expect(server.completion(arrival: arrival) == Instant.zero + .milliseconds(line.done))
    }
    #expect(server.wait(at: Instant.zero + .milliseconds(34)) == .milliseconds(2))
    #expect(server.wait(at: Instant.zero + .milliseconds(40)) == .zero)
  }

  @Test func `without a service time there is no queue`() {
    var server = QueueingServer(service: .zero)
    let now = Instant(nanoseconds: 5)
    #expect(server.completion(arrival: now) == now)
    #expect(server.completion(arrival: now) == now)
  }

  @Test func `a negative service time is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = QueueingServer(service: Interval(nanoseconds: -1))
    }
  }

  // The queue M/D/1 with arrivals at 0.8 a second and a service of one second: mean wait
  // rho D / (2 (1 - rho)) = 2 s; shares of messages that wait no longer than t by Erlang and
  // Crommelin, evaluated to 50 digits elsewhere.
  private static let meanWait = 2.0
  private static let shares: [(seconds: Double, share: Double)] = [
    (0, 0.2), (0.5, 0.298364939528), (1, 0.445108185698), (2, 0.63451993632),
    (5, 0.899502761754), (10, 0.988342891735),
  ]

  /// Standard normal gaps to the published values, one for the mean and one for each share.
  ///
  /// Each busy cycle starts with an empty server, so cycles are independent replications and need
  /// no warm-up. A mean over messages is a ratio of two means over cycles; its standard error is
  /// that of `sum - ratio * count` over cycles.
  private static func deviations(
    gaps: [Double], rateFactor: Double, serviceFactor: Double
  ) -> (cycles: Int, deviations: [Double]) {
    var server = QueueingServer(service: Interval(nanoseconds: Int64(1e9 * serviceFactor)))
    let statistics = shares.count + 1
    var cycle = [Double](repeating: 0, count: statistics)
    var cycleLength = 0.0
    var sums = cycle
    var squares = cycle
    var products = cycle
    var lengthSum = 0.0
    var lengthSquares = 0.0
    var cycles = 0
    var now = Instant.zero
    for gap in gaps {
      now = now + Interval(nanoseconds: Elementary.roundToInt(gap / rateFactor * 1e9))
      let wait = server.wait(at: now)
      if wait == .zero, cycleLength > 0 {
        for index in 0..<statistics {
          sums[index] += cycle[index]
          squares[index] += cycle[index] * cycle[index]
          products[index] += cycle[index] * cycleLength
          cycle[index] = 0
        }
        lengthSum += cycleLength
        lengthSquares += cycleLength * cycleLength
        cycleLength = 0
        cycles += 1
      }
      _ = server.completion(arrival: now)
      let seconds = Double(wait.nanoseconds) / 1e9
      cycleLength += 1
      cycle[0] += seconds
      for index in 0..<shares.count where seconds <= shares[index].seconds { cycle[index + 1] += 1 }
    }
    let deviations = (0..<statistics).map { index in
      let ratio = sums[index] / lengthSum
      let expected = index == 0 ? meanWait : shares[index - 1].share
      let variance =
        squares[index] - 2 * ratio * products[index] + ratio * ratio * lengthSquares
      return (ratio - expected) / (variance.squareRoot() / lengthSum)
    }
    return (cycles, deviations)
  }

  @Test func `waits behind Poisson arrivals follow the published M/D/1 table`() {
    let stream = RandomStream(seed: 20_211_010, name: "queue.md1")
    let between = Distribution.exponential(mean: 1.25)
    let gaps = (0..<520_000).map { between.sample(stream.uniform(draw: UInt64($0))) }
    let exact = Self.deviations(gaps: gaps, rateFactor: 1, serviceFactor: 1)
    #expect(exact.cycles >= 100_000)
    #expect(exact.deviations.allSatisfy { abs($0) <= 4 }, "\(exact.deviations)")
    // The same check notices a service or a load that is 5 % off, either way.
    for factor in [0.95, 1.05] {
      let service = Self.deviations(gaps: gaps, rateFactor: 1, serviceFactor: factor)
      #expect(service.deviations.contains { abs($0) > 4 })
      let rate = Self.deviations(gaps: gaps, rateFactor: factor, serviceFactor: 1)
      #expect(rate.deviations.contains { abs($0) > 4 })
    }
  }
}
