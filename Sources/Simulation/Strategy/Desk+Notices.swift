import Margin
import Market
import Units

// How what is told changes what the desk knows.
extension Desk {
  /// Takes a notice in, before the strategy is told.
  mutating func learn(_ notice: StrategyDesks.Notice) {
    switch notice {
    case .book(let picture): book = picture
    case .mark(let mark, let index, let forecast):
      self.mark = mark
      self.index = index
      fundingForecast = forecast
    case .fill(let fill, let remaining): learn(fill, remaining: remaining)
    case .order(let update, let facts): learn(update, facts)
    case .risk(.deleveraged(let quantity, let price)), .risk(.transferred(let quantity, let price)):
      // Such a trade closes.
      trade(position > .zero ? -quantity : quantity, at: price, fee: .zero)
    case .booking(let booking): learn(booking)
    case .risk, .trade, .funding: break
    }
  }

  private mutating func learn(_ fill: OwnFill, remaining: Quantity) {
    trade(fill.side == .buy ? fill.quantity : -fill.quantity, at: fill.price, fee: fill.fee)
    feesPaid += fill.fee
    guard let order = fill.order, let place = place(of: order) else { return }
    orders[place].filled += fill.quantity
    orders[place].remaining = remaining
  }

  private mutating func learn(_ update: OrderUpdate, _ facts: OrderFacts) {
    guard let place = place(of: update.order) else { return }
    if update.change.isEnd {
      orders.remove(at: place)
    } else {
      orders[place].learn(update.change, facts, at: now)
    }
  }

  private mutating func learn(_ booking: CashBooking) {
    account.cash += booking.amount
    switch booking.cause {
    case .funding: fundingPaid -= booking.amount
    case .penalty: penaltiesPaid -= booking.amount
    case .debtPaid, .remainderTaken: break
    }
  }

  /// Books a trade as the ledger does.
  private mutating func trade(_ change: Quantity, at price: Price, fee: Money) {
    account.trade(change, at: price, of: instrument, fee: fee)
    lastFillPrice = price
  }
}

// A recorded book is looked at where the feed keeps it.
extension Desk {
  /// Copies the best levels of a feed's book, and says whether any of them differs from what was seen last.
  mutating func see(_ feed: borrowing FeedBook, depth: Int, published: Instant) -> Bool {
    var picture = book ?? BookPicture(published: published, bids: [], asks: [])
    // Its lists have no other owner now, so that they are written in place.
    book = nil
    let bids = Self.see(feed, .buy, depth, in: &picture.bids)
    let asks = Self.see(feed, .sell, depth, in: &picture.asks)
    if bids || asks { picture.published = published }
    book = picture
    return bids || asks
  }

  /// Copies the best levels of a side over those seen last, in place.
  private static func see(
    _ feed: borrowing FeedBook, _ side: Side, _ depth: Int, in levels: inout [PriceLevel]
  ) -> Bool {
    var hasChanged = false
    var count = 0
    var next = feed.best(side)
    while count < depth, let level = next {
      let seen = PriceLevel(price: level.price, quantity: level.quantity)
      if count == levels.count {
        levels.append(seen)
        hasChanged = true
      } else if levels[count] != seen {
        levels[count] = seen
        hasChanged = true
      }
      count += 1
      next = count < depth ? feed.level(side, below: level.price) : nil
    }
    if levels.count > count {
      levels.removeLast(levels.count - count)
      hasChanged = true
    }
    return hasChanged
  }
}
