import Units

/// A stretch of time for which a file has nothing: a warning, not an error.
package struct DataGap: Sendable, Hashable, CustomStringConvertible {
  /// The last moment with data before it, or where the wanted window starts.
  package let from: UTCTime
  /// The first moment with data again, or where the wanted window ends.
  package let to: UTCTime

  /// Makes a gap.
  package init(from: UTCTime, to: UTCTime) {
    self.from = from
    self.to = to
  }

  /// How long nothing is known, in microseconds.
  package var microseconds: Int64 { to.microseconds - from.microseconds }

  /// The gap in words, exact to the microsecond.
  package var description: String {
    "no data for \(Self.lengthText(microseconds: microseconds)) from \(from.text) to \(to.text)"
  }

  /// A length of time in words: `72 s`, `1 minute`, `29 minutes 3.5 s`.
  package static func lengthText(microseconds: Int64) -> String {
    let (minutes, rest) = microseconds.quotientAndRemainder(dividingBy: 60_000_000)
    let minutesText = ValueReader.countInWords(Int(minutes), "minute")
    if rest == 0, minutes > 0 { return minutesText }
    if minutes < 2 { return secondsText(microseconds) }
    return "\(minutesText) \(secondsText(rest))"
  }

  private static func secondsText(_ microseconds: Int64) -> String {
    ExactDecimal(coefficient: Int128(microseconds), exponent: -6).text + " s"
  }

  // MARK: Finding gaps

  /// The stretches between prices, or between a price and an end of the window, that are longer than a limit.
  ///
  /// - Parameters:
  ///   - times: When there is a price, in order.
  ///   - limit: The longest silence that is no gap, in microseconds.
  ///   - window: What is wanted; from the first to the last time if left out.
  static func silences(
    between times: some Sequence<UTCTime>, longerThan limit: Int64, in window: TimeWindow?
  ) -> [DataGap] {
    var gaps: [DataGap] = []
    var previous = window?.from
    func note(_ time: UTCTime) {
      if let previous, time.microseconds - previous.microseconds > limit {
        gaps.append(DataGap(from: previous, to: time))
      }
      previous = time
    }
    for time in times { note(time) }
    if let window { note(window.to) }
    return gaps
  }

  /// The stretches that bars of one length leave open.
  ///
  /// - Parameters:
  ///   - openings: When the bars open, in order.
  ///   - length: The length of a bar, in microseconds.
  ///   - window: What is wanted; from the first to the last bar if left out.
  static func openings(
    between openings: some Sequence<UTCTime>, length: Int64, in window: TimeWindow?
  ) -> [DataGap] {
    var gaps: [DataGap] = []
    var covered = window?.from
    for opening in openings {
      if let covered, opening > covered { gaps.append(DataGap(from: covered, to: opening)) }
      covered = UTCTime(microseconds: opening.microseconds + length)
    }
    if let window, let covered, covered < window.to {
      gaps.append(DataGap(from: covered, to: window.to))
    }
    return gaps
  }
}
