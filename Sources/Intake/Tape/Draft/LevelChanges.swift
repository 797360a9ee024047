import Market

/// Turns whole pictures of the best levels into changes of a book.
///
/// What was shown before and is not any more is taken away; what is shown with another size is set. A level that the
/// picture is too short for counts as taken away, as nobody sees it.
struct LevelChanges {
  private var bids = SideChanges(isBid: true)
  private var asks = SideChanges(isBid: false)
  private var isFirst = true

  /// Begins a picture.
  mutating func begin() {
    bids.begin()
    asks.begin()
  }

  /// Adds a level; one without size is none.
  @inline(__always)
  mutating func add(isBid: Bool, price: Int64, size: Int64) {
    guard price > 0, size > 0 else { return }
    if isBid { bids.add(price, size) } else { asks.add(-price, size) }
  }

  /// Ends a picture: gives the rows by which it differs from the one before, after a clearing row if it is the first.
  mutating func end(into draft: inout TapeDraft, line: Int) {
    if isFirst {
      draft.append(DraftRow(.clear, line: line))
      draft.notes.snapshots += 1
      isFirst = false
    }
    bids.end(into: &draft, line)
    asks.end(into: &draft, line)
  }

  /// What a side shows at a price; zero where it shows nothing there.
  func size(isBid: Bool, price: Int64) -> Int64 {
    (isBid ? bids.size(price) : asks.size(-price)) ?? 0
  }

  /// Whether a price is not worse than the last one that a side shows.
  func isWithin(isBid: Bool, price: Int64) -> Bool {
    let (rank, worst) = isBid ? (price, bids.worst) : (-price, asks.worst)
    return worst.map { rank >= $0 } ?? false
  }
}

/// The pictures of one side.
private struct SideChanges {
  /// A level: its price, of an ask below zero, so that the better is the higher.
  struct Level {
    let rank: Int64
    let size: Int64
  }

  let isBid: Bool
  /// The best first.
  private var shown: [Level] = []
  private var next: [Level] = []
  private var isSorted = true

  init(isBid: Bool) { self.isBid = isBid }

  mutating func begin() {
    next.removeAll(keepingCapacity: true)
    isSorted = true
  }

  mutating func add(_ rank: Int64, _ size: Int64) {
    if let last = next.last, last.rank <= rank { isSorted = false }
    next.append(Level(rank: rank, size: size))
  }

  mutating func end(into draft: inout TapeDraft, _ line: Int) {
    if !isSorted { sort() }
    var (old, new) = (0, 0)
    while old < shown.count || new < next.count {
      if new == next.count || (old < shown.count && shown[old].rank > next[new].rank) {
        emit(shown[old].rank, 0, into: &draft, line)
        old += 1
      } else {
        let isKnown = old < shown.count && shown[old].rank == next[new].rank
        if !isKnown || shown[old].size != next[new].size {
          emit(next[new].rank, next[new].size, into: &draft, line)
        }
        if isKnown { old += 1 }
        new += 1
      }
    }
    swap(&shown, &next)
  }

  /// Puts the best first; of two levels at one price the last given counts.
  private mutating func sort() {
    let order = next.indices.sorted { (-next[$0].rank, $1) < (-next[$1].rank, $0) }
    var sorted: [Level] = []
    for place in order where sorted.last?.rank != next[place].rank { sorted.append(next[place]) }
    next = sorted
  }

  private func emit(_ rank: Int64, _ size: Int64, into draft: inout TapeDraft, _ line: Int) {
    draft.append(
      DraftRow(isBid ? .bid : .ask, price: isBid ? rank : -rank, amount: size, line: line))
  }

  func size(_ rank: Int64) -> Int64? { shown.first { $0.rank == rank }?.size }

  var worst: Int64? { shown.last?.rank }
}
