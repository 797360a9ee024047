/// What a maker wants done with one of its quotes.
struct QuoteIntent: Sendable {
  /// What to do.
  var action: Action
  /// The price wanted.
  var price: Int64
  /// The size wanted in lots.
  var size: Int64

  enum Action: UInt8, Sendable {
    case place
    case replace
    case cancel
  }
}
