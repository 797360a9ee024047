import Market

/// The bytes of a tape file, made from sources and handed on piece by piece.
///
/// Rows are never in memory as a whole beside those of the sources.
package struct TapeImage: Sendable {
  private let drafts: [TapeDraft]
  private let order: TapeOrder
  /// What the tape says of itself.
  package private(set) var facts: TapeFacts

  /// Merges sources, and puts their prices and sizes on a grid.
  ///
  /// - Parameters:
  ///   - drafts: The sources, each in order of arrival, with at least one message.
  ///   - tick: The tick, in hundred-millionths; found where it is nil, see ``TapeGrid``.
  ///   - lot: The lot, in hundred-millionths; found where it is nil.
  ///   - rounds: Whether what lies between two steps is rounded, and not refused.
  package init(
    drafts: [TapeDraft], tick: Int64? = nil, lot: Int64? = nil, rounds: Bool = false
  ) throws(InputError) {
    let grid = try TapeGrid(of: drafts, tick: tick, lot: lot, rounds: rounds)
    facts = TapeFacts(
      exchange: try Self.common(drafts, \.exchange, "exchange"),
      symbol: try Self.common(drafts, \.symbol, "symbol"), grid: grid,
      sources: drafts.map(\.source),
      findings: MarketFindings())
    order = TapeOrder(of: drafts)
    self.drafts = drafts
    guard messageCount <= TapeLayout.messageCountMax else {
      throw InputError(
        .badData, file: drafts.first?.source.file ?? "",
        expected: "at most \(TapeLayout.messageCountMax) messages", found: "\(messageCount)")
    }
    facts.findings = checked()
  }

  /// What is found in the messages in their order.
  private func checked() -> MarketFindings {
    var check = MarketCheck()
    var rows: [TapeRow] = []
    for place in order.places {
      let source = Int(place.source)
      rows.removeAll(keepingCapacity: true)
      for number in drafts[source].rows(of: Int(place.message)) {
        rows.append(facts.grid.row(drafts[source].rows[number]))
      }
      rows.withUnsafeBufferPointer {
        check.take(drafts[source].messages[Int(place.message)], $0)
      }
    }
    return check.findings(with: drafts.map(\.notes))
  }

  /// The messages.
  package var messageCount: Int { order.places.count }
  /// The rows.
  package var rowCount: Int { drafts.reduce(0) { $0 + $1.rows.count } }

  /// The one name that sources have; nil where none has one.
  private static func common(
    _ drafts: [TapeDraft], _ name: (TapeDraft) -> String?, _ key: String
  ) throws(InputError) -> String? {
    var known: String?
    for draft in drafts {
      guard let found = name(draft) else { continue }
      guard known == nil || known == found else {
        throw InputError(
          .badData, file: draft.source.file, key: key, problem: "sources of different markets",
          expected: known.map(InputError.quoted), found: InputError.quoted(found))
      }
      known = found
    }
    return known
  }

  /// The merged messages.
  private var messages: [TapeMessage] {
    var end: Int64 = 0
    return order.places.map { place in
      let draft = drafts[Int(place.source)]
      var message = draft.messages[Int(place.message)]
      end += Int64(draft.rows(of: Int(place.message)).count)
      message.rowsEnd = end
      return message
    }
  }

  /// Makes the file.
  ///
  /// - Parameter sink: Takes the next bytes.
  /// - Returns: The checksum.
  @discardableResult
  package func write<Failure: Error>(
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) -> UInt64 {
    let messages = messages
    let byVenue = MarketTape.exchangeOrder(of: messages)
    let text = Array(facts.text.utf8)
    let layout = TapeLayout(
      factsByteCount: text.count, messageCount: messages.count,
      rowCount: Int(messages.last?.rowsEnd ?? 0), orderCount: byVenue.count)
    var output = BlockOutput()
    for word in layout.head { try output.append(word.littleEndian, to: sink) }
    for byte in text { try output.append(byte, to: sink) }
    try output.align(to: sink)
    for message in messages { try output.append(message, to: sink) }
    try output.align(to: sink)
    for place in order.places {
      let source = Int(place.source)
      for number in drafts[source].rows(of: Int(place.message)) {
        try output.append(facts.grid.row(drafts[source].rows[number]), to: sink)
      }
    }
    try output.align(to: sink)
    for number in byVenue { try output.append(number.littleEndian, to: sink) }
    try output.align(to: sink)
    return try output.finish(to: sink)
  }
}

/// Gathers values into blocks, sums them and hands them on.
private struct BlockOutput: ~Copyable {
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
  private var count = 0
  private var sum = TapeChecksum()

  deinit { buffer.deallocate() }

  @inline(__always)
  mutating func append<Value: BitwiseCopyable, Failure: Error>(
    _ value: Value, to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    if count + MemoryLayout<Value>.stride > buffer.count { try makeRoom(to: sink) }
    buffer.storeBytes(of: value, toByteOffset: count, as: Value.self)
    count += MemoryLayout<Value>.stride
  }

  /// Fills up with zeros to the end of a block.
  mutating func align<Failure: Error>(
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    while count % TapeChecksum.blockByteCount != 0 { try append(UInt8(0), to: sink) }
  }

  /// Hands on the whole blocks and keeps the rest.
  private mutating func makeRoom<Failure: Error>(
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let whole = count & ~(TapeChecksum.blockByteCount - 1)
    let blocks = UnsafeRawBufferPointer(rebasing: buffer[..<whole])
    sum.update(blocks)
    try sink(blocks)
    let rest = UnsafeRawBufferPointer(rebasing: buffer[whole..<count])
    buffer.copyMemory(from: rest)
    count -= whole
  }

  /// Hands on what is left and the checksum.
  mutating func finish<Failure: Error>(
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) -> UInt64 {
    try makeRoom(to: sink)
    let value = sum.value
    try append(value.littleEndian, to: sink)
    try sink(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return value
  }
}
