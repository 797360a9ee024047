import Kernel
package import Units

/// How own orders fill against a recorded market.
package struct ReplayFills: Sendable, Hashable {
  /// Where an own order stands in a recorded queue.
  package var queue: QueueModel
  /// Whether an order that the queue has reached fills whole, whatever size reached it.
  package var isWhole: Bool
  /// The time after which half of what own orders took from a level is back; nil where they take nothing, so that
  /// every order meets the book as it was recorded.
  package var impactHalfLife: Interval?

  /// Makes the rules.
  package init(queue: QueueModel, isWhole: Bool = false, impactHalfLife: Interval? = nil) {
    self.queue = queue
    self.isWhole = isWhole
    self.impactHalfLife = impactHalfLife
  }
}

/// The recorded side of a replayed book: what the levels show, and where own orders stand in their queues.
struct RecordedDepth: ~Copyable {
  var shown: ShownBook
  /// By slot of the book's arena.
  var places: BookRow<QueuePlace>
  private var taken = TakenDepth()
  let fills: ReplayFills
  /// The recorded market's account.
  let owner: OwnerID
  /// A lot in units of the base currency.
  let lotSize: Double

  init(fills: ReplayFills, owner: OwnerID, lotSize: Double, showsTrades: Bool) {
    self.fills = fills
    self.owner = owner
    self.lotSize = lotSize
    shown = ShownBook(showsTrades: showsTrades)
    places = BookRow(capacity: 64)
  }

  private init(copying other: borrowing RecordedDepth) {
    shown = other.shown.forked()
    places = other.places.forked()
    taken = other.taken
    fills = other.fills
    owner = other.owner
    lotSize = other.lotSize
  }

  /// Recorded depth of its own in the same state.
  func forked() -> RecordedDepth { RecordedDepth(copying: self) }

  /// A level by its place from the best; nil beyond the last.
  func level(_ side: Side, place: Int) -> (price: Price, quantity: Quantity)? {
    var rank = shown.best(side)
    for _ in 0..<place where rank != PriceLadder.noRank { rank = shown.next(side, below: rank) }
    if rank == PriceLadder.noRank { return nil }
    return (Price(ticks: rank * side.sign), Quantity(lots: shown.lots(side, at: rank)))
  }

  /// The lots of a side at a rank and better, less what own orders took and is not back.
  func depth(_ side: Side, from worst: Int64, _ now: Instant) -> Quantity {
    let total = shown.total(side, from: worst)
    guard let halfLife = fills.impactHalfLife else { return total }
    let missing = taken.ranks(side, from: worst).reduce(Quantity.zero) { sum, rank in
      let lots = shown.lots(side, at: rank)
      return sum
        + Quantity(lots: min(taken.missing(side, rank, at: now, halfLife: halfLife), lots))
    }
    return total - missing
  }

  /// The lots that an order can take at a rank: what is shown, less what own orders took and is not back.
  func available(_ side: Side, at rank: Int64, _ now: Instant) -> Quantity {
    let lots = shown.lots(side, at: rank)
    guard let halfLife = fills.impactHalfLife else { return Quantity(lots: lots) }
    return Quantity(lots: max(lots - taken.missing(side, rank, at: now, halfLife: halfLife), 0))
  }

  /// Takes lots of a level, where own orders leave a trace.
  mutating func take(_ quantity: Quantity, _ side: Side, at rank: Int64, _ now: Instant) {
    guard let halfLife = fills.impactHalfLife else { return }
    taken.take(quantity.lots, side, rank, at: now, halfLife: halfLife)
  }

  /// Puts an order at the end of the queue at its price.
  ///
  /// Where only trades are known, nothing is known of the queue: the order waits for a trade beyond its price.
  mutating func join(_ slot: Int32, _ side: Side, _ rank: Int64) {
    while places.count <= Int(slot) { places.append(QueuePlace(ahead: 0)) }
    places[slot] = QueuePlace(ahead: shown.showsTrades ? .max : shown.lots(side, at: rank))
  }
}

/// What own orders have taken from recorded levels and is not back yet: half of it returns in each half-life.
///
/// A book that is hit returns exponentially to what it would have been. Source: A. Obizhaeva and J. Wang, "Optimal
/// trading strategy and supply/demand dynamics", Journal of Financial Markets 16 (2013), section 3.
struct TakenDepth: Sendable {
  private struct Level: Sendable {
    var side: Side
    var rank: Int64
    var lots: Double
    var time: Instant
  }

  /// At most one a price; forgotten when less than half a lot is missing.
  private var levels: [Level] = []

  /// The lots still missing at a price.
  func missing(_ side: Side, _ rank: Int64, at now: Instant, halfLife: Interval) -> Int64 {
    if levels.isEmpty { return 0 }
    for level in levels where level.rank == rank && level.side == side {
      return Elementary.roundToInt(Self.left(of: level, at: now, halfLife))
    }
    return 0
  }

  /// The ranks of a side, this one and better, at which lots may be missing.
  func ranks(_ side: Side, from worst: Int64) -> [Int64] {
    levels.filter { $0.side == side && $0.rank >= worst }.map(\.rank)
  }

  /// Takes lots at a price.
  mutating func take(
    _ lots: Int64, _ side: Side, _ rank: Int64, at now: Instant, halfLife: Interval
  ) {
    var place: Int?
    levels.removeAll { Self.left(of: $0, at: now, halfLife) < 0.5 }
    for index in levels.indices where levels[index].rank == rank && levels[index].side == side {
      place = index
    }
    guard let place else {
      levels.append(Level(side: side, rank: rank, lots: Double(lots), time: now))
      return
    }
    levels[place].lots = Self.left(of: levels[place], at: now, halfLife) + Double(lots)
    levels[place].time = now
  }

  private static func left(of level: Level, at now: Instant, _ halfLife: Interval) -> Double {
    if halfLife == .zero { return 0 }
    let age = Double((now - level.time).nanoseconds) / Double(halfLife.nanoseconds)
    return level.lots * Elementary.exp(-0.693_147_180_559_945_3 * min(age, 64))
  }
}
