import Reporting
import TestSupport
import Testing

@Suite("False discovery rate")
struct BenjaminiHochbergTests {
  // Benjamini and Hochberg (1995), section 3.2: fifteen p-values of a trial of thrombolysis.
  private let trial = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0000,
  ]

  @Test("of the fifteen published p-values four are rejected at 5 %, where Holm rejects three")
  func published() {
    #expect(BenjaminiHochberg.adjusted(trial).count { $0 <= 0.05 } == 4)
    #expect(HolmAdjustment.adjusted(trial).count { $0 <= 0.05 } == 3)
  }

  // By hand: 15 x 0.0001; 15/4 x 0.0095; number 6 (15/6 x 0.0278 = 0.0695) is lowered to number 7,
  // 15/7 x 0.0298 = 0.063857.
  @Test("each p-value is multiplied by tests over rank and lowered to the one after it")
  func byHand() {
    let adjusted = BenjaminiHochberg.adjusted(trial)
    for (place, expected) in [
      (0, 0.0015), (3, 0.035625), (4, 0.0603), (5, 0.447 / 7), (6, 0.447 / 7), (14, 1),
    ] {
      #expect((adjusted[place] - expected).magnitude < 1e-12, "\(place)")
    }
    #expect(BenjaminiHochberg.adjusted([]).isEmpty)
    #expect(BenjaminiHochberg.adjusted([0.3]) == [0.3])
  }

  // Published: validation entry stats.multiplicity.
  @Test("six p-values are adjusted as published, by both rules")
  func six() {
    let pValues = [0.001, 0.008, 0.012, 0.03, 0.04, 0.2]
    let discovery = zip(
      BenjaminiHochberg.adjusted(pValues), [0.006, 0.024, 0.024, 0.045, 0.048, 0.2])
    #expect(discovery.allSatisfy { ($0 - $1).magnitude < 1e-12 })
    let holm = zip(HolmAdjustment.adjusted(pValues), [0.006, 0.04, 0.048, 0.09, 0.09, 0.2])
    #expect(holm.allSatisfy { ($0 - $1).magnitude < 1e-12 })
  }

  @Test(
    "what is rejected is what the step-up rule of the paper rejects, in any order, ties and all")
  func stepUp() {
    var random = TestRandom(seed: 61)
    for round in 0..<300 {
      let pValues = (0..<random.integer(1...12)).map { _ in
        Double(random.integer(0...40)) / 200
      }
      let level = Double(random.integer(1...40)) / 201
      let ascending = pValues.sorted()
      // The largest i with p(i) <= i / m x level; all up to it are rejected.
      let largest = ascending.indices.last {
        ascending[$0] <= Double($0 + 1) / Double(ascending.count) * level
      }
      let adjusted = BenjaminiHochberg.adjusted(pValues)
      for (place, pValue) in pValues.enumerated() {
        let isRejected = largest.map { pValue <= ascending[$0] } ?? false
        #expect((adjusted[place] <= level) == isRejected, "round \(round)")
      }
    }
  }
}
