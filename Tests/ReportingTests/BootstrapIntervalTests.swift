import Kernel
import Reporting
import Testing

@Suite("Bootstrap intervals")
struct BootstrapIntervalTests {
  private let stream = RandomStream(seed: 7, name: "report.bootstrap")

  // Published: validation entry stats.bca_enumerated; all 4^4 resamples, so no randomness.
  private func enumerated(_ reach: BootstrapInterval.Reach) -> BootstrapInterval {
    let sample = [0.0, 1, 3, 8]
    var distribution: [Double] = []
    for a in sample {
      for b in sample {
        for c in sample {
          for d in sample { distribution.append((a + b + c + d) / 4) }
        }
      }
    }
    return BootstrapInterval(
      estimate: 3, distribution: distribution, jackknife: [4, 11.0 / 3, 3, 4.0 / 3], level: 0.9,
      reach: reach)
  }

  @Test("the interval over every resample is the published one")
  func published() {
    let interval = enumerated(.normal)
    #expect((interval.bias - 0.083324210544).magnitude < 1e-9)
    #expect((interval.acceleration - 0.064034771499).magnitude < 1e-9)
    #expect((interval.shares[0] - 0.0907324667568).magnitude < 1e-9)
    #expect((interval.shares[1] - 0.978645551964).magnitude < 1e-9)
    #expect(interval.low == 1)
    #expect(interval.high == 6.25)
  }

  @Test("seeded resampling comes near the interval over every resample")
  func sampledNearEnumerated() throws {
    let interval = try #require(
      BootstrapInterval.of(
        .mean, sample: [0, 1, 3, 8], level: 0.9, replicates: 20_000, stream: stream))
    #expect((interval.bias - 0.083324210544).magnitude < 0.05)
    #expect((interval.acceleration - 0.064034771499).magnitude < 1e-9)
    let whole = enumerated(.student)
    #expect((interval.low - whole.low).magnitude <= 0.25)
    #expect((interval.high - whole.high).magnitude <= 0.5)
  }

  @Test("of a symmetrical sample the interval is as wide as Student's")
  func asWide() throws {
    // Of -7.5 to 7.5 the variance is 340 / 15; Student's quantile of 15 degrees is 2.1314.
    let sample = (0..<16).map { Double($0) - 7.5 }
    let interval = try #require(
      BootstrapInterval.of(.mean, sample: sample, replicates: 20_000, stream: stream))
    let student = 2 * 2.1314 * (340.0 / 15 / 16).squareRoot()
    #expect(((interval.high - interval.low) / student - 1).magnitude < 0.03)
  }

  @Test("the same seed gives the same interval and another seed another")
  func seeded() {
    let sample = (0..<16).map { Double($0 * $0 % 23) }
    let other = RandomStream(seed: 8, name: "report.bootstrap")
    let first = BootstrapInterval.of(.mean, sample: sample, replicates: 200, stream: stream)
    let again = BootstrapInterval.of(.mean, sample: sample, replicates: 200, stream: stream)
    let changed = BootstrapInterval.of(.mean, sample: sample, replicates: 200, stream: other)
    #expect(first == again)
    #expect(first != changed)
  }

  @Test("equal values have an interval of no width and one value has none")
  func degenerate() throws {
    let flat = try #require(
      BootstrapInterval.of(.mean, sample: [0, 0, 0, 0], replicates: 100, stream: stream))
    #expect(flat.low == 0 && flat.high == 0 && flat.bias == 0 && flat.acceleration == 0)
    #expect(BootstrapInterval.of(.median, sample: [1], stream: stream) == nil)
  }

  @Test("about nine in ten 90 % intervals of a normal mean hold the true mean")
  func cover() {
    let luck = RandomStream(seed: 11, name: "test.cover")
    var held = 0
    let trials = 200
    for trial in 0..<trials {
      let sample = (0..<30).map {
        Elementary.normalQuantile(luck.uniform(draw: UInt64($0), entity: UInt64(trial)))
      }
      let own = RandomStream(seed: UInt64(trial), name: "report.bootstrap")
      if let interval = BootstrapInterval.of(
        .mean, sample: sample, level: 0.9, replicates: 150, stream: own),
        interval.low <= 0, interval.high >= 0
      {
        held += 1
      }
    }
    // 180 expected of 200; four standard errors are 17, and small samples cover a little less.
    #expect(held >= 160 && held <= 197, "\(held)")
  }

  @Test("the median of an even sample lies between the two in the middle")
  func median() throws {
    let interval = try #require(
      BootstrapInterval.of(.median, sample: [1, 9, 2, 8, 3, 7], replicates: 500, stream: stream))
    #expect(interval.estimate == 5)
    #expect(interval.low >= 1 && interval.low < 5 && interval.high > 5 && interval.high <= 9)
  }
}
