package import Units

/// What a sizing rule asks an attempt to close.
package enum SizingResult: Sendable, Hashable {
  /// Close this much; at least one lot, at most the position.
  case close(Quantity)
  /// Close this much, and if it is filled the account is left alone whatever its margin then (Drift v2).
  case closeAndRelease(Quantity)
  /// Nothing now: the throttle allows no lot yet.
  case notYet
  /// No partial close can restore the account.
  case cannotRestore
}

/// What a path has found out about a case and a record can carry.
public enum PathFinding: Sendable, Hashable {
  /// No partial close can restore the margin, so the path closed the whole position or moved on.
  case cannotRestore
}
