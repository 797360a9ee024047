import Stepladder

/// Buys when the mark is far enough below its highest, and sells after a time.
struct DipHolder: Strategy {
  struct Parameters: StrategyParameters {
    /// The fall that is bought, in basis points of the highest mark since the last sale.
    var fallBasisPoints: Int64 = 100
    /// How much is bought, in lots of the instrument.
    var lots: Int64 = 1000
    /// How long it is held, in seconds.
    var holdSeconds: Int64 = 30

    func check() throws {
      guard lots >= 1 else { throw ParameterError("lots must be at least 1", at: "lots") }
      guard holdSeconds >= 1 else {
        throw ParameterError("holdSeconds must be at least 1", at: "holdSeconds")
      }
    }
  }

  static let name = "dip-holder"
  static let summary = "Buys dips and holds them for a time."
  let parameters: Parameters
  var highest = Price.zero

  init(parameters: Parameters) { self.parameters = parameters }

  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    highest = max(highest, mark)
    let fall = (highest - mark).ticks * 10_000
    guard fall >= highest.ticks * parameters.fallBasisPoints, desk.position == .zero,
      desk.openOrders.isEmpty
    else { return }
    let quantity = Quantity(lots: parameters.lots)
    desk.submit(OrderRequest(side: .buy, quantity: quantity, kind: .market))
  }

  mutating func filled(_ fill: OwnFill, at desk: inout Desk) {
    if fill.side == .buy { desk.setTimer(0, after: .seconds(parameters.holdSeconds)) }
  }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    // An order that trades in parts sets a timer for each: the first one sells all.
    guard desk.position > .zero, desk.openOrders.isEmpty else { return }
    desk.submit(OrderRequest(side: .sell, quantity: desk.position, kind: .market))
    highest = .zero
  }
}
