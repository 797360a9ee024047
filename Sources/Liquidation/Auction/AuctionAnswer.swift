package import Units

/// What became of a bidder's attempt to take from a Dutch auction.
package enum AuctionAnswer: Sendable, Hashable {
  /// Lots changed hands.
  case bought(AuctionFill)
  /// Nothing happened.
  case refused(Refusal)

  /// Why a bidder got nothing.
  package enum Refusal: Sendable, Hashable {
    /// Everything is sold, or the debt is paid.
    case over
    /// The auction has run too long or too low.
    case needsReset
    /// The price is worse than the bidder's limit.
    case priceBeyondLimit
    /// The debt is too small to be paid in part: the bidder has to take the whole lot.
    case wouldLeaveDust
    /// The bidder asked for nothing, or the debt buys less than one lot.
    case nothingTaken
  }
}

/// Lots that a Dutch auction sold or bought at one moment.
package struct AuctionFill: Sendable, Hashable {
  /// How many lots.
  package var quantity: Quantity
  /// The price of the moment.
  package var price: Price
  /// What the bidder pays, or is paid by an auction that buys back.
  package var cost: Money

  /// Makes a fill.
  package init(quantity: Quantity, price: Price, cost: Money) {
    self.quantity = quantity
    self.price = price
    self.cost = cost
  }
}
