import Stepladder

/// Buys when the mark is far enough below its highest, and sells when it is half as far.
struct DipBuyer: Strategy {
  struct Parameters: StrategyParameters {
    /// The fall that is bought, in basis points of the highest mark.
    var fallBasisPoints: Int64 = 100
    /// How much is bought, in lots of the instrument.
    var lots: Int64 = 100

    func check() throws {
      guard lots >= 1 else { throw ParameterError("lots must be at least 1", at: "lots") }
    }
  }

  static let name = "dip-buyer"
  let parameters: Parameters
  var highest = Price.zero

  init(parameters: Parameters) { self.parameters = parameters }

  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    highest = max(highest, mark)
    guard desk.openOrders.isEmpty else { return }
    let fall = (highest - mark).ticks * 10_000
    let dip = highest.ticks * parameters.fallBasisPoints
    if fall >= dip, desk.position == .zero {
      let quantity = Quantity(lots: parameters.lots)
      desk.submit(OrderRequest(side: .buy, quantity: quantity, kind: .market))
    } else if fall * 2 <= dip, desk.position > .zero {
      desk.submit(OrderRequest(side: .sell, quantity: desk.position, kind: .market))
    }
  }
}
