import Margin
import Market
import Units

/// The accounts that hold one side, in the order in which they are deleveraged at a mark.
///
/// All are ranked when the mark has moved since they were last asked for; until it moves again, only those whose
/// money, position or liquidation has changed are.
struct CounterpartySide: Sendable {
  /// The side that is held.
  let side: Side
  /// The mark that the ranks hold for; nil where they hold for nothing.
  private var mark: Price?
  private var open = CounterpartyHeap()
  /// They are asked last.
  private var inLiquidation = CounterpartyHeap()
  /// By account, the latest ranking; older ones in the heaps are void.
  private var versions: [UInt32] = []
  /// The accounts to rank anew, and whether an account is among them.
  private var changed: [Int32] = []
  private var isChanged: [Bool] = []
  /// The accounts that nobody tells of, as they were when they were ranked; nil where they have to be ranked.
  private var unwatched: [Account?] = []

  /// Starts without a rank.
  init(_ side: Side) { self.side = side }

  /// Takes note that an account is no longer what it was when it was ranked.
  @inline(__always)
  mutating func touch(_ account: Int) {
    if mark == nil || isChanged[account] { return }
    isChanged[account] = true
    changed.append(Int32(account))
  }

  /// Brings the ranks up to date.
  ///
  /// - Parameters:
  ///   - terms: What ranks.
  ///   - cases: By account, its open case; negative where it has none.
  mutating func refresh(_ terms: CounterpartyTerms, cases: [Int32]) {
    if mark != terms.mark || terms.ranking == .random { return rankAll(terms, cases: cases) }
    for account in changed {
      isChanged[Int(account)] = false
      rank(Int(account), terms, cases: cases)
    }
    changed.removeAll(keepingCapacity: true)
    let watched = terms.watchedCount
    for place in unwatched.indices {
      let account = terms.ledger[OwnerID(Int32(watched + place))]
      if unwatched[place] == account { continue }
      unwatched[place] = account
      rank(watched + place, terms, cases: cases)
    }
  }

  /// Takes the next counterparty out; it is ranked anew before the next one asks.
  mutating func next(
    _ terms: CounterpartyTerms
  ) -> (rank: DeleveragingRank, isInLiquidation: Bool)? {
    while let entry = open.popFirst() {
      if takes(entry, terms) { return (entry.rank, false) }
    }
    while let entry = inLiquidation.popFirst() {
      if takes(entry, terms) { return (entry.rank, true) }
    }
    return nil
  }

  /// Whether a rank is the latest of its account, which then is to be ranked anew.
  private mutating func takes(
    _ entry: CounterpartyHeap.Entry, _ terms: CounterpartyTerms
  ) -> Bool {
    let account = Int(entry.rank.owner.index)
    if versions[account] != entry.version { return false }
    if account < terms.watchedCount {
      touch(account)
    } else {
      unwatched[account - terms.watchedCount] = nil
    }
    return true
  }

  /// Ranks an account that has changed.
  private mutating func rank(_ account: Int, _ terms: CounterpartyTerms, cases: [Int32]) {
    versions[account] &+= 1
    guard holds(terms.ledger.legs[0].size[account]) else { return }
    let entry = entry(account, terms)
    if cases[account] < 0 { open.insert(entry) } else { inLiquidation.insert(entry) }
  }

  /// Ranks everybody.
  private mutating func rankAll(_ terms: CounterpartyTerms, cases: [Int32]) {
    let count = terms.ledger.participantCount
    if versions.isEmpty {
      versions = Array(repeating: 0, count: count)
      isChanged = Array(repeating: false, count: count)
    }
    for account in changed { isChanged[Int(account)] = false }
    changed.removeAll(keepingCapacity: true)
    open.removeAll()
    inLiquidation.removeAll()
    mark = terms.mark
    let sizes = terms.ledger.legs[0].size
    for account in 0..<count where holds(sizes[account]) {
      let entry = entry(account, terms)
      if cases[account] < 0 { open.append(entry) } else { inLiquidation.append(entry) }
    }
    open.arrange()
    inLiquidation.arrange()
    unwatched = (terms.watchedCount..<count).map { terms.ledger[OwnerID(Int32($0))] }
  }

  private func entry(_ account: Int, _ terms: CounterpartyTerms) -> CounterpartyHeap.Entry {
    CounterpartyHeap.Entry(
      rank: terms.rank(of: OwnerID(Int32(account))), version: versions[account])
  }

  /// Whether a position is on this side.
  @inline(__always)
  private func holds(_ size: Quantity) -> Bool {
    switch side {
    case .buy: size > .zero
    case .sell: size < .zero
    }
  }
}
