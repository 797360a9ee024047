/// A stretch of time for which a file has nothing: a warning, not an error.
package struct DataGap: Sendable, Hashable, CustomStringConvertible {
  /// The first moment without data.
  package let from: UTCTime
  /// The first moment with data again.
  package let to: UTCTime

  /// Makes a gap.
  package init(from: UTCTime, to: UTCTime) {
    self.from = from
    self.to = to
  }

  /// The whole minutes that are missing.
  package var wholeMinutes: Int64 { (to.microseconds - from.microseconds) / 60_000_000 }

  /// The gap in words.
  package var description: String {
    let minutes = wholeMinutes == 1 ? "1 minute" : "\(wholeMinutes) minutes"
    return "no data for \(minutes) from \(from.text) to \(to.text)"
  }
}

/// Collects the gaps between times that come in order.
struct GapFinder {
  /// The longest distance between neighbours that is no gap, in microseconds.
  let limit: Int64
  private var gaps: [DataGap] = []
  private var first: UTCTime?
  private var previous: UTCTime?

  init(limit: Int64) { self.limit = limit }

  /// Notes that there is data at a time.
  mutating func note(_ time: UTCTime) {
    if let previous, time.microseconds - previous.microseconds > limit {
      gaps.append(
        DataGap(from: UTCTime(microseconds: previous.microseconds + limit), to: time))
    }
    first = first ?? time
    previous = time
  }

  /// All gaps, also those at the ends of a window.
  func finish(in window: TimeWindow?) -> [DataGap] {
    guard let window else { return gaps }
    guard let first, let previous else { return [DataGap(from: window.from, to: window.to)] }
    var all = gaps
    if first.microseconds - window.from.microseconds >= limit {
      all.insert(DataGap(from: window.from, to: first), at: 0)
    }
    if window.to.microseconds - previous.microseconds > limit {
      all.append(
        DataGap(from: UTCTime(microseconds: previous.microseconds + limit), to: window.to))
    }
    return all
  }
}
