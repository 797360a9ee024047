import Units

/// The price that triggers the liquidation of each account, and the outermost of each block of accounts.
///
/// A change costs a look at one block, and a look at a price that no account is near one at two numbers.
struct TriggerTable: Sendable {
  /// Accounts of a block.
  private static var blockSize: Int { 256 }

  /// For a long the highest price that triggers it, for a short the lowest.
  private var longs: [Int64]
  private var shorts: [Int64]
  /// The highest of the longs and the lowest of the shorts of each block.
  private var longBounds: [Int64]
  private var shortBounds: [Int64]
  /// The same over all blocks.
  private var highest = Int64.min
  private var lowest = Int64.max
  /// Blocks in which a trigger has changed since the bounds were found.
  private var stale: [Int] = []
  private var isStale: [Bool]

  /// Starts without a trigger.
  init(accountCount: Int) {
    longs = Array(repeating: .min, count: accountCount)
    shorts = Array(repeating: .max, count: accountCount)
    let blocks = (accountCount + Self.blockSize - 1) / Self.blockSize
    longBounds = Array(repeating: .min, count: blocks)
    shortBounds = Array(repeating: .max, count: blocks)
    isStale = Array(repeating: false, count: blocks)
  }

  /// Sets the trigger of an account; nil where no price is one.
  mutating func set(_ account: Int, isLong: Bool, price: Price?) {
    longs[account] = isLong ? price?.ticks ?? .min : .min
    shorts[account] = isLong ? .max : price?.ticks ?? .max
    let block = account / Self.blockSize
    if isStale[block] { return }
    isStale[block] = true
    stale.append(block)
  }

  /// The accounts whose trigger a price has reached, ascending.
  mutating func reached(at price: Price) -> [Int] {
    refresh()
    var found: [Int] = []
    guard price.ticks <= highest || price.ticks >= lowest else { return found }
    for block in longBounds.indices
    where price.ticks <= longBounds[block] || price.ticks >= shortBounds[block] {
      for account in accounts(of: block)
      where price.ticks <= longs[account] || price.ticks >= shorts[account] {
        found.append(account)
      }
    }
    return found
  }

  private func accounts(of block: Int) -> Range<Int> {
    let first = block * Self.blockSize
    return first..<min(first + Self.blockSize, longs.count)
  }

  /// Finds the bounds again where a trigger has changed.
  private mutating func refresh() {
    if stale.isEmpty { return }
    for block in stale {
      isStale[block] = false
      let accounts = accounts(of: block)
      longBounds[block] = longs[accounts].max() ?? .min
      shortBounds[block] = shorts[accounts].min() ?? .max
    }
    stale.removeAll(keepingCapacity: true)
    highest = longBounds.max() ?? .min
    lowest = shortBounds.min() ?? .max
  }
}
