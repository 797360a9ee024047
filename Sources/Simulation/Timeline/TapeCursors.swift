import Market
import Units

/// How far the tapes of a run have been read: the index, and last prices where there are some.
///
/// The tapes are merged with the queue by time. Of two updates at one instant the index comes first.
struct TapeCursors: Sendable {
  /// When the next update comes; the end of the run where there is none before it.
  private(set) var next: Instant
  /// Index updates read so far.
  private(set) var indexCount = 0
  private var lastCount = 0
  private var nextIndex: Instant
  private var nextLast: Instant
  private let end: Instant

  /// Starts before the first update.
  init(index: IndexTape, last: IndexTape?, end: Instant) {
    self.end = end
    nextIndex = min(index.updates[0].time, end)
    nextLast = last.map { min($0.updates[0].time, end) } ?? end
    next = min(nextIndex, nextLast)
  }

  /// Takes the next update: which tape it is of, its number there, and what it says.
  mutating func take(
    index: IndexTape, last: IndexTape?
  ) -> (kind: EventKind, number: Int, update: IndexUpdate) {
    if let last, nextLast < nextIndex {
      let number = lastCount
      lastCount += 1
      nextLast = time(of: lastCount, in: last)
      next = min(nextIndex, nextLast)
      return (.lastTape, number, last.updates[number])
    }
    let number = indexCount
    indexCount += 1
    nextIndex = time(of: indexCount, in: index)
    next = min(nextIndex, nextLast)
    return (.indexTape, number, index.updates[number])
  }

  private func time(of number: Int, in tape: IndexTape) -> Instant {
    number == tape.updates.count ? end : min(tape.updates[number].time, end)
  }
}
