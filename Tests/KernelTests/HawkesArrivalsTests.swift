import Kernel
import Testing
import Units

/// Expected numbers: Hawkes (1971) and Bacry, Mastromatteo and Muzy (2015), for a base rate of 1.2, a kernel
/// 0.6 exp(-t): mean rate 3, Var N(1) = 5.76885181265, Var N(10) = 148.846178281; from empty the mean rate at
/// t = 2 is 2.19120786459 and the mean of N(10) is 25.582420375.
@Suite("Hawkes arrivals")
struct HawkesArrivalsTests {
  static let seed: UInt64 = 20_211_010
  static let published = (baseRate: 1.2, branching: 0.6, decay: 1.0)
  /// The published parameters with one of them 5 % higher.
  static let wrong = [(1.26, 0.6, 1.0), (1.2, 0.63, 1.0), (1.2, 0.6, 1.05)]

  /// Whether 10^5 processes that start with no past have the published mean rate at 2 s and mean count at 10 s.
  static func agreesFromEmpty(_ baseRate: Double, _ branching: Double, _ decay: Double) -> Bool {
    let stream = RandomStream(seed: seed, name: "test.hawkes.empty")
    var rate = Evidence()
    var count = Evidence()
    for entity in 0..<100_000 as Range<UInt64> {
      var arrivals = HawkesArrivals(
        baseRate: baseRate, branching: branching, decay: decay, entity: entity)
      var rateAtTwo: Double?
      while true {
        let before = arrivals
        let instant = arrivals.next(stream)
        if rateAtTwo == nil && instant.nanoseconds > 2_000_000_000 {
          rateAtTwo = before.rate(at: Instant(nanoseconds: 2_000_000_000))
        }
        if instant.nanoseconds > 10_000_000_000 { break }
      }
      if let rateAtTwo { rate.add(rateAtTwo) }
      count.add(Double(arrivals.count - 1))
    }
    return rate.agrees(with: 2.19120786459) && count.agrees(with: 25.582420375)
  }

  @Test("arrivals that start with no past build up as published")
  func buildUpAsPublished() {
    let (baseRate, branching, decay) = Self.published
    #expect(Self.agreesFromEmpty(baseRate, branching, decay))
  }
}
