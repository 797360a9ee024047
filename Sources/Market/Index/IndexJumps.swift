import Kernel
import Units

/// The jumps of an index: when they come and how large they are.
///
/// Jumps excite further jumps: the rate is `rate` on average, a share `branching` of all jumps is
/// caused by earlier ones, and the excitement fades at `decay` per second. A run starts without any.
package struct IndexJumps: Sendable, Hashable {
  /// The distribution of a jump in the logarithm of the price.
  package enum Size: Sendable, Hashable {
    /// Up or down alike, exponential beyond that, with this mean magnitude in basis points.
    case laplace(meanBasisPoints: Double)
    /// Normal around zero with this standard deviation in basis points (Merton 1976).
    case normal(deviationBasisPoints: Double)
    /// Exponential up with a probability, else exponential down, each with its mean magnitude in
    /// basis points (Kou 2002).
    case twoSidedExponential(
      upProbability: Double, upMeanBasisPoints: Double, downMeanBasisPoints: Double)
  }

  /// The average number of jumps in one second, caused ones included.
  package var rate: Double
  /// The average number of jumps that one jump causes directly; 0 gives independent jumps.
  package var branching: Double
  /// How fast the excitement fades, per second.
  package var decay: Double
  /// How large a jump is.
  package var size: Size

  /// Makes a jump process.
  package init(rate: Double, branching: Double = 0, decay: Double = 1, size: Size) {
    self.rate = rate
    self.branching = branching
    self.decay = decay
    self.size = size
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    if !(rate >= 0.0001 && rate <= 1000) {
      return "the rate of jumps is from 0.0001 to 1000 a second"
    }
    if !(branching >= 0 && branching <= 0.99) { return "the branching of jumps is from 0 to 0.99" }
    if !(decay >= 0.0001 && decay <= 10_000) {
      return "the decay of the excitement is from 0.0001 to 10000 a second"
    }
    let isSizeSound =
      switch size {
      case .laplace(let mean): mean >= 0 && mean <= 10_000
      case .normal(let deviation): deviation >= 0 && deviation <= 10_000
      case .twoSidedExponential(let up, let upMean, let downMean):
        up >= 0 && up <= 1 && upMean >= 0 && upMean <= 10_000 && downMean >= 0 && downMean <= 10_000
      }
    return isSizeSound ? nil : "jump sizes are from 0 to 10000 basis points"
  }

  /// The instants of the jumps of one run, before its end.
  func times(seed: UInt64, length: Interval) -> [Instant] {
    let stream = RandomStream(seed: seed, name: "index.jump")
    var arrivals = HawkesArrivals(
      baseRate: rate * (1 - branching), branching: branching, decay: decay)
    var times: [Instant] = []
    while true {
      let time = arrivals.next(stream)
      if time >= Instant.zero + length { return times }
      times.append(time)
    }
  }

  /// The jump in the logarithm of the price that belongs to a uniform number: larger for larger.
  func logReturn(_ uniform: Double) -> Double {
    switch size {
    case .laplace(let mean):
      Self.twoSided(uniform, downProbability: 0.5, upMean: mean, downMean: mean)
    case .normal(let deviation):
      Elementary.normalQuantile(uniform) * deviation / 10_000
    case .twoSidedExponential(let up, let upMean, let downMean):
      Self.twoSided(uniform, downProbability: 1 - up, upMean: upMean, downMean: downMean)
    }
  }

  private static func twoSided(
    _ uniform: Double, downProbability: Double, upMean: Double, downMean: Double
  ) -> Double {
    if uniform < downProbability {
      Elementary.log(uniform / downProbability) * downMean / 10_000
    } else {
      -Elementary.log((1 - uniform) / (1 - downProbability)) * upMean / 10_000
    }
  }
}
