import Market
public import Units

/// The best prices as a strategy sees them, after latency.
public struct BookPicture: Sendable, Equatable {
  /// When the venue published the picture.
  public var published: Instant
  /// The best prices at which someone buys and the sizes there, the highest first: as many as the strategy's
  /// ``Strategy/bookDepth``, or all there are.
  public var bids: [PriceLevel]
  /// The best prices at which someone sells and the sizes there, the lowest first.
  public var asks: [PriceLevel]

  /// Makes a picture; the venue does, and tests of strategies.
  public init(published: Instant, bids: [PriceLevel], asks: [PriceLevel]) {
    self.published = published
    self.bids = bids
    self.asks = asks
  }

  /// The best bid, where there is one.
  public var bid: Price? { bids.first?.price }
  /// The size at the best bid.
  public var bidSize: Quantity { bids.first?.quantity ?? .zero }
  /// The best ask, where there is one.
  public var ask: Price? { asks.first?.price }
  /// The size at the best ask.
  public var askSize: Quantity { asks.first?.quantity ?? .zero }

  /// The price halfway between the best bid and ask, rounded down to a tick.
  public var mid: Price? {
    guard let bid, let ask else { return nil }
    return Price(ticks: (bid.ticks + ask.ticks) / 2)
  }
}

/// One price of the book and the size there.
public struct PriceLevel: Sendable, Hashable {
  /// The price.
  public var price: Price
  /// The size of all orders at it.
  public var quantity: Quantity

  /// Makes a level.
  public init(price: Price, quantity: Quantity) {
    self.price = price
    self.quantity = quantity
  }
}

extension BookPicture {
  /// What the venue publishes now, to a depth.
  init(of book: borrowing OrderBook, depth: Int, at now: Instant) {
    published = now
    bids = Self.levels(of: book, .buy, depth: depth)
    asks = Self.levels(of: book, .sell, depth: depth)
  }

  private static func levels(of book: borrowing OrderBook, _ side: Side, depth: Int) -> [PriceLevel]
  {
    var levels: [PriceLevel] = []
    let count = min(depth, book.levelCount(side))
    levels.reserveCapacity(count)
    for rank in 0..<count {
      guard let level = book.level(side, rank: rank) else { break }
      levels.append(PriceLevel(price: level.price, quantity: level.quantity))
    }
    return levels
  }
}
