/// One thing that a recorded message says.
///
/// The same 16 bytes in memory and in a file, so that a file that is mapped needs no reading.
package struct TapeRow: Sendable, Hashable, BitwiseCopyable {
  /// What it is, see ``Kind``; as its code, because a file may hold any.
  package var code: UInt8
  // Two fields: a pair would begin at an even byte, and the row take 24.
  private var padding: UInt8 = 0
  private var morePadding: UInt16 = 0
  /// The price in ticks; zero where the kind has none.
  package var ticks: Int32
  /// A size in lots; for a price or a rate the number itself, as the kind says.
  package var amount: Int64

  /// What a row can say.
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// So many lots are bid at a price now; zero takes the level away.
    case bid
    /// So many lots are offered at a price now; zero takes the level away.
    case ask
    /// All levels are gone; a snapshot follows.
    case clear
    /// A trade in which the taker bought.
    case buyTrade
    /// A trade in which the taker sold.
    case sellTrade
    /// A trade of which the source does not say who took.
    case trade
    /// The mark price, in hundred-millionths of the quote currency.
    case mark
    /// The index, in hundred-millionths of the quote currency.
    case index
    /// A funding rate, in trillionths; what it is of, the source says.
    case fundingRate
    /// A forced order of the venue that bought: a short was liquidated.
    case forcedBuy
    /// A forced order of the venue that sold: a long was liquidated.
    case forcedSell

    /// Whether it stands in ticks and lots.
    package var hasPrice: Bool {
      switch self {
      case .bid, .ask, .buyTrade, .sellTrade, .trade, .forcedBuy, .forcedSell: true
      case .clear, .mark, .index, .fundingRate: false
      }
    }
  }

  /// What it is; nil where the code is of no kind.
  package var kind: Kind? { Kind(rawValue: code) }

  /// Makes a row.
  package init(_ kind: Kind, ticks: Int32 = 0, amount: Int64 = 0) {
    code = kind.rawValue
    self.ticks = ticks
    self.amount = amount
  }

  /// Whether two rows say the same.
  package static func == (left: TapeRow, right: TapeRow) -> Bool {
    left.code == right.code && left.ticks == right.ticks && left.amount == right.amount
  }

  /// Folds what is compared.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(ticks)
    hasher.combine(amount)
  }
}

/// A message of a recorded feed: rows that happened at one instant and reached the recorder at another.
///
/// The same 24 bytes in memory and in a file.
package struct TapeMessage: Sendable, Hashable, BitwiseCopyable {
  /// When it happened, by the venue's clock, in nanoseconds since 1970-01-01 00:00 UTC.
  package var exchangeTime: Int64
  /// When it reached the recorder, by the recorder's clock, in nanoseconds since 1970-01-01 00:00 UTC.
  package var arrivalTime: Int64
  /// The rows of the tape up to the end of this message; they begin where those of the message before end.
  package var rowsEnd: Int64

  /// Makes a message.
  package init(exchangeTime: Int64, arrivalTime: Int64, rowsEnd: Int64) {
    self.exchangeTime = exchangeTime
    self.arrivalTime = arrivalTime
    self.rowsEnd = rowsEnd
  }
}
