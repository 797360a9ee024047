/// Why a list of prices is no tape.
///
/// Positions count from 0 in the list that was given, so that a reader of files can name the line.
public enum TapeError: Error, Sendable, Hashable {
  /// There is no price at all.
  case empty
  /// The item at this position is earlier than the one before it, or overlaps it.
  case timeRunsBackwards(position: Int)
  /// The price at this position is zero or below.
  case priceNotPositive(position: Int)
  /// The bar's high is below, or its low above, another of its prices.
  case barInconsistent(position: Int)
  /// No price is known at the start of the window that was asked for.
  case startsAfterWindow
}
