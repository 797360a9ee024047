import Units

/// A stop that waits for its trigger.
struct BookStop: BitwiseCopyable {
  var trigger: Price
  /// Of two stops with one trigger the earlier goes first.
  var arrival: UInt64
  var slot: Int32
}
