import Market

/// Walks over a recorded market and counts what is wrong with it.
struct MarketCheck {
  /// The longest silence that is none, in nanoseconds: a minute.
  private static let silenceMax: Int64 = 60_000_000_000
  /// So many rows of the other side make a side without rows a stuck one.
  private static let rowsOfOtherSide = 100

  private var bids = CheckedSide()
  private var asks = CheckedSide()
  private var bidWatch = SideWatch()
  private var askWatch = SideWatch()
  private var messageCount = 0
  private var bookSilence = Silence()
  private var tradeSilence = Silence()
  private var lastVenueTimes = [Int64](repeating: .min, count: 3)
  private var counts = Counts()

  /// Counts that change often.
  private struct Counts {
    var crossed: Int64 = 0
    var locked: Int64 = 0
    var bookMessages: Int64 = 0
    var trades: Int64 = 0
    var forcedOrders: Int64 = 0
    var rows: Int64 = 0
    var farLevels: Int64 = 0
    var repeatedSnapshots: Int64 = 0
    var stuckSides: Int64 = 0
    var tooEarly: Int64 = 0
    var venueStepsBack: Int64 = 0
    var venueStepBackMax: Int64 = 0
    var delayMin = Int64.max
    var delayMax = Int64.min
    var venueStart = Int64.max
    var venueEnd = Int64.min
    var arrivalStart = Int64.max
    var arrivalEnd = Int64.min
  }

  /// The last row of a side.
  private struct SideWatch {
    var last: Int64?
    var rowsOfOther = 0
    var isStuck = false

    /// A row of this side came.
    mutating func note(_ time: Int64) {
      (last, rowsOfOther, isStuck) = (time, 0, false)
    }

    /// A row of the other side came; true where this makes the side a stuck one.
    mutating func noteOther(_ time: Int64) -> Bool {
      rowsOfOther += 1
      guard let last, !isStuck, rowsOfOther >= MarketCheck.rowsOfOtherSide,
        time - last > MarketCheck.silenceMax
      else { return false }
      isStuck = true
      return true
    }
  }

  /// Times between arrivals.
  private struct Silence {
    var last: Int64?
    var count: Int64 = 0
    var longest: Int64 = 0

    mutating func note(_ time: Int64) {
      if let last {
        longest = max(longest, time - last)
        if time - last > MarketCheck.silenceMax { count += 1 }
      }
      last = time
    }
  }

  /// Takes in the next message.
  mutating func take(_ message: TapeMessage, _ rows: UnsafeBufferPointer<TapeRow>) {
    messageCount += 1
    counts.rows += Int64(rows.count)
    noteTimes(message)
    var kinds = (book: false, trade: false)
    var known: (CheckedSide, CheckedSide)?
    for row in rows {
      switch row.kind {
      case .bid, .ask:
        kinds.book = true
        note(row, at: message.arrivalTime)
      case .clear:
        kinds.book = true
        if !bids.levels.isEmpty || !asks.levels.isEmpty { known = (bids, asks) }
        bids.clear()
        asks.clear()
      case .buyTrade, .sellTrade, .trade:
        kinds.trade = true
        counts.trades += 1
      case .forcedBuy, .forcedSell: counts.forcedOrders += 1
      case .mark, .index, .fundingRate, nil: break
      }
    }
    if let known, known.0 == bids, known.1 == asks { counts.repeatedSnapshots += 1 }
    noteVenueTime(message.exchangeTime, channel: kinds.book ? 0 : kinds.trade ? 1 : 2)
    if kinds.trade { tradeSilence.note(message.arrivalTime) }
    guard kinds.book else { return }
    counts.bookMessages += 1
    bookSilence.note(message.arrivalTime)
    if let bid = bids.best, let ask = asks.best {
      if bid > -ask { counts.crossed += 1 } else if bid == -ask { counts.locked += 1 }
    }
  }

  private mutating func note(_ row: TapeRow, at time: Int64) {
    if row.code == TapeRow.Kind.bid.rawValue {
      bids.set(Int64(row.ticks), lots: row.amount)
      bidWatch.note(time)
      if askWatch.noteOther(time) { counts.stuckSides += 1 }
      if row.amount > 0, let best = bids.best, Int64(row.ticks) * 2 < best {
        counts.farLevels += 1
      }
    } else {
      asks.set(-Int64(row.ticks), lots: row.amount)
      askWatch.note(time)
      if bidWatch.noteOther(time) { counts.stuckSides += 1 }
      if row.amount > 0, let best = asks.best, Int64(row.ticks) > -2 * best {
        counts.farLevels += 1
      }
    }
  }

  private mutating func noteTimes(_ message: TapeMessage) {
    let delay = message.arrivalTime - message.exchangeTime
    if delay < 0 { counts.tooEarly += 1 }
    counts.delayMin = min(counts.delayMin, delay)
    counts.delayMax = max(counts.delayMax, delay)
    counts.venueStart = min(counts.venueStart, message.exchangeTime)
    counts.venueEnd = max(counts.venueEnd, message.exchangeTime)
    counts.arrivalStart = min(counts.arrivalStart, message.arrivalTime)
    counts.arrivalEnd = max(counts.arrivalEnd, message.arrivalTime)
  }

  private mutating func noteVenueTime(_ time: Int64, channel: Int) {
    if time < lastVenueTimes[channel] {
      counts.venueStepsBack += 1
      counts.venueStepBackMax = max(counts.venueStepBackMax, lastVenueTimes[channel] - time)
    } else {
      lastVenueTimes[channel] = time
    }
  }

  /// What was found in the messages, with what readers noticed.
  func findings(with notes: [SourceNotes]) -> MarketFindings {
    var found = MarketFindings()
    guard messageCount > 0 else { return found }
    let silence = counts.bookMessages > 0 ? bookSilence : tradeSilence
    for (finding, number) in [
      (.messages, Int64(messageCount)), (.bookMessages, counts.bookMessages),
      (.trades, counts.trades), (.forcedOrders, counts.forcedOrders), (.rows, counts.rows),
      (.venueStart, counts.venueStart), (.venueEnd, counts.venueEnd),
      (.arrivalStart, counts.arrivalStart), (.arrivalEnd, counts.arrivalEnd),
      (.gaps, silence.count), (.silences, silence.count), (.silenceMax, silence.longest),
      (.crossed, counts.crossed), (.locked, counts.locked), (.stuckSides, counts.stuckSides),
      (.farLevels, counts.farLevels), (.repeatedSnapshots, counts.repeatedSnapshots),
      (.venueTimesBackwards, counts.venueStepsBack),
      (.venueStepBackMax, counts.venueStepBackMax), (.arrivalsTooEarly, counts.tooEarly),
      (.delayMin, counts.delayMin), (.delayMax, counts.delayMax),
    ] as [(MarketFinding, Int64)] {
      found[finding] = number
    }
    for note in notes { found.add(note) }
    return found
  }
}
