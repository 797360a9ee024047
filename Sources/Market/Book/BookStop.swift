import Units

/// A stop that waits for its trigger.
struct BookStop: BitwiseCopyable {
  var trigger: Price
  var slot: Int32
}
