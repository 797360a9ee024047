public import Margin

/// The prices at which a leg fails, in ticks and exact.
public struct FailurePrices: Sendable {
  /// Where the account is below maintenance.
  public let maintenance: FailureEdges
  /// Where nothing is left of the account.
  public let emptiness: FailureEdges
  /// Where the backstop takes over: equity is its share of maintenance; nil without such a rule.
  public let backstop: FailureEdges?
  /// Whether the position in the contract is a long; of one held on both sides, what is left of the two.
  public let isLong: Bool

  /// Where equity meets maintenance; nil where no positive price does.
  ///
  /// Where the account is below maintenance at the mark, the price at which it would be safe again.
  public var liquidation: Ratio? { maintenance.price(isLong: isLong) }
  /// The other such price, on the other side of the mark, where there are two.
  public var secondLiquidation: Ratio? { maintenance.secondPrice(isLong: isLong) }
  /// Where nothing is left of the account; nil where that is at no positive price, or at every one.
  public var bankruptcy: Ratio? { emptiness.price(isLong: isLong) }
  /// Where the backstop takes over.
  public var takeover: Ratio? { backstop?.price(isLong: isLong) }
}
