public import Units

/// A position put up for auction among liquidators.
public struct AuctionOrder: Sendable, Hashable {
  /// The lots on offer, positive; the side is the one that reduces the position.
  public var quantity: Quantity
  /// The worst price that is accepted.
  public var limit: Price
  /// How the auction goes.
  public var format: AuctionFormat

  /// Makes an order.
  public init(quantity: Quantity, limit: Price, format: AuctionFormat) {
    self.quantity = quantity
    self.limit = limit
    self.format = format
  }
}

/// How a position is auctioned.
public enum AuctionFormat: Sendable, Hashable {
  /// The price moves toward the bidders until somebody takes; it ends when the terms ask for a reset.
  case dutch(DutchAuctionTerms)
  /// Bids are collected unseen and answered at the end.
  case sealedBid(SealedBidTerms)
}

/// The rules of a venue's sealed-bid auctions.
public struct SealedBidTerms: Sendable, Hashable {
  /// What winners pay.
  public enum Clearing: Sendable, Hashable {
    /// Each winner its own price.
    case payAsBid
    /// All winners the worst price that still wins.
    case uniform
  }

  /// How long bids are collected.
  public var window: Interval
  /// What winners pay.
  public var clearing: Clearing

  /// Makes terms.
  public init(window: Interval, clearing: Clearing) {
    self.window = window
    self.clearing = clearing
  }
}
