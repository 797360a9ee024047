import Market
import Units

/// What becomes of one strategy's orders, by the effects in the book.
struct OrderLives: Sendable {
  /// What has become of them so far.
  private(set) var counts = StrategyOrders()
  /// How many rest in the book.
  private(set) var resting = 0
  private var lives: [Life] = []

  /// One order from the desk to its end.
  private struct Life: Sendable {
    /// The book's handle; nil for an order that did not leave the desk.
    let id: OrderID?
    /// What is left of it as far as the book has shown.
    var remaining = Quantity.zero
    /// Since when it has its place in the queue; nil while it has none.
    var restsSince: Instant?
    var hasTraded = false
    var hasRested = false
    /// Whether it is a stop that waits for its trigger.
    var isArmed = false
  }

  /// The number at the desk of an order that the strategy sent; nil for one that the venue forced.
  func number(tag: Int64, order: OrderID) -> Int? {
    guard tag >= 0, tag < Int64(lives.count), lives[Int(tag)].id == order else { return nil }
    return Int(tag)
  }

  // MARK: The desk

  /// Takes the next order of the desk; without a handle where it was rejected there.
  mutating func add(_ id: OrderID?) {
    lives.append(Life(id: id))
    if id != nil { counts.sent += 1 }
  }

  /// A replacement leaves the desk.
  mutating func addReplacement() { counts.replacements += 1 }

  /// A cancel leaves the desk.
  mutating func addCancel() { counts.cancels += 1 }

  // MARK: The book

  /// An order has come to rest at the end of its queue.
  mutating func rest(_ report: OrderReport, at now: Instant) {
    guard let number = number(tag: report.tag, order: report.order) else { return }
    see(number, left: report.remaining, before: report.remaining)
    if !lives[number].hasRested { counts.rested += 1 }
    lives[number].hasRested = true
    if lives[number].restsSince == nil { resting += 1 }
    lives[number].restsSince = now
  }

  /// A part of an order was taken off; what rests keeps its place.
  mutating func cut(_ report: OrderReport) {
    guard let number = number(tag: report.tag, order: report.order) else { return }
    see(number, left: report.remaining, before: report.remaining + report.quantity)
  }

  /// A stop waits for its trigger.
  mutating func arm(_ report: OrderReport) {
    guard let number = number(tag: report.tag, order: report.order) else { return }
    lives[number].isArmed = true
  }

  /// A stop's trigger was reached.
  mutating func trigger(_ report: OrderReport) {
    guard let number = number(tag: report.tag, order: report.order) else { return }
    lives[number].isArmed = false
  }

  /// An order has traded.
  ///
  /// - Parameters:
  ///   - number: The order.
  ///   - quantity: The lots traded.
  ///   - remaining: What is left of it.
  ///   - isMaker: Whether it waited in the book.
  ///   - now: When.
  /// - Returns: How long it had rested; nil for a taker.
  mutating func trade(
    _ number: Int, quantity: Quantity, remaining: Quantity, isMaker: Bool, at now: Instant
  ) -> Interval? {
    see(number, left: remaining, before: remaining + quantity)
    lives[number].hasTraded = true
    counts.lotsFilled += quantity.lots
    let since = lives[number].restsSince
    if remaining == .zero {
      counts.filled += 1
      leave(number)
    }
    guard isMaker, let since else { return nil }
    counts.lotsFilledAsMaker += quantity.lots
    counts.queueLotTime += Int128((now - since).nanoseconds) * Int128(quantity.lots)
    return now - since
  }

  /// An order is gone without a trade of its last part.
  mutating func cancel(_ report: OrderReport) {
    guard let number = number(tag: report.tag, order: report.order) else { return }
    // A stop that was never triggered has not entered.
    if !lives[number].isArmed { see(number, left: .zero, before: report.quantity) }
    if lives[number].hasTraded { counts.filledInPart += 1 } else { counts.cancelled += 1 }
    leave(number)
  }

  /// An order was rejected; one that had traded, and whose replacement was rejected, is one filled in part.
  mutating func reject(_ number: Int) {
    if lives[number].hasTraded { counts.filledInPart += 1 } else { counts.rejected += 1 }
    leave(number)
  }

  private mutating func leave(_ number: Int) {
    if lives[number].restsSince != nil { resting -= 1 }
    lives[number].restsSince = nil
  }

  /// Takes what an effect says was left of an order before it and after it.
  ///
  /// What was left beyond what had been shown came in just now: the whole order at first, later what a replacement added.
  private mutating func see(_ number: Int, left remaining: Quantity, before: Quantity) {
    counts.lotsEntered += max(before.lots - lives[number].remaining.lots, 0)
    lives[number].remaining = remaining
  }
}
