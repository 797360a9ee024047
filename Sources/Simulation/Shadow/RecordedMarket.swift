import Market
import Units

/// What a market did from the fork on where nobody was liquidated: the touch at every change, and the venue's prices.
///
/// A row is three words, since a busy hour has hundreds of thousands of them.
struct RecordedMarket: Sendable {
  /// One thing that changed.
  enum Change: Sendable, Equatable {
    /// The best prices of the book.
    case touch(World.Touch)
    /// The price of the last trade.
    case last(Price)
    /// The venue saw the index update of a number.
    case index(Int64)
    /// The mark was published.
    case mark(Price)
    /// Funding was settled at a rate, at the mark of that moment.
    case funding(Rate)
  }

  /// A change and its place in the order of events.
  struct Entry: Sendable {
    let time: Instant
    let phase: UInt8
    let change: Change
  }

  /// What a row holds.
  private enum Kind: Int64 {
    case touch
    case bidAlone
    case askAlone
    case noTouch
    case last
    case index
    case mark
    case funding
  }

  /// Nanoseconds, four bits of the phase, four of the kind; then what the kind says.
  private struct Row: BitwiseCopyable, Sendable {
    let head: Int64
    let first: Int64
    let second: Int64
  }

  private var rows: [Row] = []

  /// How many changes there were.
  var count: Int { rows.count }

  /// Writes down a change.
  mutating func append(_ change: Change, at time: Instant, phase: UInt8) {
    invariant(phase < 16, "a phase has four bits")
    invariant(time.nanoseconds < 1 << 55, "a recorded market is shorter than a year")
    let (kind, first, second) = Self.values(of: change)
    rows.append(
      Row(
        head: time.nanoseconds << 8 | Int64(phase) << 4 | kind.rawValue, first: first,
        second: second))
  }

  private static func values(of change: Change) -> (kind: Kind, first: Int64, second: Int64) {
    switch change {
    case .touch(let touch):
      let kind: Kind =
        switch (touch.bid, touch.ask) {
        case (.some, .some): .touch
        case (.some, nil): .bidAlone
        case (nil, .some): .askAlone
        case (nil, nil): .noTouch
        }
      return (kind, touch.bid?.ticks ?? 0, touch.ask?.ticks ?? 0)
    case .last(let price): return (.last, price.ticks, 0)
    case .index(let number): return (.index, number, 0)
    case .mark(let price): return (.mark, price.ticks, 0)
    case .funding(let rate): return (.funding, rate.partsPerMillion, 0)
    }
  }

  /// A change by its number.
  subscript(number: Int) -> Entry {
    let row = rows[number]
    let first = Price(ticks: row.first)
    let second = Price(ticks: row.second)
    let change: Change
    switch Kind(rawValue: row.head & 15) {
    case .touch?: change = .touch(World.Touch(bid: first, ask: second))
    case .bidAlone?: change = .touch(World.Touch(bid: first, ask: nil))
    case .askAlone?: change = .touch(World.Touch(bid: nil, ask: second))
    case .noTouch?, nil: change = .touch(World.Touch(bid: nil, ask: nil))
    case .last?: change = .last(first)
    case .index?: change = .index(row.first)
    case .mark?: change = .mark(first)
    case .funding?: change = .funding(Rate(partsPerMillion: row.first))
    }
    return Entry(
      time: Instant(nanoseconds: row.head >> 8), phase: UInt8(row.head >> 4 & 15), change: change)
  }
}
