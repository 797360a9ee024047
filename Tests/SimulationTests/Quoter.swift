import Market
import Simulation
import Units

/// A strategy that shows one bid and one ask, and moves them at stated times.
struct Quoter: Strategy {
  static var name: String { "quoter" }

  /// What it shows, and when.
  struct Parameters: Codable, Sendable {
    /// The best prices from a time on.
    struct Quote: Codable, Sendable {
      /// From when on.
      var milliseconds: Int64
      /// The bid in ticks.
      var bid: Int64
      /// The ask in ticks.
      var ask: Int64
    }

    /// Quotes in the order of time, the first from the start on.
    var quotes: [Quote]
    /// Lots on each side.
    var lots: Int64 = 1000
  }

  let parameters: Parameters
  init(parameters: Parameters) { self.parameters = parameters }

  mutating func start(at desk: inout Desk) {
    show(0, at: &desk)
    for (number, quote) in parameters.quotes.enumerated().dropFirst() {
      desk.setTimer(number, after: .milliseconds(quote.milliseconds))
    }
  }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    desk.cancelAll()
    show(timer, at: &desk)
  }

  private func show(_ number: Int, at desk: inout Desk) {
    let quote = parameters.quotes[number]
    for (side, ticks) in [(Side.buy, quote.bid), (Side.sell, quote.ask)] {
      desk.submit(
        OrderRequest(
          side: side, quantity: Quantity(lots: parameters.lots), kind: .limit(Price(ticks: ticks))))
    }
  }
}
