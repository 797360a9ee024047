import Market

/// A level that a message gives.
struct CaptureLevel {
  /// Whether it is a bid.
  let isBid: Bool
  /// The price, in hundred-millionths.
  let price: Int64
  /// The size, in hundred-millionths; zero takes it away.
  let size: Int64
}

/// The book as a capture gives it, and the quotes that it can be compared with.
struct CaptureBook {
  private var bids = CheckedSide()
  private var asks = CheckedSide()
  /// The quotes since the last message of the book, by the number that the venue gives to both.
  private var quotes: [Quote] = []

  /// The best bid and ask of the venue at a number.
  struct Quote {
    let number: Int64
    let bid: Int64
    let bidSize: Int64
    let ask: Int64
    let askSize: Int64
  }

  /// The most quotes that are kept between two messages of the book.
  private static let quotesMax = 1 << 16

  /// Puts levels into the draft and the book.
  mutating func apply(_ levels: [CaptureLevel], to draft: inout TapeDraft, line: Int) {
    for level in levels {
      if level.isBid {
        bids.set(level.price, lots: level.size)
      } else {
        asks.set(-level.price, lots: level.size)
      }
      draft.append(
        DraftRow(level.isBid ? .bid : .ask, price: level.price, amount: level.size, line: line))
    }
  }

  /// Takes all levels away.
  mutating func clear(in draft: inout TapeDraft, line: Int) {
    bids.clear()
    asks.clear()
    draft.append(DraftRow(.clear, line: line))
    draft.notes.snapshots += 1
  }

  /// Compares the quotes that came before the book's message of their number.
  mutating func compare(number: Int64, notes: inout SourceNotes) {
    for quote in quotes where quote.number == number { compare(quote, &notes) }
    quotes.removeAll(keepingCapacity: true)
  }

  /// A quote came; it is compared at once where the book is at its number.
  mutating func note(_ quote: Quote, bookNumber: Int64?, notes: inout SourceNotes) {
    if quote.number == bookNumber {
      compare(quote, &notes)
    } else if quotes.count < Self.quotesMax {
      quotes.append(quote)
    }
  }

  private func compare(_ quote: Quote, _ notes: inout SourceNotes) {
    notes.quotesCompared += 1
    let isSame =
      bids.levels.last.map { ($0.rank, $0.lots) } ?? (0, 0) == (quote.bid, quote.bidSize)
      && asks.levels.last.map { (-$0.rank, $0.lots) } ?? (0, 0) == (quote.ask, quote.askSize)
    if !isSame { notes.quotesDiffering += 1 }
  }
}
