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

  /// The most differences that the signed-rank test takes.
  package static let differencesMax = 1_000

  /// Wilcoxon's signed-rank test, its null distribution worked out over all 2^n patterns of signs.
  ///
  /// Zeros by Pratt (1959): they are ranked among the others, then their ranks are left out, so that a path
  /// that changes little on most seeds is not judged by the few on which it changes much. Ties of size share their mean
  /// rank; the null distribution is that of the ranks at hand. The work grows with the cube of the count.
  ///
  /// - Returns: `nil` where every difference is zero, or for more than ``differencesMax`` differences.
  package static func signedRank(_ differences: [Double]) -> SignedRank? {
    guard differences.count <= differencesMax else { return nil }
    let ordered = differences.sorted { $0.magnitude < $1.magnitude }
    let ranks = twiceRanks(ordered.map(\.magnitude))
    let signed = zip(ranks, ordered).filter { $0.1 != 0 }
    guard !signed.isEmpty else { return nil }
    // The probability of each sum of positive ranks; halving at each rank keeps it from overflowing.
    var total = 0
    var chances = [1.0]
    for (rank, _) in signed {
      chances += [Double](repeating: 0, count: rank)
      total += rank
      for sum in stride(from: total, through: 0, by: -1) {
        let without = chances[sum] / 2
        chances[sum] = sum >= rank ? without + chances[sum - rank] / 2 : without
      }
    }
    let positive = signed.reduce(0) { $1.1 > 0 ? $0 + $1.0 : $0 }
    let below = chances[...positive].reduce(0, +)
    let above = chances[positive...].reduce(0, +)
    return SignedRank(
      positiveRankSum: Double(positive) / 2, pValue: min(1, 2 * min(below, above)),
      count: signed.count)
  }

  /// The fewest differences, none of them zero, with which the signed-rank test can fall to a level at all: the
  /// least p-value of n differences is 2^(1 - n).
  package static func countMin(level: Double) -> Int {
    var count = 1
    var least = 1.0
    while least > level {
      count += 1
      least /= 2
    }
    return count
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
