import Market
import Testing
import Units

@Suite struct LatencyModelTests {
  private let models: [LatencyModel] = [
    .constant(.milliseconds(5)),
    .uniform(low: .milliseconds(1), high: .milliseconds(3)),
    .exponential(offset: .milliseconds(1), mean: .milliseconds(2)),
    .logNormal(offset: .milliseconds(1), median: .milliseconds(2), sigma: 0.5),
    .gamma(offset: .milliseconds(1), shape: 2, scale: .milliseconds(1)),
    .empirical([.milliseconds(1), .milliseconds(2), .milliseconds(9)]),
  ]

  private func seconds(_ interval: Interval) -> Double { Double(interval.nanoseconds) / 1e9 }

  @Test func `a log-normal delay meets the published percentiles of a venue`() {
    // Fitted elsewhere to 0.2 s at 50 % and 0.9 s at 99 %; then 99.9 % is at 1.47479864753 s.
    let model = LatencyModel.logNormal(
      offset: .zero, median: .milliseconds(200), sigma: 0.646540190124)
    #expect(abs(seconds(model.delay(0.5)) - 0.2) < 1e-8)
    #expect(abs(seconds(model.delay(0.99)) / 0.9 - 1) < 1e-7)
    #expect(abs(seconds(model.delay(0.999)) / 1.47479864753 - 1) < 1e-7)
  }

  @Test func `a gamma delay meets the published percentiles of a venue`() {
    let model = LatencyModel.gamma(
      offset: .zero, shape: 1.6418477, scale: Interval(nanoseconds: 151_149_435))
    #expect(abs(seconds(model.delay(0.5)) / 0.2 - 1) < 1e-7)
    #expect(abs(seconds(model.delay(0.99)) / 0.9 - 1) < 1e-7)
    #expect(abs(seconds(model.delay(0.999)) / 1.2779812 - 1) < 1e-7)
  }

  @Test func `an exponential delay has its median at the mean times the logarithm of two`() {
    let model = LatencyModel.exponential(offset: .milliseconds(1), mean: .milliseconds(1))
    #expect(model.delay(0.5) == Interval(nanoseconds: 1_693_147))
  }

  @Test func `a uniform delay spans its range and a table gives each entry its share`() {
    #expect(models[1].delay(0.25) == .microseconds(1500))
    let table = models[5]
    #expect(table.delay(0.001) == .milliseconds(1))
    #expect(table.delay(0.333) == .milliseconds(1))
    #expect(table.delay(0.334) == .milliseconds(2))
    #expect(table.delay(0.999_999_999_999) == .milliseconds(9))
  }

  @Test func `more luck never means less delay, and no delay is negative`() {
    for model in models {
      #expect(model.flaw == nil)
      var before = Interval.zero
      for step in 1..<400 {
        let delay = model.delay(Double(step) / 400)
        #expect(delay >= before)
        before = delay
      }
    }
  }

  @Test func `the far tail of a delay stays within an hour of its offset`() {
    let model = LatencyModel.logNormal(offset: .zero, median: .seconds(60), sigma: 10)
    #expect(model.delay(1 - 0x1p-53) == LatencyModel.longest)
  }

  @Test func `delays that cannot be are flawed`() {
    let flawed: [LatencyModel] = [
      .constant(Interval(nanoseconds: -1)),
      .uniform(low: .milliseconds(3), high: .milliseconds(1)),
      .exponential(offset: Interval(nanoseconds: -1), mean: .zero),
      .logNormal(offset: .zero, median: .zero, sigma: 1),
      .logNormal(offset: .zero, median: .seconds(1), sigma: .nan),
      .gamma(offset: .zero, shape: 0, scale: .seconds(1)),
      .empirical([]), .empirical([.seconds(2), .seconds(1)]),
    ]
    for model in flawed { #expect(model.flaw != nil, "\(model)") }
  }
}
