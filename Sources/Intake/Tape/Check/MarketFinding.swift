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

  /// What it means, for the reference.
  package var meaning: String {
    switch self {
    case .messages: "Messages in all."
    case .bookMessages: "Messages that change the book."
    case .trades: "Rows that are trades."
    case .forcedOrders: "Rows that are forced orders of the venue."
    case .rows: "Rows in all messages."
    case .venueStart: "The first time by the venue's clock."
    case .venueEnd: "The last time by the venue's clock."
    case .arrivalStart: "The first arrival."
    case .arrivalEnd: "The last arrival."
    case .gaps: "Gaps in the sequence of messages and silences together."
    case .sequenceGaps:
      "Where a number in the messages shows that one or more before it is missing."
    case .silences:
      "More than a minute between two arrivals of messages of the book; of trades where there is no book."
    case .silenceMax: "The longest time between two such arrivals."
    case .crossed: "Messages after which the best bid is above the best ask."
    case .locked: "Messages after which the best bid is the best ask."
    case .stuckSides:
      "Stretches of more than a minute in which one side had no row and the other a hundred or more."
    case .farLevels:
      "Rows that set a bid below half of the best bid, or an ask above twice the best ask."
    case .snapshots: "Snapshots of the book."
    case .repeatedSnapshots:
      "Snapshots other than the first that hold the book that is known already."
    case .rowsBeforeSnapshot: "Rows of a book that nobody knows yet."
    case .missingIDs: "Numbers that are left out between ids of trades that follow each other."
    case .repeatedIDs: "Trades with the id of the trade before them."
    case .arrivalsBackwards: "Messages that arrive before the one above them in their source."
    case .venueTimesBackwards:
      "Messages whose time by the venue is before that of an earlier one of their kind."
    case .venueStepBackMax: "The longest such step."
    case .arrivalsTooEarly:
      "Messages that arrive before they happen: the recorder's clock is behind the venue's."
    case .delayMin: "The shortest time from the venue to the recorder."
    case .delayMax: "The longest one."
    case .rowsOfOthers: "Rows of symbols that were not asked for."
    case .quotesCompared:
      "Best bids and asks of the source with the number of a message of the book."
    case .quotesDiffering: "Those that are not the best bid and ask of the book then."
    }
  }
}
