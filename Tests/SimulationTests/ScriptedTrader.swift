import Market
import Simulation
import Units

/// A strategy that does what the lines of a story say, each at its time.
struct ScriptedTrader: Strategy {
  static var name: String { "scripted" }

  /// A line: `100 bid 10 @ 599990`, `100 sell 10 @ 599990` (at once or not at all), `200 move 0 5 @ 599991`,
  /// `300 cancel 0`, `100 stop 5 @ 601000` (buys once last is there), `100 post 5 @ 599990` (a bid as maker only),
  /// `100 kill 5 @ 601000` (a bid, whole or not at all), `100 stoplimit 5 @ 601000` (a bid 10 ticks above, once last is there).
  struct Line: Codable, Sendable {
    var milliseconds: Int64
    var word: String
    var order = 0
    var lots: Int64 = 0
    var price: Int64 = 0
  }

  struct Parameters: Codable, Sendable { var lines: [Line] }

  let parameters: Parameters
  init(parameters: Parameters) { self.parameters = parameters }

  /// Reads a story, a line each.
  init(_ story: String) {
    parameters = Parameters(
      lines: story.split(separator: "\n").map { row in
        let words = row.split(separator: " ").map(String.init)
        let numbers = words.dropFirst(2).compactMap { Int64($0) }
        var line = Line(milliseconds: Int64(words[0]) ?? -1, word: words[1])
        if line.word == "move" || line.word == "cancel" { line.order = Int(numbers[0]) }
        if line.word != "cancel" { line.lots = numbers[numbers.count - 2] }
        if line.word != "cancel" { line.price = numbers[numbers.count - 1] }
        return line
      })
  }

  mutating func start(at desk: inout Desk) {
    for (number, line) in parameters.lines.enumerated() {
      desk.setTimer(number, after: .milliseconds(line.milliseconds))
    }
  }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    let line = parameters.lines[timer]
    let (quantity, price) = (Quantity(lots: line.lots), Price(ticks: line.price))
    func send(_ side: Side, _ kind: OrderRequest.Kind) {
      desk.submit(OrderRequest(side: side, quantity: quantity, kind: kind))
    }
    switch line.word {
    case "bid": send(.buy, .limit(price))
    case "ask": send(.sell, .limit(price))
    case "post": send(.buy, .postOnly(price))
    case "buy": send(.buy, .immediateOrCancel(price))
    case "sell": send(.sell, .immediateOrCancel(price))
    case "stop": send(.buy, .stop(trigger: price))
    case "kill": send(.buy, .fillOrKill(price))
    case "stoplimit": send(.buy, .stopLimit(trigger: price, limit: Price(ticks: line.price + 10)))
    case "move": desk.replace(DeskOrder(number: line.order), price: price, quantity: quantity)
    case "cancel": desk.cancel(DeskOrder(number: line.order))
    default: break
    }
  }
}
