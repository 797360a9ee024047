import Margin
public import Units

/// A share of the position that grows as equity falls: `clamp(intercept - slope x equity / requirement, 0, 1)`.
///
/// Vertex (early rule): 1.75 - 1.5 x margin over maintenance. FTX: 1 - margin over auto-close margin.
public struct DistressShare: Sendable, Hashable {
  /// The share at no equity, before it is held to the whole.
  public var intercept: Rate
  /// How much of the share each part of the requirement that is covered takes away.
  public var slope: Rate
  /// The requirement that equity is measured against; nil is maintenance.
  public var closeOut: CloseOut?
  /// The least notional to close where the position has it; FTX: 1,000.
  public var minimumNotional: Money

  /// Makes a rule.
  public init(
    intercept: Rate = .one, slope: Rate = .one, closeOut: CloseOut? = nil,
    minimumNotional: Money = .zero
  ) {
    self.intercept = intercept
    self.slope = slope
    self.closeOut = closeOut
    self.minimumNotional = minimumNotional
  }

  /// The share to close, from nothing to the whole.
  ///
  /// Rounds up: the account closes the fraction of a millionth.
  public func share(equity: Money, requirement: Money) -> Rate {
    guard requirement > .zero else { return .zero }
    let covered = Int128(slope.partsPerMillion) * Int128(equity.atoms)
    let kept = divide(covered, by: Int128(requirement.atoms), rounding: .down)
    let share = Int128(intercept.partsPerMillion) - kept
    return Rate(partsPerMillion: Int64(min(max(share, 0), 1_000_000)))
  }

  /// The share for a situation.
  public func share(in situation: Situation) -> Rate {
    share(
      equity: situation.standing.equity,
      requirement: closeOut?.requirement(in: situation) ?? situation.standing.requirement)
  }
}
