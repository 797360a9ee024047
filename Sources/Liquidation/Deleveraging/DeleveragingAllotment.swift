package import Margin
import Units

/// What each candidate gave, and how evenly.
package struct DeleveragingAllotment: Sendable, Hashable {
  /// What each candidate had.
  package let endowments: [Int64]
  /// What was asked for.
  package let budget: Int64
  /// What each candidate gave.
  package let taken: [Int64]

  init(endowments: [Int64], budget: Int64, taken: [Int64]) {
    invariant(endowments.count == taken.count, "each candidate gives something or nothing")
    invariant(
      zip(endowments, taken).allSatisfy { $1 >= 0 && $1 <= $0 }, "nobody gives more than it has")
    self.endowments = endowments
    self.budget = budget
    self.taken = taken
    invariant(unmet >= 0, "no more is taken than was asked for")
  }

  /// What no candidate could give.
  package var unmet: Int64 { budget - taken.reduce(0, +) }

  /// What each candidate keeps.
  package var kept: [Int64] { zip(endowments, taken).map { $0 - $1 } }

  /// The share of an endowment that was taken, or `nil` where there was nothing to take.
  package func haircut(of candidate: Int) -> Ratio? {
    Ratio(Int128(taken[candidate]), over: Int128(endowments[candidate]))
  }

  /// What the largest candidate keeps, the first of equals; `nil` without candidates.
  package var topSurvivor: Int64? {
    guard let most = endowments.max(), let index = endowments.firstIndex(of: most) else {
      return nil
    }
    return kept[index]
  }

  /// The most that any one candidate keeps, over the budget (profit to solvency ratio, PTSR).
  ///
  /// `nil` without candidates or budget.
  package var profitToBudget: Ratio? {
    kept.max().flatMap { Ratio(Int128($0), over: Int128(budget)) }
  }
}
