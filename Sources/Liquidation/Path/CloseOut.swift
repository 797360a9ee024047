import Margin
public import Units

/// A requirement below maintenance at which a venue closes out by other means than the book.
///
/// FTX: the auto-close margin is `max(MMF / 2, MMF - 6 %)` of the notional (FTX help, Liquidations,
/// 2019 to 2022). Hyperliquid: two thirds of maintenance. The greater of a share of maintenance and
/// of maintenance less a part of the notional covers both.
public struct CloseOut: Sendable, Hashable {
  /// The share of maintenance.
  public var share: Rate
  /// The part of the notional by which the requirement may be below maintenance; nil leaves only the share.
  public var notionalPartLess: Rate?

  /// Makes a close-out requirement.
  public init(share: Rate, notionalPartLess: Rate? = nil) {
    self.share = share
    self.notionalPartLess = notionalPartLess
  }

  /// The requirement in money; the account pays the fraction of an atom.
  public func requirement(in situation: Situation) -> Money {
    let part = situation.standing.requirement.times(share, rounding: .up)
    guard let notionalPartLess else { return part }
    let less = situation.standing.notional.times(notionalPartLess, rounding: .down)
    return max(part, situation.standing.requirement - less)
  }
}
