import Reporting
import Testing

@Suite("The beta law and Student's")
struct IncompleteBetaTests {
  // Tables of Student's law, two-sided 5 % and 1 %.
  @Test(
    "Student's quantiles are the tabulated ones",
    arguments: [
      (1, 0.975, 12.7062), (2, 0.975, 4.3027), (7, 0.975, 2.3646), (15, 0.975, 2.1314),
      (63, 0.975, 1.9983), (7, 0.995, 3.4995), (30, 0.995, 2.7500), (1000, 0.975, 1.9623),
    ])
  func student(degrees: Int, probability: Double, quantile: Double) {
    let found = IncompleteBeta.studentQuantile(probability, degrees: degrees)
    #expect((found - quantile).magnitude < 0.00006, "\(found)")
  }

  // With two degrees of freedom t = s sqrt(2 / (1 - s^2)) with s = 2 p - 1; with one the law is Cauchy's, and 3/4
  // lies at 1.
  @Test("where the law has a closed form, so has the quantile")
  func closed() {
    let s = 0.95
    #expect(
      (IncompleteBeta.studentQuantile(0.975, degrees: 2) - s * (2 / (1 - s * s)).squareRoot())
        .magnitude < 1e-12)
    #expect((IncompleteBeta.studentQuantile(0.75, degrees: 1) - 1).magnitude < 1e-12)
  }

  // The beta law with whole shapes is a binomial tail: I_x(a, b) = P(at least a of a + b - 1).
  @Test("with whole shapes the probability is a binomial tail")
  func binomial() {
    for (a, b) in [(1, 1), (2, 5), (7, 3), (12, 12)] {
      for x in [0.01, 0.2, 0.5, 0.77, 0.99] {
        var chances = [1.0]
        for _ in 0..<(a + b - 1) {
          var next = [Double](repeating: 0, count: chances.count + 1)
          for (count, chance) in chances.enumerated() {
            next[count] += chance * (1 - x)
            next[count + 1] += chance * x
          }
          chances = next
        }
        let tail = chances[a...].reduce(0, +)
        let found = IncompleteBeta.regularized(x, Double(a), Double(b))
        #expect((found - tail).magnitude < 1e-13, "\(a) \(b) \(x)")
        if tail > 1e-6, tail < 1 - 1e-6 {
          let back = IncompleteBeta.quantile(tail, Double(a), Double(b))
          #expect((back - x).magnitude < 1e-9, "\(a) \(b) \(x)")
        }
      }
    }
  }
}
