import Kernel
import Liquidation
import Market
import Units

/// An auction of one case's position that is under way.
struct OpenAuction: Sendable {
  /// The case whose position is on offer.
  let caseIndex: Int
  /// The step of the case that opened it; events of another step are too late.
  let step: Int64
  /// When it ends, sold or not.
  let endsAt: Instant
  /// The worst price that account and fund can pay.
  let bound: Price
  /// How it sells.
  var form: Form
  /// The lots that have changed hands.
  var sold = Quantity.zero
  /// Which liquidators have a decision or a bid under way.
  var isBusy: [Bool]

  /// How an auction sells.
  enum Form: Sendable {
    /// The price comes down to the bidders.
    case dutch(DutchAuction)
    /// The bids are opened at the end.
    case sealedBid(SealedBidAuction)
  }

  /// Whether it ends now: its time is over, or its price has fallen further than its terms allow.
  func isOver(at now: Instant) -> Bool {
    if now >= endsAt { return true }
    switch form {
    case .dutch(let auction): return auction.needsReset(at: now)
    case .sealedBid: return false
    }
  }

  /// The lots that nobody has bought.
  var left: Quantity {
    switch form {
    case .dutch(let auction): auction.offered
    case .sealedBid(let auction): auction.offered - sold
    }
  }
}

/// The auctions that are under way, found by the case they are for.
struct OpenAuctions: Sendable {
  /// In no order that matters.
  var rows: [OpenAuction] = []
  private var placeOfCase: [Int: Int] = [:]

  /// Where the auction of a case stands, if it is still that of a step.
  func place(of caseIndex: Int, step: Int64) -> Int? {
    guard let place = placeOfCase[caseIndex], rows[place].step == step else { return nil }
    return place
  }

  /// Takes in an auction.
  mutating func open(_ auction: OpenAuction) {
    invariant(placeOfCase[auction.caseIndex] == nil, "a case has one auction at a time")
    placeOfCase[auction.caseIndex] = rows.count
    rows.append(auction)
  }

  /// Takes an auction out; the last one takes its place.
  mutating func close(_ place: Int) -> OpenAuction {
    let closed = rows[place]
    let last = rows.removeLast()
    placeOfCase[closed.caseIndex] = nil
    if place < rows.count {
      rows[place] = last
      placeOfCase[last.caseIndex] = place
    }
    return closed
  }
}

/// Which liquidator an event is about, and in which auction.
struct BidKey {
  let caseIndex: Int
  let step: Int64
  let liquidator: Int

  init(caseIndex: Int, step: Int64, liquidator: Int) {
    self.caseIndex = caseIndex
    self.step = step
    self.liquidator = liquidator
  }

  /// Reads the key of an event: its target is the case, its first number step and liquidator.
  init(_ event: Event) {
    self.init(
      caseIndex: Int(event.target), step: event.a >> 16, liquidator: Int(event.a & 0xFFFF))
  }

  /// Step and liquidator in one number; there are at most 65,536 liquidators.
  var packed: Int64 { step << 16 | Int64(liquidator) }
}
