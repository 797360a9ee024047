import Market

/// One side of a book, its levels sorted so that the best is the last.
struct CheckedSide: Equatable {
  /// A level.
  struct Level: Equatable {
    /// The price of a bid, or that of an ask below zero: the better, the higher.
    var rank: Int64
    var lots: Int64
  }

  /// The levels, the best last.
  private(set) var levels: [Level] = []

  /// The rank of the best level; nil where there is none.
  @inline(__always)
  var best: Int64? { levels.last?.rank }

  /// Sets what lies at a price; zero takes the level away.
  mutating func set(_ rank: Int64, lots: Int64) {
    var (low, high) = (0, levels.count)
    // Most changes are near the best price.
    var step = 1
    while high > 0, high - step > low, levels[high - step].rank >= rank {
      high -= step
      step *= 2
    }
    low = max(high - step, 0)
    while low < high {
      let middle = (low + high) / 2
      if levels[middle].rank < rank { low = middle + 1 } else { high = middle }
    }
    if low < levels.count, levels[low].rank == rank {
      if lots == 0 { levels.remove(at: low) } else { levels[low].lots = lots }
    } else if lots > 0 {
      levels.insert(Level(rank: rank, lots: lots), at: low)
    }
  }

  /// Takes all levels away.
  mutating func clear() { levels.removeAll(keepingCapacity: true) }
}
