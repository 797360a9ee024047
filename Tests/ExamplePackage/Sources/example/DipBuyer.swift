import Stepladder

/// Buys once when the mark has fallen far enough below its highest, and holds.
struct DipBuyer: Strategy {
  static let name = "dip-buyer"
  static let summary = "Buys once when the mark has fallen far enough, and holds."

  struct Parameters: Codable, Sendable {
    var fallBasisPoints: Int64
    var lots: Int64
  }

  let parameters: Parameters
  var highest = Price.zero
  var hasBought = false

  init(parameters: Parameters) { self.parameters = parameters }

  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    highest = max(highest, mark)
    let fall = (highest.ticks - mark.ticks) * 10_000
    guard !hasBought, fall >= highest.ticks * parameters.fallBasisPoints else { return }
    hasBought = true
    desk.submit(OrderRequest(side: .buy, quantity: Quantity(lots: parameters.lots), kind: .market))
  }
}
