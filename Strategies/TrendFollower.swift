public import Stepladder

/// Follows the trend of the mark with leverage, and adds to what wins.
///
/// A fast moving average of the mark above a slow one is a trend upward, below it a trend downward. The
/// strategy enters with a part of its leverage, adds the next part every few marks, and once all are in it
/// keeps adding what its profit allows. When the averages cross it closes and turns round. Profit spent on
/// size leaves no cushion: one sharp turn of the trend is enough to be liquidated.
public struct TrendFollower: Strategy {
  /// The name in scenarios.
  public static var name: String { "trend-follower" }
  /// One sentence for lists.
  public static var summary: String {
    "Follows a crossover of moving averages of the mark with leverage, adding as the trend lasts."
  }

  private let parameters: Parameters
  /// The last marks in ticks, the oldest first, at most as many as the slow average needs.
  private var marks: [Int64] = []
  /// Cash plus entry cost of the account, as told: equity less the value of the position.
  private var balance: Money?
  /// The order under way; one at a time.
  private var order: DeskOrder?
  /// The direction the strategy is in: 1, -1, or 0.
  private var direction: Int64 = 0
  /// How many parts of the leverage are asked for in this direction.
  private var step: Int64 = 0
  private var marksSinceStep: Int64 = 0
  private var isHalted = false

  /// Makes the strategy.
  public init(parameters: Parameters) { self.parameters = parameters }

  /// Updates the averages, and turns, adds or waits.
  public mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    marks.append(mark.ticks)
    if marks.count > Int(parameters.slowMarks) { marks.removeFirst() }
    marksSinceStep += 1
    guard marks.count == Int(parameters.slowMarks), !isHalted, order == nil else { return }
    let trend = trend()
    if trend != direction {
      direction = trend
      step = 0
      marksSinceStep = parameters.marksPerStep
    }
    let held = desk.position.lots
    if held.signum() == -trend || trend == 0, held != 0 { return close(at: &desk) }
    guard trend != 0, marksSinceStep >= parameters.marksPerStep else { return }
    step = min(step + 1, parameters.steps)
    marksSinceStep = 0
    add(mark, at: &desk)
  }

  /// Keeps the balance up to date.
  public mutating func filled(_ fill: OwnFill, at desk: inout Desk) {
    let size = fill.side == .buy ? fill.quantity : -fill.quantity
    let paid = desk.instrument.value(size, at: fill.price)
    balance = (balance ?? desk.capital) - paid - fill.fee
  }

  /// Frees the way for the next order.
  public mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) {
    if update.change.isEnd, update.order == order { order = nil }
  }

  /// Stops for good once the account has been liquidated.
  public mutating func riskNoticed(_ notice: RiskNotice, at desk: inout Desk) {
    if case .liquidationOpened = notice { isHalted = true }
  }

  /// 1 where the fast average is above the slow one, -1 below, 0 where both are equal.
  private func trend() -> Int64 {
    let fast = marks.suffix(Int(parameters.fastMarks)).reduce(0, +)
    let slow = marks.reduce(0, +)
    // Averages are compared by cross-multiplying: no division, no rounding.
    let difference =
      Int128(fast) * Int128(parameters.slowMarks) - Int128(slow) * Int128(parameters.fastMarks)
    return Int64(difference.signum())
  }

  /// Orders what is missing to the share of the leverage that the step asks for.
  private mutating func add(_ mark: Price, at desk: inout Desk) {
    let equity = (balance ?? desk.capital) + desk.instrument.value(desk.position, at: mark)
    guard equity > .zero else { return }
    let product = Int128(equity.atoms) * Int128(parameters.leverage) * Int128(step)
    // Rounded down: never more than the leverage asked for.
    let worth = divide(product, by: Int128(parameters.steps), rounding: .down)
    let target = desk.instrument.quantity(worth: worth, at: mark)
    let missing = target - desk.position.magnitude
    guard missing > .zero else { return }
    order = desk.submit(
      OrderRequest(side: direction > 0 ? .buy : .sell, quantity: missing, kind: .market))
  }

  /// Closes the position.
  private mutating func close(at desk: inout Desk) {
    order = desk.submit(
      OrderRequest(
        side: desk.position > .zero ? .sell : .buy, quantity: desk.position.magnitude,
        kind: .market, isReduceOnly: true))
  }

  /// The parameters of a trend follower.
  public struct Parameters: Codable, Sendable, Hashable {
    /// Marks in the fast average, 1 to 1,000; 40 unless stated.
    public var fastMarks: Int64 = 40
    /// Marks in the slow average, 2 to 10,000; 120 unless stated.
    public var slowMarks: Int64 = 120
    /// Notional over equity with all parts in, 1 to 125; 50 unless stated.
    ///
    /// The venue refuses an order that its initial margin does not allow.
    public var leverage: Int64 = 50
    /// In how many parts the leverage is taken, 1 to 100; 4 unless stated.
    public var steps: Int64 = 4
    /// Marks from one part to the next, 1 to 10,000; 5 unless stated.
    public var marksPerStep: Int64 = 5

    /// The plain trend follower.
    public init() {}

    /// Reads the parameters; what is absent keeps its default.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      fastMarks = try values.integer(.fastMarks, in: 1...1000, default: fastMarks)
      slowMarks = try values.integer(.slowMarks, in: 2...10_000, default: slowMarks)
      leverage = try values.integer(.leverage, in: 1...125, default: leverage)
      steps = try values.integer(.steps, in: 1...100, default: steps)
      marksPerStep = try values.integer(.marksPerStep, in: 1...10_000, default: marksPerStep)
      guard fastMarks < slowMarks else {
        throw DecodingError.dataCorruptedError(
          forKey: .slowMarks, in: values, debugDescription: "expected more than fastMarks")
      }
    }
  }
}
