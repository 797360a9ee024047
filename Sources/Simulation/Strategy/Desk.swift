public import Market
public import Units

/// A strategy's only window on the world: what it holds, and what it wants done.
///
/// The desk knows the account as the strategy's own fills have told it, after latency. Orders leave
/// through the strategy's link and queue at the gateway like everybody's.
public struct Desk: Sendable {
  /// The time.
  public internal(set) var now: Instant
  /// The contract.
  public let instrument: Instrument
  /// The position as told by fills and notices, signed.
  public internal(set) var position = Quantity.zero
  /// The collateral put in at the start.
  public let capital: Money
  /// The last picture of the book.
  public internal(set) var book: BookPicture?
  /// The last published mark.
  public internal(set) var mark: Price?
  /// The orders that have not ended, as told.
  public internal(set) var openOrders: [DeskOrder] = []

  var commands: [Command] = []
  /// What the strategy did that ends the run.
  var fault: StrategyFault.Kind?
  /// How many orders it has numbered.
  var orderCount = 0
  /// How fast it may ask.
  var pace = RequestPace()

  /// What a strategy asks for.
  enum Command: Sendable {
    case submit(DeskOrder, OrderRequest)
    case cancel(DeskOrder)
    case replace(DeskOrder, price: Price, quantity: Quantity)
    case timer(Int, after: Interval)
    /// An order that does not leave the desk.
    case reject(DeskOrder, OrderRejection)
    /// A cancel or a replacement that does not leave the desk.
    case refuse(DeskOrder, OrderRejection)
  }

  init(instrument: Instrument, capital: Money) {
    now = .zero
    self.instrument = instrument
    self.capital = capital
  }
}
