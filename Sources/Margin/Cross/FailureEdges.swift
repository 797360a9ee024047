/// Where an account fails as the price of one contract moves, all other contracts held at their marks.
///
/// Prices are in ticks, exact. Most accounts fail on one side of one price. One that holds a contract on both
/// sides, or whose requirement jumps, can fail below one price and above another, and one that others of its
/// legs have ruined fails at every price of this one.
package struct FailureEdges: Sendable {
  /// Whether the account fails at the mark.
  package let failsAtMark: Bool
  /// The nearest price below the mark, or at it, where that changes; nil where it is so at every lower price.
  package let below: Ratio?
  /// The nearest price above the mark, or at it, where that changes; nil where it is so at every higher price.
  package let above: Ratio?

  /// Whether the account fails whatever the price of the contract is.
  package var failsAtEveryPrice: Bool { failsAtMark && below == nil && above == nil }

  /// The edge that a holder of this side watches: where failure begins, or where it would end.
  ///
  /// A long fails on the way down and is safe again on the way up, a short the other way round. Where there is no
  /// such price it is the one on the other side, if there is one.
  package func price(isLong: Bool) -> Ratio? {
    isLong == failsAtMark ? above ?? below : below ?? above
  }

  /// The edge on the other side of the mark, where there are two.
  package func secondPrice(isLong: Bool) -> Ratio? {
    guard below != nil, above != nil else { return nil }
    return isLong == failsAtMark ? below : above
  }
}

/// A range of notionals in which an account fails.
struct FailureRange {
  /// Where it begins; zero is the lowest.
  var from: Ratio
  /// Where it ends; nil is nowhere.
  var to: Ratio?

  /// Ranges in order, those that touch made one.
  static func joined(_ ranges: [FailureRange]) -> [FailureRange] {
    var joined: [FailureRange] = []
    for range in ranges.sorted(by: { $0.from < $1.from }) {
      guard let last = joined.last, let end = last.to else {
        // What has no end covers all that follows.
        if joined.isEmpty { joined.append(range) }
        continue
      }
      if end < range.from {
        joined.append(range)
      } else {
        joined[joined.count - 1].to = range.to.map { max($0, end) }
      }
    }
    return joined
  }
}

extension FailureEdges {
  /// The edges next to a notional among ranges of failure.
  ///
  /// - Parameters:
  ///   - ranges: The ranges of failure, in order and apart.
  ///   - mark: The notional at the mark.
  ///   - fails: Whether the account fails there, as it is booked.
  ///   - falls: Whether a greater notional is a lower price.
  ///   - price: Turns a notional into a price; nil where no positive price has it.
  init(
    _ ranges: [FailureRange], mark: Ratio, fails: Bool, falls: Bool, price: (Ratio) -> Ratio?
  ) {
    var lower: Ratio?
    var upper: Ratio?
    if fails {
      // An inverse value is booked to the atom, so the range may miss the mark by a part of one.
      let range =
        ranges.first { $0.to.map { mark <= $0 } ?? true } ?? ranges.last
      lower = range?.from
      upper = range?.to
    } else {
      for range in ranges {
        if let end = range.to, end <= mark {
          lower = end
        } else if upper == nil {
          upper = range.from
        }
      }
    }
    failsAtMark = fails
    below = (falls ? upper : lower).flatMap(price)
    above = (falls ? lower : upper).flatMap(price)
  }
}
