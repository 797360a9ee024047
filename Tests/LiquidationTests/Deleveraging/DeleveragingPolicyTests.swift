import Liquidation
import Margin
import TestSupport
import Testing
import Units

/// Figures: Chitra, "Autodeleveraging: impossibilities and optimization" (2025).
@Suite struct DeleveragingPolicyTests {
  typealias Candidate = DeleveragingPolicy.Candidate
  /// A unit of the example in the whole numbers that are shared out.
  static let unit: Int64 = 1_000_000_000_000

  /// Endowments of 8, 4 and a half; at most half of the first may be taken.
  static let candidates = [
    Candidate(endowment: 8 * unit, cap: 4 * unit), Candidate(endowment: 4 * unit),
    Candidate(endowment: unit / 2),
  ]

  private func haircuts(_ allotment: DeleveragingAllotment) throws -> [Double] {
    try allotment.endowments.indices.map { index in
      let ratio = try #require(allotment.haircut(of: index))
      return Double(ratio.numerator) / Double(ratio.denominator)
    }
  }

  private func units(_ amount: Int64?) throws -> Double {
    Double(try #require(amount)) / Double(Self.unit)
  }

  @Test(
    "adl.queue_vs_prorata: who gives what",
    arguments: [
      (DeleveragingPolicy.queue, [1.0, 0, 0]), (.proRata, [0.64, 0.64, 0.64]),
      (.cappedProRata, [0.5, 0.888888888889, 0.888888888889]),
    ])
  func shares(policy: DeleveragingPolicy, expected: [Double]) throws {
    let allotment = policy.allot(8 * Self.unit, over: Self.candidates)
    #expect(allotment.unmet == 0)
    for (value, share) in zip(try haircuts(allotment), expected) {
      #expect(isClose(value, share, within: 1e-10))
    }
  }

  @Test("adl.queue_vs_prorata: what the largest account keeps")
  func topSurvivor() throws {
    let queue = DeleveragingPolicy.queue.allot(8 * Self.unit, over: Self.candidates)
    let proRata = DeleveragingPolicy.proRata.allot(8 * Self.unit, over: Self.candidates)
    #expect(isClose(try units(queue.topSurvivor), 0, within: 1e-10))
    #expect(isClose(try units(proRata.topSurvivor), 2.88, within: 1e-10))
    let gap = try units(proRata.topSurvivor) - units(queue.topSurvivor)
    #expect(isClose(gap, 2.88, within: 1e-10))
  }

  @Test("adl.queue_vs_prorata: the second case")
  func second() throws {
    let candidates = [5, 3, 2].map { Candidate(endowment: $0 * Self.unit) }
    let queue = DeleveragingPolicy.queue.allot(4 * Self.unit, over: candidates)
    let proRata = DeleveragingPolicy.proRata.allot(4 * Self.unit, over: candidates)
    for (value, share) in zip(try haircuts(queue), [0.8, 0, 0]) {
      #expect(isClose(value, share, within: 1e-10))
    }
    for value in try haircuts(proRata) { #expect(isClose(value, 0.4, within: 1e-10)) }
    let gap = try units(proRata.topSurvivor) - units(queue.topSurvivor)
    #expect(isClose(gap, 2, within: 1e-10))
    #expect(queue.profitToBudget == Ratio(3, over: 4))
    #expect(proRata.profitToBudget == Ratio(3, over: 4))
  }

  @Test func oddLotsGoToTheLargestFractionsThenToTheFirst() {
    let three = [1, 1, 1].map { Candidate(endowment: $0) }
    #expect(DeleveragingPolicy.proRata.allot(2, over: three).taken == [1, 1, 0])
    let mixed = [10, 7, 3].map { Candidate(endowment: $0) }
    #expect(DeleveragingPolicy.proRata.allot(11, over: mixed).taken == [5, 4, 2])
  }

  @Test func whatNobodyCanGiveStaysUnmet() {
    let few = [Candidate(endowment: 5, cap: 2), Candidate(endowment: 3, cap: 0)]
    #expect(DeleveragingPolicy.queue.allot(9, over: few).unmet == 1)
    #expect(DeleveragingPolicy.proRata.allot(9, over: few).taken == [5, 3])
    let capped = DeleveragingPolicy.cappedProRata.allot(9, over: few)
    #expect(capped.taken == [2, 0])
    #expect(capped.unmet == 7)
    let nobody = DeleveragingPolicy.proRata.allot(9, over: [])
    #expect(nobody.unmet == 9)
    #expect(nobody.topSurvivor == nil)
    #expect(nobody.profitToBudget == nil)
    let flat = DeleveragingPolicy.cappedProRata.allot(3, over: [Candidate(endowment: 0)])
    #expect(flat.unmet == 3)
    #expect(flat.haircut(of: 0) == nil)
  }

  /// The judge hands out one at a time to whoever has given the smallest share so far.
  @Test(arguments: UInt64(1)...40)
  func capsAreKeptAndTheRestGivesEvenly(seed: UInt64) {
    var random = TestRandom(seed: seed)
    let candidates = (0..<random.integer(1...7)).map { _ in
      let endowment = random.integer(0...60)
      return Candidate(endowment: endowment, cap: random.integer(0...endowment))
    }
    let budget = random.integer(0...150)
    var fair = candidates.map { _ in Int64(0) }
    for _ in 0..<budget {
      let open = candidates.indices.filter { fair[$0] < candidates[$0].cap }
      let next = open.min {
        (fair[$0] + 1) * candidates[$1].endowment < (fair[$1] + 1) * candidates[$0].endowment
      }
      guard let next else { break }
      fair[next] += 1
    }
    let allotment = DeleveragingPolicy.cappedProRata.allot(budget, over: candidates)
    #expect(allotment.taken.reduce(0, +) == fair.reduce(0, +), "seed \(seed)")
    for index in candidates.indices {
      #expect(allotment.taken[index] <= candidates[index].cap, "seed \(seed)")
      #expect(abs(allotment.taken[index] - fair[index]) <= 2, "seed \(seed)")
    }
    for policy in DeleveragingPolicy.allCases {
      let total = policy.allot(budget, over: candidates)
      #expect(total.taken.reduce(0, +) + total.unmet == budget, "seed \(seed)")
    }
  }

  @Test func aCapAboveTheEndowmentStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = DeleveragingPolicy.cappedProRata.allot(
        1, over: [DeleveragingPolicy.Candidate(endowment: 1, cap: 2)])
    }
    await #expect(processExitsWith: .failure) {
      _ = DeleveragingPolicy.queue.allot(-1, over: [])
    }
  }
}
