import Market
package import Units

/// What happens to a case, one verb for each; nothing else changes one.
extension LiquidationEngine {
  // MARK: Steps

  /// Counts a step.
  ///
  /// - Returns: Its number.
  package mutating func nextStep(of index: Int) -> Int64 {
    cases[index].step += 1
    return cases[index].step
  }

  /// Whether a case still waits for the outcome of a step.
  package func isAt(step: Int64, of index: Int) -> Bool {
    cases[index].isOpen && cases[index].step == step
  }

  /// Asks the path of a case what comes next.
  ///
  /// - Returns: The step, and whether the path has found now, and not before, that no partial close restores the
  ///   account.
  package mutating func ask(
    _ index: Int, in situation: Situation
  ) -> (step: LiquidationStep, foundUnrestorable: Bool) {
    invariant(cases[index].isOpen, "an open case is asked")
    invariant(cases[index].order == nil, "a case is asked when its order has ended")
    invariant(situation.size != .zero, "a case is asked while there is a position")
    let answer = cases[index].path.next(in: situation)
    cases[index].answer = answer
    let isFound = answer.finding == .cannotRestore && !cases[index].isUnrestorable
    if isFound { cases[index].isUnrestorable = true }
    return (answer.step, isFound)
  }

  // MARK: Attempts

  /// A case begins to try what it was told.
  package mutating func begin(_ attempt: Attempt, of index: Int) {
    invariant(cases[index].isOpen, "an open case tries something")
    invariant(cases[index].order == nil, "a case has one order at a time")
    cases[index].attempt = attempt
  }

  /// Counts an order or an auction.
  package mutating func countAttempt(of index: Int) { cases[index].attempts += 1 }

  /// The order of a case reaches the book.
  package mutating func arrive(_ index: Int, doubledMid: Int64) {
    invariant(cases[index].order != nil, "what arrives was sent")
    cases[index].attempt?.doubledMidAtArrival = doubledMid
  }

  /// The order of a case trades.
  package mutating func fill(_ index: Int, quantity: Quantity, notional: Money, fee: Money) {
    invariant(quantity > .zero, "a fill has a size")
    cases[index].attempt?.filled += quantity
    cases[index].attempt?.notional += notional
    cases[index].executed += quantity
    cases[index].executedNotional += notional
    cases[index].takerFees += fee
    invariant(
      cases[index].attempt.map { $0.filled <= $0.ordered } ?? false,
      "an order fills no more than it has")
  }

  /// The order of a case has ended; the fund takes back what it promised.
  package mutating func finishAttempt(of index: Int) -> Attempt? {
    cases[index].attempt?.order = nil
    release(index)
    return cases[index].attempt
  }

  // MARK: What closes outside the book

  /// Lots of a case are taken over by the backstop provider, the fund or a liquidator.
  package mutating func transfer(_ quantity: Quantity, of index: Int) {
    invariant(quantity > .zero, "a transfer has a size")
    cases[index].transferred += quantity
  }

  /// Lots of a case are closed against a counterparty.
  package mutating func deleverage(_ quantity: Quantity, of index: Int) {
    invariant(quantity > .zero, "a deleveraging has a size")
    cases[index].deleveraged += quantity
  }

  /// Counts what was closed against the capacity window of the last step, where it has one.
  ///
  /// - Parameters:
  ///   - quantity: The lots.
  ///   - notional: Their notional at the index.
  package mutating func meter(
    _ index: Int, quantity: Quantity, notional: @autoclosure () -> Money, at now: Instant
  ) {
    guard let window = cases[index].answer?.capacity else { return }
    meter.take(quantity, notional: notional(), of: cases[index].account, in: window, at: now)
  }

  // MARK: Money

  /// The fund has paid for a case.
  package mutating func fundPaid(_ amount: Money, for index: Int) {
    invariant(amount >= .zero, "the fund pays no negative amount")
    cases[index].fundPaid += amount
  }

  /// The fund has received something from a case.
  package mutating func fundReceived(_ amount: Money, from index: Int) {
    invariant(amount >= .zero, "the fund receives no negative amount")
    cases[index].fundReceived += amount
  }
}
