package import Units

/// How the margin that a position needs grows with it.
package enum MarginShape: Sendable, Hashable {
  /// Tiers by notional, made continuous by a deduction (Binance, Bybit, Hyperliquid).
  case continuousTiers([MarginTier])
  /// Steps without a deduction: the whole position at the rate of its step (OKX by size, BitMEX by
  /// notional).
  ///
  /// The requirement jumps at a limit, so a price that moves in the account's favour can make it
  /// liquidatable where notional grows with equity; prices are where it fails first, coming from safety.
  case steppedTiers([SteppedTier], by: TierMeasure)
  /// A rate that grows evenly with size, by `perUnit` for each whole unit (Deribit; Synthetix v3, whose
  /// initial rate grows by `initialPerUnit` instead).
  case linearInSize(
    maintenance: FineRate, initial: FineRate, perUnit: FineRate, initialPerUnit: FineRate? = nil)
  /// A rate that grows with the square root of size (FTX, Drift).
  case squareRootOfSize(maintenance: SquareRootRate, initial: SquareRootRate)
  /// One rate, and at least a sum of money for any position (dYdX, GMX, Perennial, Paradex).
  case flat(maintenance: FineRate, initial: FineRate, minimum: Money = .zero)
}
