public import Market

/// The positions that a venue is asked about, as their owner states them, and what stands behind them.
public struct QuoteAccount: Sendable, Hashable {
  /// What the owner calls the account; nil for one position of the command line.
  public var name: String?
  /// What stands behind all legs.
  public var collateral: QuoteCollateral
  /// The positions; several share the collateral.
  public var legs: [QuoteLeg]

  /// Makes an account.
  public init(name: String? = nil, collateral: QuoteCollateral, legs: [QuoteLeg]) {
    self.name = name
    self.collateral = collateral
    self.legs = legs
  }
}

/// One position as its owner states it.
public struct QuoteLeg: Sendable, Hashable {
  /// The coin or the contract, such as `BTC` or `BTCUSDT`.
  public var symbol: String
  /// The side: a buy for a long, a sell for a short.
  public var side: Side
  /// The size in the base coin; positive.
  public var size: QuoteNumber
  /// The entry price; positive.
  public var entry: QuoteNumber
  /// The price that the venue checks now; nil is the entry price.
  public var mark: QuoteNumber?

  /// Makes a leg.
  public init(
    symbol: String, side: Side, size: QuoteNumber, entry: QuoteNumber, mark: QuoteNumber? = nil
  ) {
    self.symbol = symbol
    self.side = side
    self.size = size
    self.entry = entry
    self.mark = mark
  }
}

/// What stands behind an account; fees and funding paid so far are taken off.
public enum QuoteCollateral: Sendable, Hashable {
  /// An amount of the quote currency.
  case quote(QuoteNumber)
  /// An amount of the first leg's coin.
  case coin(QuoteNumber)
  /// The value of all legs at entry over this.
  case leverage(QuoteNumber)
}
