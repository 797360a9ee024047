public import Units

/// The worst price an attempt accepts.
public enum PriceLimit: Sendable, Hashable {
  /// The price at which the account and what the fund can still pay are both used up.
  ///
  /// A forced order has no other bound here: it may trade through the bankruptcy price for as long as
  /// the insurance fund can pay the difference.
  case fundBudget
  /// The price at which the account's equity, closing fee included, is zero (BitMEX, Bybit, OKX).
  case bankruptcy
  /// The price that uses up the position's part of the account value, allotted over the legs pro rata by
  /// maintenance margin: the zero price of FTX and Lighter, the bankruptcy price of dYdX.
  case zeroPrice
  /// The zero price moved toward the mark by a share of the distance (FTX backstop: a third).
  case zeroTowardMark(Rate)
  /// The mark price worsened by a rate, never beyond the fund's budget.
  case markOffset(Rate)
  /// The index price worsened by a rate, never beyond the fund's budget (Drift, Mango).
  case indexOffset(Rate)
  /// The index price worsened by a rate that grows with the time in liquidation (Drift).
  case indexRamp(FeeRamp)
  /// The mark price.
  case mark
  /// The index price (GMX, Perennial).
  case index
  /// The price dYdX v4 sends its liquidation orders at: `M (1 -/+ ABR x spread x MMR / N)` with
  /// `ABR = clamp(adjustment x (1 - AV / MMR), 0, 1)` over the whole account
  /// (dydxprotocol/v4-chain at 84d4664b, read 2026-11).
  ///
  /// It grows with distress and may lie beyond the bankruptcy price. It rounds up for a sale and down
  /// for a purchase.
  case fillable(adjustment: Rate, spreadToMaintenance: Rate)
  /// The same price as the documentation of dYdX v4 prints it: minus for both sides, so that for a short it
  /// lies below the oracle (dydxprotocol/v4-documentation at 3e475b73, read 2026-11; the code says otherwise).
  case fillableAsPrinted(adjustment: Rate, spreadToMaintenance: Rate)

  /// No limit of its own; the order still stops where account and fund can no longer pay
  /// (Hyperliquid, GMX).
  public static var none: PriceLimit { .fundBudget }
}
