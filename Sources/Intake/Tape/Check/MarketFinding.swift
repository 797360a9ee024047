/// What is looked at in a recorded market.
package enum MarketFinding: String, Sendable, Hashable, CaseIterable {
  // The order is that of the table.
  case messages, bookMessages, trades, forcedOrders, rows
  case venueStart, venueEnd, arrivalStart, arrivalEnd
  case gaps, sequenceGaps, silences, silenceMax
  case crossed, locked, stuckSides, farLevels
  case snapshots, repeatedSnapshots, rowsBeforeSnapshot
  case missingIDs, repeatedIDs
  case quotesCompared, quotesDiffering
  case arrivalsBackwards, venueTimesBackwards, venueStepBackMax
  case arrivalsTooEarly, delayMin, delayMax
  case rowsOfOthers

  /// What its number is.
  package enum Measure: Sendable, Hashable {
    /// So many.
    case count
    /// Nanoseconds since 1970.
    case time
    /// Nanoseconds.
    case interval
  }

  /// What its number is.
  package var measure: Measure {
    switch self {
    case .venueStart, .venueEnd, .arrivalStart, .arrivalEnd: .time
    case .silenceMax, .venueStepBackMax, .delayMin, .delayMax: .interval
    case .messages, .bookMessages, .trades, .forcedOrders, .rows, .gaps, .sequenceGaps, .silences,
      .crossed, .locked, .stuckSides, .farLevels, .snapshots, .repeatedSnapshots,
      .rowsBeforeSnapshot, .missingIDs, .repeatedIDs, .arrivalsBackwards, .venueTimesBackwards,
      .arrivalsTooEarly, .rowsOfOthers, .quotesCompared, .quotesDiffering:
      .count
    }
  }

  /// Whether data that has any is refused by a strict check.
  package var isFault: Bool {
    switch self {
    case .gaps, .crossed, .locked, .stuckSides, .repeatedSnapshots, .missingIDs, .repeatedIDs,
      .quotesDiffering, .arrivalsBackwards, .arrivalsTooEarly:
      true
    case .messages, .bookMessages, .trades, .forcedOrders, .rows, .venueStart, .venueEnd,
      .arrivalStart, .arrivalEnd, .sequenceGaps, .silences, .silenceMax, .farLevels, .snapshots,
      .rowsBeforeSnapshot, .venueTimesBackwards, .venueStepBackMax, .delayMin, .delayMax,
      .rowsOfOthers, .quotesCompared:
      false
    }
  }

  /// What the table calls it.
  package var title: String {
    switch self {
    case .messages: "messages"
    case .bookMessages: "messages of the book"
    case .trades: "trades"
    case .forcedOrders: "forced orders"
    case .rows: "rows"
    case .venueStart: "first, by the venue's clock"
    case .venueEnd: "last, by the venue's clock"
    case .arrivalStart: "first, by arrival"
    case .arrivalEnd: "last, by arrival"
    case .gaps: "gaps"
    case .sequenceGaps: "gaps in the sequence of messages"
    case .silences: "silences of more than a minute"
    case .silenceMax: "longest silence"
    case .crossed: "crossed"
    case .locked: "locked"
    case .stuckSides: "stuck sides"
    case .farLevels: "levels far away"
    case .snapshots: "snapshots"
    case .repeatedSnapshots: "repeated snapshots"
    case .rowsBeforeSnapshot: "rows before a snapshot, left out"
    case .missingIDs: "missing ids"
    case .repeatedIDs: "repeated ids"
    case .arrivalsBackwards: "arrivals out of order, sorted"
    case .venueTimesBackwards: "steps back of the venue's clock"
    case .venueStepBackMax: "longest step back of the venue's clock"
    case .arrivalsTooEarly: "arrivals before the venue's time"
    case .delayMin: "shortest delay"
    case .delayMax: "longest delay"
    case .rowsOfOthers: "rows of other symbols, left out"
    case .quotesCompared: "quotes beside the book"
    case .quotesDiffering: "quotes that differ from the book"
    }
  }
}
