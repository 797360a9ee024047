import Kernel
import Testing

/// Expected quantiles: mpmath with 40 digits; those of the Poisson law: SciPy 1.x, `poisson.ppf`.
@Suite("Distributions")
struct DistributionTests {
  static let probabilities = [0.001, 0.25, 0.5, 0.9, 0.999]

  @Test(
    "a law's variates are its quantiles",
    arguments: [
      (
        Distribution.exponential(mean: 3),
        [
          0.0030015010007506005, 0.86304621735534278, 2.0794415416798359, 6.9077552789821371,
          20.723265836946411,
        ]
      ),
      (
        .logNormal(median: 2, sigma: 0.5),
        [0.42657419166027149, 1.4274680856163159, 2, 3.7959054146694212, 9.3770323620179188]
      ),
      (
        .pareto(minimum: 2, tail: 1.5),
        [2.001334445433005, 2.4228274571095195, 3.1748021039363989, 9.2831776672255578, 200]
      ),
      (
        .gamma(shape: 0.05, scale: 2),
        [
          1.16892641145729994e-60, 1.06313237798339442e-12, 1.11477568814924864e-6,
          0.152634227818376908, 5.4729171974573524,
        ]
      ),
      (
        .gamma(shape: 1.6, scale: 1),
        [
          0.016780861371333728, 0.67504979757623034, 1.2817961373908124, 3.2821832894880118,
          8.3610159867964015,
        ]
      ),
      (
        .gamma(shape: 30, scale: 1),
        [
          15.869170797140357, 26.146908291887557, 29.667333138221231, 37.198502859684295,
          49.803616534924689,
        ]
      ),
      (
        .gamma(shape: 5000, scale: 1),
        [
          4784.3342475469841, 4952.1264217573658, 4999.6666706175724, 5090.830806915189,
          5221.3652827050889,
        ]
      ),
      (.poisson(mean: 0), [0, 0, 0, 0, 0]),
      (.poisson(mean: 0.3), [0, 0, 0, 1, 3]),
      (.poisson(mean: 4), [0, 3, 4, 7, 11]),
      (.poisson(mean: 50), [30, 45, 50, 59, 73]),
      (.poisson(mean: 100), [71, 93, 100, 113, 132]),
      (.poisson(mean: 1234.5), [1127, 1211, 1234, 1280, 1344]),
      (.poisson(mean: 1e6), [996_911, 999_325, 1_000_000, 1_001_282, 1_003_092]),
      (.constant(7), [7, 7, 7, 7, 7]),
      (.bernoulli(probability: 0.4), [0, 0, 0, 1, 1]),
    ] as [(Distribution, [Double])])
  func variatesAreQuantiles(law: Distribution, quantiles: [Double]) {
    for (probability, expected) in zip(Self.probabilities, quantiles) {
      let value = law.sample(probability)
      // The double nearest to 0.999 is not 0.999: its distance, 1e-17, is 1e-14 of the tail.
      #expect(abs(value - expected) <= 5e-14 * abs(expected), "\(law) at \(probability): \(value)")
    }
  }

  @Test("more luck never means a smaller variate, out to the last uniform numbers")
  func variatesGrowWithLuck() throws {
    let laws: [Distribution] = [
      .uniform(low: -1, high: 3), .bernoulli(probability: 0.4), .exponential(mean: 3),
      .poisson(mean: 3.5), .poisson(mean: 90), .normal(mean: 1, deviation: 2),
      .logNormal(median: 2, sigma: 0.5), .pareto(minimum: 2, tail: 1.5),
      .gamma(shape: 1.6, scale: 1), .gamma(shape: 0.01, scale: 1), .gamma(shape: 40, scale: 1),
    ]
    for law in laws {
      _ = try law.validated()
      var last = law.sample(0x1p-53)
      #expect(last.isFinite)
      for index in 1..<200 {
        let value = law.sample(Double(index) / 200)
        #expect(value >= last, "\(law) at \(index) / 200")
        last = value
      }
      let highest = law.sample(1 - 0x1p-53)
      #expect(highest >= last && highest.isFinite, "\(law)")
    }
  }

  /// Expected: the quantile ratio solved with 50 digits; p50 = 0.2 s and p99 = 0.9 s.
  @Test("a latency's median and 99 % point give the published laws")
  func latencyFits() throws {
    func expect(_ value: Double, _ published: Double) {
      #expect(abs(value - published) <= 1e-7 * abs(published), "\(value), published \(published)")
    }
    let logNormal = try Distribution.logNormal(median: 0.2, percentile99: 0.9)
    guard case .logNormal(let median, let sigma) = logNormal else {
      Issue.record("the fit is log-normal")
      return
    }
    expect(Elementary.log(median), -1.60943791243)
    expect(sigma, 0.646540190124)
    expect(logNormal.mean, 0.246490751934)
    expect(logNormal.sample(0.999), 1.47479864753)
    expect(logNormal.sample(0.99), 0.9)
    let gamma = try Distribution.gamma(median: 0.2, percentile99: 0.9)
    guard case .gamma(let shape, let scale) = gamma else {
      Issue.record("the fit is gamma")
      return
    }
    expect(shape, 1.6418477)
    expect(scale, 0.151149435)
    expect(gamma.mean, 0.248164352)
    expect(gamma.sample(0.999), 1.2779812)
    expect(gamma.sample(0.5), 0.2)
    expect(gamma.sample(0.99), 0.9)
  }

  /// Expected: exact log-normal steps from 100, drift 0.1, volatility 0.5, one day of a year of
  /// 365.
  @Test("a geometric Brownian step lands where published")
  func geometricSteps() {
    let step = Distribution.geometricStep(
      drift: 0.1, volatility: 0.5, duration: 0.0027397260273972603)
    let cases = [(-2.0, 94.8938881587603), (0, 99.9931509194917), (1.5, 103.996629195219)]
    for (z, published) in cases {
      let price = 100 * step.sample(Elementary.normalCDF(z))
      #expect(abs(price - published) <= 1e-14 * published, "\(price), published \(published)")
    }
    let wrong = Distribution.geometricStep(
      drift: 0.1, volatility: 0.525, duration: 0.0027397260273972603)
    #expect(abs(100 * wrong.sample(Elementary.normalCDF(1.5)) - 103.996629195219) > 0.1)
  }

  @Test("means are those of the laws")
  func means() {
    let cases: [(Distribution, Double)] = [
      (.constant(4), 4), (.uniform(low: 1, high: 4), 2.5), (.bernoulli(probability: 0.25), 0.25),
      (.exponential(mean: 3), 3), (.poisson(mean: 5), 5), (.normal(mean: -2, deviation: 9), -2),
      (.pareto(minimum: 2, tail: 3), 3), (.pareto(minimum: 2, tail: 1), .infinity),
      (.gamma(shape: 2, scale: 3), 6),
    ]
    for (law, mean) in cases { #expect(law.mean == mean, "\(law)") }
  }

  @Test(
    "parameters out of range are refused by name",
    arguments: [
      (Distribution.constant(.nan), "value"), (.uniform(low: 2, high: 1), "high"),
      (.uniform(low: -.infinity, high: 1), "low"), (.bernoulli(probability: 1.1), "probability"),
      (.exponential(mean: -1), "mean"), (.poisson(mean: -1), "mean"),
      (.normal(mean: .nan, deviation: 1), "mean"), (.normal(mean: 0, deviation: -1), "deviation"),
      (.logNormal(median: 0, sigma: 1), "median"), (.logNormal(median: 1, sigma: -1), "sigma"),
      (.pareto(minimum: 0, tail: 1), "minimum"), (.pareto(minimum: 1, tail: 0), "tail"),
      (.gamma(shape: 0, scale: 1), "shape"), (.gamma(shape: 1, scale: 0), "scale"),
    ])
  func parametersAreRefused(law: Distribution, parameter: String) {
    let error = #expect(throws: DistributionError.self) { _ = try law.validated() }
    #expect(error?.parameter == parameter)
  }

  @Test("percentiles that no law has are refused")
  func impossiblePercentilesAreRefused() {
    #expect(throws: DistributionError.self) {
      _ = try Distribution.logNormal(median: 1, percentile99: 1)
    }
    #expect(throws: DistributionError.self) {
      _ = try Distribution.gamma(median: 1, percentile99: 1.0001)
    }
    #expect(throws: DistributionError.self) {
      _ = try Distribution.gamma(median: 0, percentile99: 1)
    }
  }

  @Test("a uniform number of 0 or 1 is refused")
  func endsAreRefused() async {
    await #expect(processExitsWith: .failure) { _ = Distribution.exponential(mean: 1).sample(1) }
    await #expect(processExitsWith: .failure) { _ = Distribution.constant(1).sample(0) }
  }
}
