/// A recorded market: messages in the order in which they arrived, and their rows.
///
/// The columns may lie in a file that is mapped; they are read where they are, so that a tape takes no memory of
/// its own and is shared by all branches of a run.
package struct MarketTape: @unchecked Sendable {
  // Unchecked: the memory is never written after the tape is made.

  /// The messages, in order of arrival; those that arrive at one instant in the order of the source.
  package let messages: UnsafeBufferPointer<TapeMessage>
  /// The rows of all messages.
  package let rows: UnsafeBufferPointer<TapeRow>
  /// The messages in order of the venue's clock, those of one instant in order of arrival; empty where that is the
  /// order of arrival.
  package let exchangeOrder: UnsafeBufferPointer<UInt32>
  /// Keeps the memory.
  private let memory: Memory

  /// The memory of a tape, given back when the last tape that uses it is gone.
  package final class Memory: @unchecked Sendable {
    private let release: () -> Void

    /// Keeps what is released when nobody uses it any more.
    package init(release: @escaping () -> Void) { self.release = release }

    deinit { release() }
  }

  /// Makes a tape of columns that lie somewhere else.
  ///
  /// - Parameters:
  ///   - messages: At least one; arrival never runs backwards, and `rowsEnd` rises to the number of rows.
  ///   - rows: Every code is of a kind.
  ///   - exchangeOrder: Empty, or a permutation of the messages by which the venue's clock never runs backwards.
  ///   - memory: What keeps them.
  package init(
    messages: UnsafeBufferPointer<TapeMessage>, rows: UnsafeBufferPointer<TapeRow>,
    exchangeOrder: UnsafeBufferPointer<UInt32>, memory: Memory
  ) {
    self.messages = messages
    self.rows = rows
    self.exchangeOrder = exchangeOrder
    self.memory = memory
  }

  /// Makes a tape with memory of its own, and finds the order by the venue's clock.
  ///
  /// - Parameters:
  ///   - messages: As for a tape of columns elsewhere.
  ///   - rows: The rows of all messages.
  package init(messages: [TapeMessage], rows: [TapeRow]) {
    let order = Self.exchangeOrder(of: messages)
    let columns = (Self.copy(messages), Self.copy(rows), Self.copy(order))
    nonisolated(unsafe) let kept = columns
    self.init(
      messages: UnsafeBufferPointer(columns.0), rows: UnsafeBufferPointer(columns.1),
      exchangeOrder: UnsafeBufferPointer(columns.2),
      memory: Memory {
        kept.0.deallocate()
        kept.1.deallocate()
        kept.2.deallocate()
      })
  }

  /// The order of messages by the venue's clock; empty where it is theirs.
  package static func exchangeOrder(of messages: [TapeMessage]) -> [UInt32] {
    var isOrdered = true
    for place in messages.indices.dropFirst()
    where messages[place].exchangeTime < messages[place - 1].exchangeTime {
      isOrdered = false
      break
    }
    if isOrdered { return [] }
    return messages.indices.sorted {
      (messages[$0].exchangeTime, $0) < (messages[$1].exchangeTime, $1)
    }.map { UInt32($0) }
  }

  private static func copy<Element: BitwiseCopyable>(
    _ elements: [Element]
  ) -> UnsafeMutableBufferPointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(elements.count, 1))
    _ = memory.initialize(from: elements)
    return UnsafeMutableBufferPointer(rebasing: memory[..<elements.count])
  }

  // MARK: Its parts

  /// The message that comes at a place in the order of the venue's clock.
  @inline(__always)
  package func number(inExchangeOrder place: Int) -> Int {
    exchangeOrder.isEmpty ? place : Int(exchangeOrder[place])
  }

  /// The rows of a message.
  @inline(__always)
  package func rows(of number: Int) -> Range<Int> {
    let start = number == 0 ? 0 : Int(messages[number - 1].rowsEnd)
    return start..<Int(messages[number].rowsEnd)
  }

  /// The rows of a message where they are.
  @inline(__always)
  package func rowsInPlace(of number: Int) -> UnsafeBufferPointer<TapeRow> {
    UnsafeBufferPointer(rebasing: rows[rows(of: number)])
  }

  /// The first row of a kind; nil where there is none.
  package func first(_ kind: TapeRow.Kind) -> TapeRow? {
    rows.first { $0.code == kind.rawValue }
  }

  /// The venue's first time.
  package var start: Int64 { messages[number(inExchangeOrder: 0)].exchangeTime }

  /// The last time of either clock.
  package var end: Int64 {
    max(
      messages[number(inExchangeOrder: messages.count - 1)].exchangeTime,
      messages[messages.count - 1].arrivalTime)
  }
}
