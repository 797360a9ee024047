public import Units

/// How an attempt is carried out.
public enum Execution: Sendable, Hashable {
  /// An order that takes what the limit allows at once and cancels the rest.
  case immediateOrCancel
  /// An order that fills whole at once or not at all (BitMEX, Bybit: down to the lower tier).
  case fillOrKill
  /// A limit order that rests in the book for this long (OKX: about a minute).
  case resting(Interval)
  /// Orders on a clock, each taking what the limit allows at once; what one leaves the next takes along.
  case slices(SlicingPlan)
  /// A transfer of position and margin to the backstop provider: a vault (Hyperliquid), liquidity
  /// providers (FTX, Kraken), a liquidator (Drift, Vertex, Mango) or a pool (GMX).
  case backstop
  /// A transfer of position and margin to the insurance fund (Binance, OKX, Paradex, Lighter).
  case transferToFund
  /// An auction among liquidators, who bid after latency (Maker, Synthetix keepers).
  case auction(AuctionFormat)
  /// Deleveraging of counterparties at the limit price, spread over them by a policy.
  case deleverageBy(DeleveragingPolicy)

  /// Deleveraging of ranked counterparties, the first to the last.
  public static var deleverage: Execution { .deleverageBy(.queue) }
}
