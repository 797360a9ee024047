package import Liquidation
import Margin
package import Units

/// What a venue does first to a position that has just become liquidatable.
///
/// It is the first step of the rulebook's path that touches the position. Mark, index and last are taken to
/// stand at the liquidation price, or at the mark where the account is liquidated there, and the fund to hold
/// enough.
package struct ForcedStep: Sendable, Hashable {
  /// The stage of the path that acts.
  package let stage: Stage
  /// Whether the account's orders are cancelled before.
  package let cancelsOrders: Bool
  /// The time that passes before.
  package let wait: Interval
  /// The lots it closes or moves.
  package let quantity: Quantity
  /// The whole position, without sign.
  package let position: Quantity
  /// The worst price of the step; nil where nothing bounds it but what account and fund can pay, or where no price
  /// is the one that the stage names.
  package let limit: Price?
  /// Who keeps what is left of the margin after it.
  package let remainder: Remainder

  /// Whether it is for the whole position.
  package var isWhole: Bool { quantity == position }

  /// Walks a path to its first step.
  ///
  /// - Parameters:
  ///   - path: The path of the rulebook.
  ///   - situation: The account just beyond its liquidation price, or at its mark.
  ///   - edge: The account at its liquidation price or its mark, where the limit is taken.
  /// - Returns: Nil where the path waits for something else than time.
  init?(of path: StagedPath, in situation: Situation, pricedIn edge: Situation) {
    var path = path
    var situation = situation
    var cancels = false
    // A path that has not acted after this many steps waits for the price to move.
    for _ in 0..<32 {
      switch path.next(in: situation).step {
      case .cancelOrders:
        cancels = true
        situation.outcome = .cancelled
        continue
      case .wait(let time):
        situation.now = situation.now + time
        situation.outcome = .waited
        continue
      case .release: return nil
      case .submit(let order): quantity = order.quantity
      case .auction(let order): quantity = order.quantity
      case .transferToBackstop(let lots, _), .transferToFund(let lots, _),
        .deleverage(let lots, _):
        quantity = lots
      }
      guard let stage = path.currentStage else { return nil }
      self.stage = stage
      let worst = stage.limit == PriceLimit.none ? nil : stage.limit.price(in: edge)
      // At the ends of the scale stands a price that does not exist, such as that of a bankruptcy that never
      // comes.
      limit = worst.flatMap { $0 > .zero && $0 < Price(ticks: .max) ? $0 : nil }
      cancelsOrders = cancels
      wait = situation.now - situation.opened
      position = situation.size.magnitude
      remainder = path.remainder
      return
    }
    return nil
  }
}

/// What the first forced step costs its owner, and who keeps what is left.
package struct StepCosts: Sendable, Hashable {
  /// The venue's taker fee on what the step closes; nil where none is stated.
  package let closingFee: Money?
  /// The penalty as the rule asks for it.
  package let penaltyAsked: Money
  /// The penalty that is paid at the most: what is asked, as far as the account has it, and where the rule says so
  /// as far as the fill leaves something above bankruptcy.
  package let penalty: Money
  /// Who keeps what is left of the margin; nil where nothing is: the account is
  /// bankrupt, or the penalty takes all.
  package let remainder: Remainder?
}
