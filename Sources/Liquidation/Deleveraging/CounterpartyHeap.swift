/// Ranked counterparties of which the first is known; the others are put in order only as they are asked for.
///
/// A binary heap: to put n of them in takes a time in proportion to n, to take the first k of them out one in
/// proportion to k log n. The rank is a total order, so what comes out is, one by one, what a sort would give.
struct CounterpartyHeap: Sendable {
  /// A counterparty, and which ranking of the account this one is.
  struct Entry: Sendable {
    /// The rank.
    var rank: DeleveragingRank
    /// Counts the rankings of an account; all but the latest are void.
    var version: UInt32
  }

  private var entries: [Entry] = []

  /// Takes everybody out.
  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  /// Takes one in without a place; ``arrange()`` gives all of them theirs.
  mutating func append(_ entry: Entry) { entries.append(entry) }

  /// Gives each its place.
  mutating func arrange() {
    for place in stride(from: entries.count / 2 - 1, through: 0, by: -1) {
      settle(entries[place], at: place)
    }
  }

  /// Takes one more in, at its place.
  mutating func insert(_ entry: Entry) {
    var place = entries.count
    entries.append(entry)
    while place > 0 {
      let parent = (place - 1) / 2
      if !(entry.rank < entries[parent].rank) { break }
      entries[place] = entries[parent]
      place = parent
    }
    entries[place] = entry
  }

  /// Takes the first in rank out; nil where nobody is left.
  mutating func popFirst() -> Entry? {
    guard let last = entries.popLast() else { return nil }
    guard let first = entries.first else { return last }
    settle(last, at: 0)
    return first
  }

  /// Lets an entry sink from a free place to where everybody below ranks behind it.
  private mutating func settle(_ entry: Entry, at start: Int) {
    var place = start
    while true {
      var child = 2 * place + 1
      if child >= entries.count { break }
      if child + 1 < entries.count, entries[child + 1].rank < entries[child].rank { child += 1 }
      if !(entries[child].rank < entry.rank) { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = entry
  }
}
