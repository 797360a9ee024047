import Stepladder

/// Buys once the mark has fallen one percent below its highest, and holds.
struct DipBuyer: Strategy {
  struct Parameters: Codable, Sendable {
    var lots: Int64
  }

  static let name = "dip-buyer"
  let parameters: Parameters
  var highest = Price.zero

  init(parameters: Parameters) { self.parameters = parameters }

  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    highest = max(highest, mark)
    let isDip = (highest - mark).ticks * 100 >= highest.ticks
    guard isDip, desk.position == .zero, desk.openOrders.isEmpty else { return }
    desk.submit(
      OrderRequest(side: .buy, quantity: Quantity(lots: parameters.lots), kind: .market))
  }
}
