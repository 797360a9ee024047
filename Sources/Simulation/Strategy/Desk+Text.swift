import Market
public import Units

// What the desk knows, in the decimals of its instrument; for logs, not for decisions.

extension Desk {
  /// A price as the venue writes it, such as `59996.6`.
  public func text(_ price: Price) -> String { instrument.text(price) }

  /// A size as the venue writes it, such as `0.125`.
  public func text(_ quantity: Quantity) -> String { instrument.text(quantity) }

  /// An amount of the collateral with what it is counted in, such as `12.50 quote`.
  public func text(_ amount: Money) -> String { instrument.text(amount) }

  /// A picture of the book, the best bid and ask in the middle: `59996.6 x 0.125 | 59996.7 x 1.000`.
  public func text(_ picture: BookPicture) -> String {
    picture.text { "\(text($0.price)) x \(text($0.quantity))" }
  }

  /// An own fill: `buy 0.125 at 59996.6, fee 3.75 quote`.
  public func text(_ fill: OwnFill) -> String {
    "\(fill.order == nil ? "forced " : "")\(fill.side) \(text(fill.quantity)) at \(text(fill.price)), fee "
      + text(fill.fee)
  }

  /// An own order: `buy 0.100 of 0.125 at 59996.6, accepted, 1.5 s old`.
  public func text(_ order: OpenOrder) -> String {
    let limit = order.price.map { " at " + text($0) } ?? ""
    return
      "\(order.side) \(text(order.remaining)) of \(text(order.filled + order.remaining))\(limit), "
      + "\(order.state), \(order.age(at: now)) old"
  }
}

extension Desk: CustomStringConvertible {
  /// Time, position, equity and open orders in one line of decimals.
  public var description: String {
    let price = mark.map { ", mark " + text($0) } ?? ""
    return
      "\(now): position \(text(position)), equity \(text(equity)), \(orders.count) open orders\(price)"
  }
}

extension BookPicture: CustomStringConvertible {
  /// The levels in ticks and lots, the best bid and ask in the middle; a ``Desk`` writes them in decimals.
  public var description: String { text { "\($0.price) x \($0.quantity)" } }

  /// The levels from the lowest to the highest price.
  func text(_ level: (PriceLevel) -> String) -> String {
    let buyers = bids.reversed().map(level).joined(separator: ", ")
    let sellers = asks.map(level).joined(separator: ", ")
    return "\(bids.isEmpty ? "no bid" : buyers) | \(asks.isEmpty ? "no ask" : sellers)"
  }
}
