package import Market
package import Units

/// An auction in which bidders name price and size unseen, and all are answered at the deadline.
///
/// Better prices go first, then earlier arrivals, then smaller bidder indices, then the order of
/// submission, so the outcome never hangs on chance. No more is ever allotted than is offered.
package struct SealedBidAuction: Sendable, Hashable {
  /// One bidder's offer.
  package struct Bid: Sendable, Hashable {
    /// Who bids.
    package var bidder: OwnerID
    /// The price offered.
    package var price: Price
    /// The most lots wanted.
    package var quantity: Quantity
    /// When the bid reached the venue.
    package var arrival: Instant

    /// Makes a bid.
    package init(bidder: OwnerID, price: Price, quantity: Quantity, arrival: Instant) {
      self.bidder = bidder
      self.price = price
      self.quantity = quantity
      self.arrival = arrival
    }
  }

  /// What happened to a bid on arrival.
  package enum Receipt: Sendable, Hashable {
    /// It takes part.
    case accepted
    /// It came after the deadline.
    case late
    /// Its price is worse than the reserve.
    case beyondReserve
    /// It asks for no lots, or names no positive price.
    case empty
  }

  /// What one bid won.
  package struct Award: Sendable, Hashable {
    /// Who won.
    package var bidder: OwnerID
    /// How many lots.
    package var quantity: Quantity
    /// The price of all of them.
    package var price: Price
  }

  /// What the forced trade does: sells a long's lots, or buys a short's lots back.
  package let side: Side
  /// The lots to go.
  package let offered: Quantity
  /// The worst price that is accepted; exactly the reserve is accepted.
  package let reserve: Price
  /// The last instant at which a bid counts.
  package let deadline: Instant
  /// What winners pay.
  package let clearing: SealedBidTerms.Clearing
  private var bids: [Bid] = []

  /// Opens an auction.
  ///
  /// - Parameters:
  ///   - side: Sell for a long, where high bids win; buy for a short, where low ones do.
  ///   - offered: The lots to go; positive.
  ///   - reserve: The worst price accepted.
  ///   - deadline: The last instant at which a bid counts.
  ///   - clearing: What winners pay.
  package init(
    side: Side, offered: Quantity, reserve: Price, deadline: Instant,
    clearing: SealedBidTerms.Clearing
  ) {
    invariant(offered > .zero, "an auction offers something")
    self.side = side
    self.offered = offered
    self.reserve = reserve
    self.deadline = deadline
    self.clearing = clearing
  }

  /// Takes a bid in; a bidder may send several.
  package mutating func submit(_ bid: Bid) -> Receipt {
    if bid.arrival > deadline { return .late }
    if bid.quantity <= .zero || bid.price <= .zero { return .empty }
    if isBetter(reserve, than: bid.price) { return .beyondReserve }
    bids.append(bid)
    return .accepted
  }

  /// The winners, the best first; what they leave of the offer is unsold.
  package func awards() -> [Award] {
    var left = offered
    var awards: [Award] = []
    for index in bids.indices.sorted(by: isAhead) {
      if left == .zero { break }
      let bid = bids[index]
      let lots = min(bid.quantity, left)
      left -= lots
      awards.append(Award(bidder: bid.bidder, quantity: lots, price: bid.price))
    }
    if clearing == .uniform, let worst = awards.last?.price {
      for index in awards.indices { awards[index].price = worst }
    }
    return awards
  }

  private func isBetter(_ one: Price, than other: Price) -> Bool {
    switch side {
    case .sell: one > other
    case .buy: one < other
    }
  }

  private func isAhead(_ left: Int, _ right: Int) -> Bool {
    let one = bids[left]
    let other = bids[right]
    if one.price != other.price { return isBetter(one.price, than: other.price) }
    if one.arrival != other.arrival { return one.arrival < other.arrival }
    return one.bidder == other.bidder ? left < right : one.bidder < other.bidder
  }
}
