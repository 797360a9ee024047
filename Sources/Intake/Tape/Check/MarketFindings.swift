import Units

/// What was found in a recorded market, a number for each ``MarketFinding``.
package struct MarketFindings: Sendable, Hashable {
  private var numbers = [Int64](repeating: 0, count: MarketFinding.allCases.count)

  /// Starts with nothing.
  package init() {}

  /// The number of a finding.
  package subscript(finding: MarketFinding) -> Int64 {
    get { numbers[Self.place(finding)] }
    set { numbers[Self.place(finding)] = newValue }
  }

  private static func place(_ finding: MarketFinding) -> Int {
    MarketFinding.allCases.firstIndex(of: finding) ?? 0
  }

  /// Adds what readers noticed.
  mutating func add(_ notes: SourceNotes) {
    self[.snapshots] += Int64(notes.snapshots)
    self[.rowsBeforeSnapshot] += Int64(notes.rowsBeforeSnapshot)
    self[.rowsOfOthers] += Int64(notes.rowsOfOthers)
    self[.arrivalsBackwards] += Int64(notes.arrivalsBackwards)
    self[.missingIDs] += notes.ids.missing
    self[.repeatedIDs] += notes.ids.repeated
    self[.quotesCompared] += Int64(notes.quotesCompared)
    self[.quotesDiffering] += Int64(notes.quotesDiffering)
    self[.sequenceGaps] += Int64(notes.sequenceGaps)
    self[.gaps] += Int64(notes.sequenceGaps)
  }

  /// The findings for which a strict check refuses the data.
  package var faults: [MarketFinding] {
    MarketFinding.allCases.filter { $0.isFault && self[$0] > 0 }
  }

  /// The table: what it is, and its number in words.
  package var table: [(title: String, value: String)] {
    MarketFinding.allCases.map { ($0.title, text($0)) }
  }

  /// The number of a finding in words.
  package func text(_ finding: MarketFinding) -> String {
    let number = self[finding]
    switch finding.measure {
    case .count: return String(number)
    case .time:
      return UTCTime(microseconds: Int64(divide(Int128(number), by: 1000, rounding: .down))).text
    case .interval: return ExactDecimal(coefficient: Int128(number), exponent: -9).text + " s"
    }
  }

  // MARK: As a document

  /// The findings as an object with a number for each.
  var value: JSON5Value {
    .object(MarketFinding.allCases.map { .member($0.rawValue, .decimal(Int128(self[$0]))) })
  }

  /// Reads findings.
  init(_ value: ValueReader) throws(InputError) {
    self = try value.object { (object) throws(InputError) -> MarketFindings in
      var read = MarketFindings()
      for finding in MarketFinding.allCases {
        read[finding] = try object.required(finding.rawValue).integer()
      }
      return read
    }
  }
}
