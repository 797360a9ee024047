import Units

/// The worst part of weighted values that are pooled over seeds; the largest values are the worst.
///
/// Sorted once. Where a seed counts several times or not at all, as in a resample, the weights of its values are
/// multiplied, which is the same as pooling the resample anew.
package struct PooledTail: Sendable {
  /// One value of a seed.
  package struct Item: Sendable, Hashable {
    /// What is lost.
    package let value: Double
    /// How much of the whole it stands for; above zero.
    package let weight: Double

    /// Makes an item.
    package init(_ value: Double, weight: Double = 1) {
      invariant(weight > 0, "what is pooled has a weight")
      self.value = value
      self.weight = weight
    }
  }

  /// What is read from the worst part.
  package enum Measure: Sendable, Hashable {
    /// The least value of the worst part: the quantile at one less the share.
    case threshold
    /// The mean of the worst part: expected shortfall (Acerbi and Tasche 2002), which takes of the value at the
    /// threshold only as much weight as the share leaves.
    case mean
  }

  /// Worst first, then by seed and weight.
  private let items: [(item: Item, seed: Int)]
  private let seedWeights: [Double]

  /// Pools the values of each seed, in any order; a seed may have none.
  package init(_ seeds: [[Item]]) {
    seedWeights = seeds.map { $0.reduce(0) { $0 + $1.weight } }
    items = seeds.enumerated().flatMap { seed, items in items.map { (item: $0, seed: seed) } }
      .sorted {
        ($1.item.value, $0.seed, $0.item.weight) < ($0.item.value, $1.seed, $1.item.weight)
      }
  }

  /// How many values were pooled.
  package var count: Int { items.count }

  /// How many seeds have a value.
  package var seedCount: Int { seedWeights.count { $0 > 0 } }

  /// A measure of the worst part.
  ///
  /// - Parameters:
  ///   - measure: What is read from it.
  ///   - perMille: How large the part is, of a thousand of all weight: 1 to 1,000. The worst 1,000 are all.
  ///   - counts: How often each seed counts.
  /// - Returns: `nil` where nothing was pooled.
  package func worst(_ measure: Measure, perMille: Int, counts: [Int]) -> Double? {
    invariant((1...1000).contains(perMille), "a part is some of a thousand")
    invariant(counts.count == seedWeights.count, "each seed counts some number of times")
    let all = zip(seedWeights, counts).reduce(0) { $0 + $1.0 * Double($1.1) }
    let part = all * Double(perMille) / 1000
    guard part > 0 else { return nil }
    var taken = 0.0
    var sum = 0.0
    var last = 0.0
    for (item, seed) in items where counts[seed] > 0 {
      let weight = min(item.weight * Double(counts[seed]), part - taken)
      taken += weight
      sum += weight * item.value
      last = item.value
      if taken >= part { break }
    }
    switch measure {
    case .threshold: return last
    case .mean: return sum / part
    }
  }
}
