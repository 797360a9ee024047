import Units

/// How a loss, or the lots behind it, is spread over the winning accounts.
///
/// Source: Chitra, "Autodeleveraging: impossibilities and optimization" (2025). Amounts are whole
/// numbers of whatever is shared out, lots or atoms.
public enum DeleveragingPolicy: Sendable, Hashable, CaseIterable {
  /// Each whole endowment in the order of the candidates, until the budget is met.
  case queue
  /// The same share of every endowment.
  case proRata
  /// The same share of every endowment, but of none more than its cap (water filling).
  case cappedProRata

  /// An account that may be asked to give.
  public struct Candidate: Sendable, Hashable {
    /// What it has.
    public var endowment: Int64
    /// The most that a capped policy takes of it; at most the endowment.
    public var cap: Int64

    /// Makes a candidate; without a cap all of it may be taken.
    public init(endowment: Int64, cap: Int64? = nil) {
      self.endowment = endowment
      self.cap = cap ?? endowment
    }
  }

  /// Takes a budget from the candidates.
  ///
  /// Shares are rounded by largest remainder, ties to the earlier candidate, so what is taken adds up to
  /// the budget exactly and differs from an exact share by less than one for each candidate.
  ///
  /// - Parameters:
  ///   - budget: What is asked for; not negative.
  ///   - candidates: Who may be asked, in the order of the queue; no amount is negative.
  /// - Returns: What each gives, and what none of them can give.
  package func allot(_ budget: Int64, over candidates: [Candidate]) -> DeleveragingAllotment {
    invariant(budget >= 0, "a budget is not negative")
    for candidate in candidates {
      invariant(candidate.cap >= 0, "a cap is not negative")
      invariant(candidate.cap <= candidate.endowment, "a cap is at most the endowment")
    }
    let limits =
      switch self {
      case .queue, .proRata: candidates.map(\.endowment)
      case .cappedProRata: candidates.map(\.cap)
      }
    let available = limits.reduce(Int128(0)) { $0 + Int128($1) }
    let covered = Int64(min(Int128(budget), available))
    let endowments = candidates.map(\.endowment)
    let taken =
      switch self {
      case .queue: Self.inOrder(covered, endowments)
      case .proRata: LargestRemainder.split(covered, by: endowments)
      case .cappedProRata: Self.waterFill(covered, endowments, caps: limits)
      }
    return DeleveragingAllotment(endowments: endowments, budget: budget, taken: taken)
  }

  private static func inOrder(_ budget: Int64, _ endowments: [Int64]) -> [Int64] {
    var left = budget
    return endowments.map { endowment in
      let part = min(endowment, left)
      left -= part
      return part
    }
  }

  /// Takes the caps that the common share would exceed, tightest first, and the same share of the rest.
  ///
  /// A share of an endowment is at most its cap, which is whole, so rounding up keeps to it.
  private static func waterFill(
    _ budget: Int64, _ endowments: [Int64], caps: [Int64]
  ) -> [Int64] {
    // Ascending by cap over endowment, cross-multiplied; ties in the order of the candidates.
    let order = endowments.indices.filter { endowments[$0] > 0 }.sorted {
      let one = Int128(caps[$0]) * Int128(endowments[$1])
      let other = Int128(caps[$1]) * Int128(endowments[$0])
      return one == other ? $0 < $1 : one < other
    }
    var taken = Array(repeating: Int64(0), count: endowments.count)
    var left = budget
    var weight = order.reduce(Int128(0)) { $0 + Int128(endowments[$1]) }
    var open = order[...]
    while let index = open.first,
      Int128(caps[index]) * weight <= Int128(left) * Int128(endowments[index])
    {
      taken[index] = caps[index]
      left -= caps[index]
      weight -= Int128(endowments[index])
      open = open.dropFirst()
    }
    // In the order of the candidates again, so that ties of the remainder go to the earlier one.
    let rest = open.sorted()
    let parts = LargestRemainder.split(left, by: rest.map { endowments[$0] })
    for (index, part) in zip(rest, parts) { taken[index] = part }
    return taken
  }
}
