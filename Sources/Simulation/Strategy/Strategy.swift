import Market
public import Units

/// A trading idea: a value that is told what happens, after latency, and answers through a desk.
///
/// A strategy is a struct. It never blocks, never reads a clock and never draws from a generator of its
/// own: everything it knows comes through its callbacks and its ``Desk``. A world is forked for every
/// liquidation path, and a strategy is copied with it, so it must not hold a shared reference;
/// ``StrategyContract`` ships the test that finds one.
/// What each callback tells, and how late, is in <doc:WhatAStrategyIsTold>.
/// What it may ask for is bounded by ``StrategyLimits``; <doc:StrategyMistakes> says what becomes of a mistake.
/// <doc:WritingAStrategy> is the guide, <doc:StrategyTutorial> the way to a first report.
///
/// Every callback has a default that does nothing.
public protocol Strategy: Sendable {
  /// The parameters a scenario gives; as ``StrategyParameters`` they have defaults and a check of their own.
  associatedtype Parameters: Codable & Sendable

  /// The name under which scenarios ask for the strategy.
  static var name: String { get }
  /// One sentence for `stepladder list strategies`.
  static var summary: String { get }
  /// How many levels of each side the pictures of the book show, 1 to ``StrategyLimits/bookDepthMax``; 1 unless
  /// stated. What is outside counts as the nearer of the two.
  static var bookDepth: Int { get }

  /// Makes the strategy for a run.
  init(parameters: Parameters)

  /// The run begins.
  mutating func start(at desk: inout Desk)
  /// A new picture of the book has come.
  mutating func bookChanged(_ book: BookPicture, at desk: inout Desk)
  /// Someone has traded.
  mutating func traded(_ trade: TradeNotice, at desk: inout Desk)
  /// A mark price was published.
  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk)
  /// Funding was settled at a rate; a positive rate is paid by longs.
  mutating func fundingSettled(_ rate: Rate, at desk: inout Desk)
  /// An own order was accepted, changed, or has ended.
  mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk)
  /// An own order has traded, or the venue has traded for the account in a liquidation.
  mutating func filled(_ fill: OwnFill, at desk: inout Desk)
  /// A timer set at the desk has run out.
  mutating func timerFired(_ timer: Int, at desk: inout Desk)
  /// The venue did something to the account: liquidation, transfer or deleveraging.
  mutating func riskNoticed(_ notice: RiskNotice, at desk: inout Desk)
  /// The venue has booked money to or from the account other than by a trade; the desk's cash has it already.
  mutating func cashBooked(_ booking: CashBooking, at desk: inout Desk)
}

extension Strategy {
  /// One sentence for lists; the name where a strategy states none.
  public static var summary: String { name }
  /// The best level alone.
  public static var bookDepth: Int { 1 }
  /// Does nothing.
  public mutating func start(at desk: inout Desk) {}
  /// Does nothing.
  public mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {}
  /// Does nothing.
  public mutating func traded(_ trade: TradeNotice, at desk: inout Desk) {}
  /// Does nothing.
  public mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {}
  /// Does nothing.
  public mutating func fundingSettled(_ rate: Rate, at desk: inout Desk) {}
  /// Does nothing.
  public mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) {}
  /// Does nothing.
  public mutating func filled(_ fill: OwnFill, at desk: inout Desk) {}
  /// Does nothing.
  public mutating func timerFired(_ timer: Int, at desk: inout Desk) {}
  /// Does nothing.
  public mutating func riskNoticed(_ notice: RiskNotice, at desk: inout Desk) {}
  /// Does nothing.
  public mutating func cashBooked(_ booking: CashBooking, at desk: inout Desk) {}
}
