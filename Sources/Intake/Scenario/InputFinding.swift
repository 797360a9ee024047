/// Something about a price file that a reader of results has to know.
package struct InputFinding: Sendable, Hashable {
  /// What kind of thing it is; the word stands in files.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Which market the file says that it is of, and how much of it is used.
    case market
    /// Which entry of an archive was read.
    case entry
    /// How long a bar is, and what is made of it.
    case barLength = "bar_length"
    /// A stretch for which there is no price; the last one holds.
    case gap
    /// Rows that are older than one above, put in order.
    case order
    /// Rows that are older by the recorder's clock than one above.
    case recorderOrder = "recorder_order"
    /// Rows that occur twice, left out.
    case repeated
    /// Trades of one moment that share an id and differ, kept.
    case sharedID = "shared_id"
    /// Trades without id, kept.
    case nameless = "no_id"
    /// Prices that lie between two ticks, rounded.
    case rounded
    /// Two files, or a file and the scenario, that seem to be of different markets.
    case misfit
    /// A tape that tells trades and no book.
    case noBook = "no_book"
    /// A line of the table of a recorded market, in which nothing is wrong.
    case check
    /// A line of that table for which a strict check refuses the data.
    case fault
  }

  /// What kind of thing it is.
  package let kind: Kind
  /// How many rows or prices it is about, where it is about some.
  package let count: Int?
  /// The stretch of time that it is about, where it is about one.
  package let gap: DataGap?
  /// The finding in words.
  package let text: String

  /// Makes a finding.
  package init(_ kind: Kind, count: Int? = nil, gap: DataGap? = nil, _ text: String) {
    self.kind = kind
    self.count = count
    self.gap = gap
    self.text = text
  }

  /// Whether it is told while a run starts; the others are as they should be, and stand in the report only.
  package var isRemark: Bool {
    switch kind {
    case .market, .check, .nameless, .recorderOrder: false
    case .noBook, .fault, .entry, .barLength, .gap, .order, .repeated, .sharedID, .rounded, .misfit:
      true
    }
  }
}

/// What was found in one file.
package struct InputFindings: Sendable, Hashable {
  /// What a file is given for.
  package enum Role: String, Sendable, Hashable {
    /// The price that the simulated market follows.
    case index = "--index"
    /// The last price of the venue.
    case last = "--last"
    /// The market that is replayed.
    case tape = "--tape"
  }

  /// What the file was given for.
  package let role: Role
  /// The file as the user named it.
  package let path: String
  /// What was found, in the order of the report.
  package var findings: [InputFinding]
}
