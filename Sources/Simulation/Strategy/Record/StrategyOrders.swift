/// What became of a strategy's orders in one branch, in counts and lots.
///
/// An order in flight or open at the end of the run is sent and nothing else. Rejections by reason are in
/// ``RunResult/rejections``.
package struct StrategyOrders: Sendable, Equatable {
  /// Orders that left the desk.
  package var sent: Int64 = 0
  /// Lots that entered the book: of every order that it took, and what replacements added; of a stop once its trigger
  /// was reached.
  package var lotsEntered: Int64 = 0
  /// Lots of them that traded.
  package var lotsFilled: Int64 = 0
  /// Lots of them that traded while they waited in the book.
  package var lotsFilledAsMaker: Int64 = 0
  /// Orders that came to rest in the book at least for a while.
  package var rested: Int64 = 0
  /// Orders of which all traded.
  package var filled: Int64 = 0
  /// Orders that were cancelled, or rejected when they were replaced, after a part had traded.
  package var filledInPart: Int64 = 0
  /// Orders that were cancelled before anything traded.
  package var cancelled: Int64 = 0
  /// Orders that were rejected before anything traded, at the desk, the gateway or the book.
  package var rejected: Int64 = 0
  /// Replacements that left the desk.
  package var replacements: Int64 = 0
  /// Cancels that left the desk.
  package var cancels: Int64 = 0
  /// Lots times time for which orders rested before they traded, in lot-nanoseconds, over lots filled as maker.
  package var queueLotTime: Int128 = 0

  /// Starts with nothing sent.
  package init() {}
}
