package import Market
package import Units

/// A Dutch auction under way: the price moves toward the bidders until one of them takes.
///
/// It follows MakerDAO's `clip.sol` (dss, commit fa4f6630). An auction that sells asks a price that
/// falls from `feed * startFactor`. An auction that buys back, which a liquidated short needs, is its
/// mirror image about the feed: it bids `2 * feed - p` where the selling auction would ask p.
///
/// A selling auction may stop at a debt: it takes no more than is owed, and what is left of the lot is
/// the owner's. The value of a price is exact only up to a lot: where a purchase is cut to a debt, the
/// lots round down and the bidder pays the fraction of a lot.
package struct DutchAuction: Sendable, Hashable {
  /// The rules.
  package let terms: DutchAuctionTerms
  /// What the auction does: sells a long's lots, or buys a short's lots back.
  package let side: Side
  /// What one tick on one lot is worth, in atoms.
  package let atomsPerTickLot: Int64
  /// The price of the feed at the last start or reset.
  package private(set) var feed: Price
  /// When the price last started (`tic`).
  package private(set) var started: Instant
  /// What is still on offer (`lot`).
  package private(set) var offered: Quantity
  /// What is still owed (`tab`), or `nil` where the whole lot is to go.
  package private(set) var owed: Money?

  /// Starts an auction.
  ///
  /// - Parameters:
  ///   - terms: Sound rules.
  ///   - side: Sell for a long or for collateral, buy for a short.
  ///   - offered: The lots to go; positive.
  ///   - owed: The debt, penalty included, at which a selling auction ends; positive.
  ///   - feed: The price of the feed; positive.
  ///   - atomsPerTickLot: What one tick on one lot is worth.
  ///   - now: The time.
  package init(
    terms: DutchAuctionTerms, side: Side = .sell, offered: Quantity, owed: Money? = nil,
    feed: Price, atomsPerTickLot: Int64, at now: Instant
  ) {
    invariant(terms.flaw == nil, "the terms of an auction in use are sound")
    invariant(offered > .zero, "an auction offers something")
    invariant(feed > .zero, "the feed's price is positive")
    invariant(atomsPerTickLot > 0, "a tick on a lot is worth something")
    invariant(
      side == .sell || terms.canBuyBack,
      "an auction that buys back starts below twice the feed, so that it bids above zero")
    if let owed {
      invariant(side == .sell, "only an auction that sells stops at a debt")
      invariant(owed > .zero, "a debt is positive")
    }
    self.terms = terms
    self.side = side
    self.offered = offered
    self.owed = owed
    self.feed = feed
    self.atomsPerTickLot = atomsPerTickLot
    started = now
  }

  /// Whether nothing is left to sell, or nothing is owed any more.
  package var isOver: Bool { offered == .zero || owed == .zero }

  /// What goes back to the owner once the debt is paid.
  package var returned: Quantity { owed == .zero ? offered : .zero }

  /// The debt that stays unpaid once the whole lot is sold.
  package var unpaid: Money { offered == .zero ? owed ?? .zero : .zero }

  /// What who starts the auction is paid; there is none without a debt to take a share of.
  package var startIncentive: Money { owed.map { terms.incentive(for: $0) } ?? terms.flatIncentive }

  /// The price of the auction that sells, at its start; rounded up: the bidder pays.
  package var top: Price {
    let product = Int128(feed.ticks) * Int128(terms.startFactor.partsPerMillion)
    return Price(ticks: Int64(divide(product, by: 1_000_000, rounding: .up)))
  }

  /// The price at which lots go now; the fraction of a tick is the bidder's cost on either side.
  package func price(at now: Instant) -> Price {
    let asked = terms.curve.price(from: top, after: now - started)
    return switch side {
    case .sell: asked
    case .buy: feed + feed - asked
    }
  }

  /// Whether the auction has run too long or too low and must be reset before anyone may take.
  package func needsReset(at now: Instant) -> Bool {
    let elapsed = now - started
    return elapsed > terms.resetAfter
      || terms.curve.ratio(after: elapsed) < AuctionRatio(terms.resetBelow)
  }

  /// Takes lots at the price of the moment.
  ///
  /// - Parameters:
  ///   - wanted: The most lots the bidder takes; positive.
  ///   - limit: The worst price the bidder accepts: a highest one where it buys from the auction.
  ///   - now: The time.
  /// - Returns: What was bought, or why nothing was.
  package mutating func take(_ wanted: Quantity, limit: Price, at now: Instant) -> AuctionAnswer {
    if isOver { return .refused(.over) }
    if needsReset(at: now) { return .refused(.needsReset) }
    if wanted <= .zero { return .refused(.nothingTaken) }
    let price = price(at: now)
    switch side {
    case .sell: if price > limit { return .refused(.priceBeyondLimit) }
    case .buy: if price < limit { return .refused(.priceBeyondLimit) }
    }
    var lots = min(wanted, offered)
    var cost = value(of: lots, at: price)
    if let debt = owed, side == .sell {
      if cost > Int128(debt.atoms) {
        cost = Int128(debt.atoms)
        lots = self.lots(worth: cost, at: price)
      } else if cost < Int128(debt.atoms), lots < offered,
        Int128(debt.atoms) - cost < Int128(terms.leastDebt.atoms)
      {
        // The purchase would leave too small a debt: it is cut so that exactly the least one stays.
        guard debt > terms.leastDebt else { return .refused(.wouldLeaveDust) }
        cost = Int128((debt - terms.leastDebt).atoms)
        lots = self.lots(worth: cost, at: price)
      }
      if lots == .zero { return .refused(.nothingTaken) }
      owed = Money(atoms: debt.atoms - Int64(cost))
    }
    offered -= lots
    return .bought(AuctionFill(quantity: lots, price: price, cost: Money(atoms: Int64(cost))))
  }

  /// Starts the price again from a new feed (`redo`).
  ///
  /// - Parameters:
  ///   - feed: The price of the feed now; positive.
  ///   - now: The time.
  /// - Returns: What who resets is paid, zero where debt or lot are too small to be worth it; `nil` if
  ///   the auction needs no reset.
  package mutating func reset(feed: Price, at now: Instant) -> Money? {
    guard !isOver, needsReset(at: now) else { return nil }
    invariant(feed > .zero, "the feed's price is positive")
    self.feed = feed
    started = now
    let least = terms.leastDebt
    let isWorthwhile =
      (owed ?? least) >= least && value(of: offered, at: feed) >= Int128(least.atoms)
    return isWorthwhile ? startIncentive : .zero
  }

  /// What lots cost at a price; exact.
  private func value(of lots: Quantity, at price: Price) -> Int128 {
    Int128(price.ticks) * Int128(atomsPerTickLot) * Int128(lots.lots)
  }

  /// The lots that an amount buys at a price above zero.
  private func lots(worth atoms: Int128, at price: Price) -> Quantity {
    // Down: the bidder pays the fraction of a lot.
    let value = Int128(price.ticks) * Int128(atomsPerTickLot)
    return Quantity(lots: Int64(divide(atoms, by: value, rounding: .down)))
  }
}
