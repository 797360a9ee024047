import Market

/// The book of a venue that sends differences with numbers, and a snapshot on request.
///
/// Differences before the snapshot wait for it, because it is asked for after they begin and says which of them it
/// holds already; those that it does not hold follow it at once (Binance, "How to manage a local order book
/// correctly"). Sizes are absolute, so that a difference of which the snapshot holds a part does no harm.
struct DepthChain {
  /// The book.
  private(set) var book = CaptureBook()
  /// The number of the last message that the book holds; nil before a snapshot.
  private(set) var number: Int64?
  private var isFirstAfterSnapshot = false
  /// Whether the next difference may go on from an earlier file, or begin another session.
  private var isResumed = false
  private var waiting: [Waiting] = []
  private var waitingLevels: [CaptureLevel] = []

  /// A difference.
  struct Difference {
    /// The first number that it holds.
    let first: Int64
    /// The last number that it holds.
    let last: Int64
    /// The last number of the difference before it, where the venue says so.
    let previous: Int64?
    /// When it happened, by the venue's clock.
    let time: Int64
    /// Its line.
    let line: Int
  }

  private struct Waiting {
    let difference: Difference
    let levelsEnd: Int
  }

  /// Whether differences wait for a snapshot.
  var hasWaiting: Bool { !waiting.isEmpty }

  /// The most levels that wait for a snapshot.
  private static let waitingLevelsMax = 1 << 22

  /// A file begins: its first difference may follow the last one of the file before.
  mutating func resume() { isResumed = number != nil }

  /// Whether a difference follows what the book holds.
  private func follows(_ difference: Difference, _ known: Int64) -> Bool {
    isFirstAfterSnapshot
      ? difference.first <= known + 1 || (difference.previous.map { $0 <= known } ?? false)
      : difference.previous.map { $0 == known } ?? (difference.first == known + 1)
  }

  /// Takes in a difference.
  mutating func take(
    _ difference: Difference, _ levels: [CaptureLevel], arrival: Int64, draft: inout TapeDraft
  ) {
    if isResumed, let known = number {
      isResumed = false
      // Another session: its own snapshot is to come.
      if !follows(difference, known) { number = nil }
    }
    guard number != nil else {
      if waitingLevels.count < Self.waitingLevelsMax {
        waitingLevels += levels
        waiting.append(Waiting(difference: difference, levelsEnd: waitingLevels.count))
      }
      return
    }
    apply(difference, levels, arrival: arrival, &draft)
  }

  /// Takes in a snapshot.
  ///
  /// - Parameters:
  ///   - last: The number of the last change in it.
  ///   - time: When it was taken, by the venue's clock, where it says so.
  ///   - latest: The latest time of the venue so far.
  mutating func take(
    snapshot last: Int64, _ levels: [CaptureLevel], time: Int64?, latest: Int64?, arrival: Int64,
    line: Int, draft: inout TapeDraft
  ) {
    let isMissing: (Waiting) -> Bool = { $0.difference.last > last }
    let firstTime = waiting.first(where: isMissing)?.difference.time
    let taken = time ?? latest ?? arrival
    book.clear(in: &draft, line: line)
    book.apply(levels, to: &draft, line: line)
    // By the venue's clock too it comes before what follows it.
    draft.endMessage(exchangeTime: min(taken, firstTime ?? taken), arrivalTime: arrival)
    number = last
    isResumed = false
    isFirstAfterSnapshot = true
    var start = 0
    for one in waiting {
      let levels = Array(waitingLevels[start..<one.levelsEnd])
      start = one.levelsEnd
      if isMissing(one) {
        apply(one.difference, levels, arrival: arrival, &draft)
      } else {
        draft.notes.rowsBeforeSnapshot += levels.count
      }
    }
    waiting.removeAll()
    waitingLevels.removeAll()
  }

  private mutating func apply(
    _ difference: Difference, _ levels: [CaptureLevel], arrival: Int64, _ draft: inout TapeDraft
  ) {
    guard let known = number, difference.last > known else {
      // The snapshot holds it, or it came twice.
      draft.notes.rowsBeforeSnapshot += levels.count
      return
    }
    if !follows(difference, known) { draft.notes.sequenceGaps += 1 }
    isFirstAfterSnapshot = false
    number = difference.last
    book.apply(levels, to: &draft, line: difference.line)
    draft.endMessage(exchangeTime: difference.time, arrivalTime: arrival)
    book.compare(number: difference.last, notes: &draft.notes)
  }

  /// Takes in a quote.
  mutating func note(_ quote: CaptureBook.Quote, notes: inout SourceNotes) {
    book.note(quote, bookNumber: number, notes: &notes)
  }
}
