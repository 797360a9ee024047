import Units

/// Exact two-sided tests of paired differences, by counting and without any approximation.
package enum ExactTest {
  /// The result of Wilcoxon's signed-rank test.
  package struct SignedRank: Sendable, Hashable {
    /// The sum of the ranks of positive differences; halves where sizes tie.
    package let positiveRankSum: Double
    /// The two-sided p-value.
    package let pValue: Double
    /// How many differences are not zero.
    package let count: Int
  }

  /// The sign test: how likely at least so uneven a split is if either side wins by a fair coin.
  ///
  /// min(1, 2 P(X <= min(wins, losses))) for X binomial with probability one half; ties are left out.
  package static func sign(wins: Int, losses: Int) -> Double {
    let count = wins + losses
    invariant(count <= 1_000, "the sign test takes at most 1,000 differences")
    var term = 1.0
    for _ in 0..<count { term /= 2 }
    var tail = 0.0
    for chosen in 0...min(wins, losses) {
      tail += term
      term = term * Double(count - chosen) / Double(chosen + 1)
    }
    return min(1, 2 * tail)
  }

  /// Wilcoxon's signed-rank test, its null distribution counted over all 2^n patterns of signs.
  ///
  /// Zero differences are left out and ties of size share their mean rank; the null distribution is
  /// that of the ranks at hand. At most 50 differences, so that every count is exact in binary.
  ///
  /// - Returns: `nil` where no difference is left or more than 50 are.
  package static func signedRank(_ differences: [Double]) -> SignedRank? {
    let ordered = differences.filter { $0 != 0 }.sorted { $0.magnitude < $1.magnitude }
    guard !ordered.isEmpty, ordered.count <= 50 else { return nil }
    let ranks = twiceRanks(ordered.map(\.magnitude))
    let total = ranks.reduce(0, +)
    var patterns = [Double](repeating: 0, count: total + 1)
    patterns[0] = 1
    for rank in ranks {
      for sum in stride(from: total, through: rank, by: -1) {
        patterns[sum] += patterns[sum - rank]
      }
    }
    var positive = 0
    for (place, difference) in ordered.enumerated() where difference > 0 {
      positive += ranks[place]
    }
    let all = patterns.reduce(0, +)
    let below = patterns[...positive].reduce(0, +)
    let above = patterns[positive...].reduce(0, +)
    return SignedRank(
      positiveRankSum: Double(positive) / 2, pValue: min(1, 2 * min(below, above) / all),
      count: ordered.count)
  }

  /// Twice the mean rank of each of the ascending sizes: an integer even where sizes tie.
  private static func twiceRanks(_ ascending: [Double]) -> [Int] {
    var ranks: [Int] = []
    var start = 0
    while start < ascending.count {
      var end = start
      while end < ascending.count && ascending[end] == ascending[start] { end += 1 }
      for _ in start..<end { ranks.append(start + 1 + end) }
      start = end
    }
    return ranks
  }
}
