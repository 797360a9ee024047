/// A stretch of real time: the start belongs to it, the end does not.
package struct TimeWindow: Sendable, Hashable {
  /// The first moment.
  package let from: UTCTime
  /// The first moment after it; later than `from`.
  package let to: UTCTime

  /// Makes a window; nothing when it would be empty.
  package init?(from: UTCTime, to: UTCTime) {
    guard from < to else { return nil }
    self.from = from
    self.to = to
  }

  /// Whether a moment lies in the window.
  package func contains(_ moment: UTCTime) -> Bool { from <= moment && moment < to }

  /// The window as a message shows it.
  package var text: String { "\(from.text) to \(to.text)" }
}
