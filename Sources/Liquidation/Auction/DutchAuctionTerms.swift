public import Units

/// The rules of a venue's Dutch auctions.
///
/// MakerDAO's names for them (`clip.sol`, dss commit fa4f6630) stand in brackets.
public struct DutchAuctionTerms: Sendable, Hashable {
  /// How the price falls (`calc`).
  public var curve: AuctionCurve
  /// The starting price over the feed's price (`buf`): 1.2 starts 20 % above it.
  public var startFactor: Rate
  /// The time after which an auction has to be reset (`tail`); strictly later is too late.
  public var resetAfter: Interval
  /// The share of the starting price below which an auction has to be reset (`cusp`); strictly.
  public var resetBelow: Rate
  /// What who starts or resets an auction is paid in any case (`tip`).
  public var flatIncentive: Money
  /// What who starts or resets an auction is paid as a part of the debt (`chip`).
  public var shareIncentive: Rate
  /// The least debt that a partial purchase may leave (`chost`).
  public var leastDebt: Money

  /// Makes the rules; the incentives and the least debt are none unless stated.
  public init(
    curve: AuctionCurve, startFactor: Rate, resetAfter: Interval, resetBelow: Rate,
    flatIncentive: Money = .zero, shareIncentive: Rate = .zero, leastDebt: Money = .zero
  ) {
    self.curve = curve
    self.startFactor = startFactor
    self.resetAfter = resetAfter
    self.resetBelow = resetBelow
    self.flatIncentive = flatIncentive
    self.shareIncentive = shareIncentive
    self.leastDebt = leastDebt
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  public var flaw: String? {
    if let flaw = curve.flaw { return flaw }
    if startFactor <= .zero || startFactor.partsPerMillion > 10_000_000 {
      return "an auction starts above zero and at most at ten times the feed"
    }
    if resetAfter <= .zero { return "an auction has some time before it is reset" }
    if resetBelow < .zero || resetBelow >= .one {
      return "an auction is reset below a share of its start from 0 up to, not including, 1"
    }
    if flatIncentive < .zero || shareIncentive < .zero || shareIncentive >= .one {
      return "the incentive of an auction is not negative, and its share is below 1"
    }
    return leastDebt < .zero ? "the least debt of an auction is not negative" : nil
  }

  /// Whether an auction that buys back may go by these rules: it starts below twice the feed, so that it bids
  /// above zero.
  public var canBuyBack: Bool { startFactor.partsPerMillion < 2_000_000 }

  /// The incentive for a debt; the fraction of an atom is not paid out.
  func incentive(for debt: Money) -> Money {
    // Down: the keeper goes without the fraction.
    flatIncentive + debt.times(shareIncentive, rounding: .down)
  }
}
