import Market
import Units

/// What a shadow trades with: the touch that the control recorded, without end and without memory.
struct ShadowMarket: Sendable {
  /// What the control recorded.
  let market: RecordedMarket
  /// How far it has been replayed.
  private(set) var place = 0
  /// The best prices now.
  var touch: World.Touch
  /// The orders that stand for the market's bid and ask.
  var orders: (bid: OrderID?, ask: OrderID?) = (nil, nil)
  /// Twice what forced orders lost from the trigger to the middle of the touch.
  var doubledLoss = Money.zero

  /// What each of the market's orders shows: more than all positions together.
  static var size: Quantity { Quantity(lots: 1 << 56) }

  /// Starts at the fork.
  init(_ market: RecordedMarket, touch: World.Touch) {
    self.market = market
    self.touch = touch
  }

  /// The next change, where there is one.
  var next: RecordedMarket.Entry? { place < market.count ? market[place] : nil }

  /// Moves on by one change.
  mutating func advance() { place += 1 }

  /// Twice what lots are worth in the middle of the touch.
  ///
  /// Of a touch with one side that side stands for the middle, since nobody knows the spread; of none the index does.
  func doubledValue(_ quantity: Quantity, index: Price, _ instrument: Instrument) -> Money {
    let bid = touch.bid ?? touch.ask ?? index
    let ask = touch.ask ?? touch.bid ?? index
    return instrument.value(quantity, at: bid) + instrument.value(quantity, at: ask)
  }
}
