public import Units

/// How much of the position an attempt closes.
public enum Sizing: Sendable, Hashable {
  /// The whole position.
  case all
  /// A share of the position as it was when the case opened, at least one lot.
  case fractionOfOriginal(Rate)
  /// A share of what is left, at least one lot (Hyperliquid: 20 %; FTX: 10 %).
  case fractionOfRemaining(Rate)
  /// As much as takes the position down this many margin tiers; the whole in the lowest (BitMEX, Bybit, OKX).
  case tiersDown(Int)
  /// As much as takes the position down to this margin tier, 0 is the lowest; the whole if it is there (OKX 2019).
  case toTier(Int)
  /// The least that lifts equity to maintenance plus this share of it; the whole where none does.
  case untilHealthy(buffer: Rate)
  /// The least that lifts equity to maintenance where each lot closed moves the price by this part of
  /// itself; where the impact eats more than it frees, nothing partial restores the account.
  case untilHealthyAgainst(impact: FineRate)
  /// At most this notional at the check price (Deribit).
  case notionalAtMost(Money)
  /// A share of the position but no less than a notional: `max(min(minimum, N), share x N)` at the
  /// index price, rounded down to a lot (dYdX v4).
  case portion(Rate, minimumNotional: Money)
  /// The smallest multiple of a share of every leg that brings maintenance over account value below a
  /// ratio, where closing a share costs that share of maintenance times the penalty (Paradex).
  case untilRatioBelow(Rate, stepOf: Rate, penalty: Rate)
  /// A share of the position that grows with distress (Vertex, FTX auto-close).
  case distressShare(DistressShare)
  /// What covers the shortage to maintenance plus a buffer at the liquidator's fee, throttled over
  /// time (Drift v2).
  case shortageCover(ShortageCover)
}
