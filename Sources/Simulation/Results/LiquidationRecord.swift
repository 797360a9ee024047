package import Market
package import Units

/// One liquidation from trigger to end.
package struct LiquidationRecord: Sendable, Equatable {
  /// The account.
  package var account: Int
  /// The side of the position.
  package var side: Side
  /// When the margin check found the breach.
  package var triggered: Instant
  /// When the case ended; the end of the run if it was still open.
  package var ended: Instant
  /// How it ended.
  package var ending: Ending
  /// The position at the trigger, unsigned.
  package var size: Quantity
  /// How much was closed in the book.
  package var executed: Quantity
  /// How much went to the backstop provider.
  package var transferred: Quantity
  /// How much was deleveraged.
  package var deleveraged: Quantity
  /// The check price at the trigger.
  package var triggerPrice: Price
  /// The bankruptcy price at the trigger.
  package var bankruptcyPrice: Price
  /// What forced orders traded for in the book: the sum of price times quantity.
  package var executedNotional: Money
  /// Equity at the trigger.
  package var equityAtTrigger: Money
  /// What the owner had when the case ended.
  package var equityAtEnd: Money
  /// What the insurance fund paid.
  package var fundPaid: Money
  /// The liquidation fee and remainder that the fund received.
  package var fundReceived: Money
  /// Attempts made.
  package var attempts: Int
  /// The steps with their times, for the timeline.
  package var steps: [Step]
  /// Trading fees of its forced orders; negative where they waited and were given more than they paid.
  package var fees = Money.zero
  /// What the venue charged for liquidating, whoever got it.
  package var penalty = Money.zero

  /// How a liquidation ended.
  package enum Ending: String, Sendable, Hashable, CaseIterable {
    /// The position was closed in the book or passed on whole.
    case closed
    /// The account was healthy again and kept a position.
    case released
    /// The last part was deleveraged.
    case deleveraged
    /// The run ended first.
    case unfinished
  }

  /// One thing that happened in a case.
  package struct Step: Sendable, Equatable {
    /// When.
    package var time: Instant
    /// What.
    package var kind: Kind
    /// How much.
    package var quantity: Quantity
    /// At what price; the average for fills.
    package var price: Price

    /// The kinds of steps.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
      /// An order was sent.
      case sent
      /// It reached the book and filled in whole or part.
      case filled
      /// It reached the book and nothing filled.
      case unfilled
      /// The backstop took over.
      case transferred
      /// Counterparties were deleveraged.
      case deleveraged
      /// The account was released.
      case released
    }
  }
}
