public import Market
public import Units

/// One liquidation from trigger to end.
public struct LiquidationRecord: Sendable, Equatable {
  /// The account.
  public var account: Int
  /// The side of the position.
  public var side: Side
  /// When the margin check found the breach.
  public var triggered: Instant
  /// When the case ended; the end of the run if it was still open.
  public var ended: Instant
  /// How it ended.
  public var ending: Ending
  /// The position at the trigger, unsigned.
  public var size: Quantity
  /// How much was closed in the book.
  public var executed: Quantity
  /// How much went to the backstop provider.
  public var transferred: Quantity
  /// How much was deleveraged.
  public var deleveraged: Quantity
  /// The check price at the trigger.
  public var triggerPrice: Price
  /// The bankruptcy price at the trigger.
  public var bankruptcyPrice: Price
  /// What forced orders traded for in the book: the sum of price times quantity.
  public var executedNotional: Money
  /// Equity at the trigger.
  public var equityAtTrigger: Money
  /// What the owner had when the case ended.
  public var equityAtEnd: Money
  /// What the insurance fund paid.
  public var fundPaid: Money
  /// The liquidation fee and remainder that the fund received.
  public var fundReceived: Money
  /// Attempts made.
  public var attempts: Int
  /// The steps with their times, for the timeline.
  public var steps: [Step]
  /// Trading fees of its forced orders; negative where they waited and were given more than they paid.
  public var fees = Money.zero
  /// What the venue charged for liquidating, whoever got it.
  public var penalty = Money.zero

  /// How a liquidation ended.
  public enum Ending: String, Sendable, Hashable, CaseIterable {
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
  public struct Step: Sendable, Equatable {
    /// When.
    public var time: Instant
    /// What.
    public var kind: Kind
    /// How much.
    public var quantity: Quantity
    /// At what price; the average for fills.
    public var price: Price

    /// The kinds of steps.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
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
