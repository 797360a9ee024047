package import Market
package import Units

/// A recorded market in the time of a run, which starts at the venue's first time.
package struct ReplayedMarket: Sendable {
  /// What was recorded.
  package let tape: MarketTape
  /// The price at which the run opens.
  package let opening: Price
  /// Whether the tape tells an index; where it does not, the middle of the book is the index.
  package let hasIndex: Bool
  /// Whether the tape tells a mark; where it does not, the venue's formula makes one.
  package let hasMark: Bool
  /// Hundred-millionths of the quote currency in a tick.
  private let unitsPerTick: Int64
  /// Whether the tape tells levels of a book; where it does not, trades are all there is to know of it.
  package let hasBook: Bool

  /// Finds what a tape holds.
  ///
  /// - Parameters:
  ///   - tape: Prices in ticks of the instrument, sizes in its lots.
  ///   - instrument: What was traded.
  /// - Returns: nil where the tape never has a price to open with: an index, a mark, a trade, or both sides of a book.
  package init?(_ tape: MarketTape, of instrument: Instrument) {
    self.tape = tape
    var units = instrument.tickUnits
    for _ in instrument.priceDecimals..<8 { units *= 10 }
    unitsPerTick = units
    let index = tape.first(.index).map { $0.amount / units }
    let mark = tape.first(.mark).map { $0.amount / units }
    let trade = tape.first(.buyTrade) ?? tape.first(.sellTrade) ?? tape.first(.trade)
    hasIndex = index != nil
    hasMark = mark != nil
    hasBook = tape.first(.bid) != nil || tape.first(.ask) != nil
    guard let price = index ?? mark ?? Self.firstMid(tape) ?? trade.map({ Int64($0.ticks) }),
      price > 0
    else { return nil }
    opening = Price(ticks: price)
  }

  /// The middle of the first book that has both sides, rounded down.
  private static func firstMid(_ tape: MarketTape) -> Int64? {
    var book = FeedBook()
    for place in 0..<tape.messages.count {
      _ = book.take(tape.rowsInPlace(of: tape.number(inExchangeOrder: place)))
      if let bid = book.best(.buy), let ask = book.best(.sell) {
        return (bid.price.ticks + ask.price.ticks) / 2
      }
    }
    return nil
  }

  /// The time from the venue's first time to the last of both clocks, in whole seconds that contain both.
  package var length: Interval {
    let second = Interval.seconds(1).nanoseconds
    return .seconds((tape.end - tape.start) / second + 1)
  }

  /// The price at which the run opens as an index; what comes after, the tape tells.
  package var openingIndex: IndexTape {
    IndexTape(ordered: [IndexUpdate(time: .zero, price: opening)])
  }

  /// A reader that starts before the first message.
  var cursor: MarketCursor {
    MarketCursor(
      messages: tape.messages, rows: tape.rows, order: tape.exchangeOrder, start: tape.start,
      unitsPerTick: unitsPerTick, hasIndex: hasIndex)
  }
}

/// How far a recorded market has been read, by the venue's clock and by the recorder's.
///
/// It points to where the columns of the tape are, so that a message costs no count of who uses them; the setup of the
/// run keeps the tape.
struct MarketCursor: BitwiseCopyable, @unchecked Sendable {
  let messages: UnsafeBufferPointer<TapeMessage>
  let rows: UnsafeBufferPointer<TapeRow>
  let order: UnsafeBufferPointer<UInt32>
  let start: Int64
  let unitsPerTick: Int64
  /// Whether the tape tells an index; where it does not, the middle of the book is the index.
  let hasIndex: Bool
  /// The messages that have happened.
  private var happenedCount = 0
  /// The messages that have arrived.
  private var arrivedCount = 0

  init(
    messages: UnsafeBufferPointer<TapeMessage>, rows: UnsafeBufferPointer<TapeRow>,
    order: UnsafeBufferPointer<UInt32>, start: Int64, unitsPerTick: Int64, hasIndex: Bool
  ) {
    self.messages = messages
    self.rows = rows
    self.order = order
    self.start = start
    self.unitsPerTick = unitsPerTick
    self.hasIndex = hasIndex
  }

  /// When the next message happens; nil where there is none.
  @inline(__always)
  var nextHappening: Instant? {
    happenedCount < messages.count ? happened(number(at: happenedCount)) : nil
  }

  /// When the next message arrives, at the start of the run at the earliest; nil where there is none.
  @inline(__always)
  var nextArrival: Instant? {
    guard arrivedCount < messages.count else { return nil }
    return Instant(nanoseconds: max(messages[arrivedCount].arrivalTime - start, 0))
  }

  /// Takes the next message that happens.
  @inline(__always)
  mutating func takeHappening() -> Int {
    happenedCount += 1
    return number(at: happenedCount - 1)
  }

  /// Takes the next message that arrives.
  @inline(__always)
  mutating func takeArrival() -> Int {
    arrivedCount += 1
    return arrivedCount - 1
  }

  @inline(__always)
  private func number(at place: Int) -> Int { order.isEmpty ? place : Int(order[place]) }

  /// When a message happens.
  @inline(__always)
  func happened(_ number: Int) -> Instant {
    Instant(nanoseconds: messages[number].exchangeTime - start)
  }

  /// The rows of a message where they are.
  @inline(__always)
  func rows(of number: Int) -> UnsafeBufferPointer<TapeRow> {
    let from = number == 0 ? 0 : Int(messages[number - 1].rowsEnd)
    return UnsafeBufferPointer(rebasing: rows[from..<Int(messages[number].rowsEnd)])
  }

  /// A price in ticks, to the nearest and ties to even.
  func price(hundredMillionths amount: Int64) -> Price {
    Price(
      ticks: Int64(divide(Int128(amount), by: Int128(unitsPerTick), rounding: .toNearestOrEven)))
  }
}
