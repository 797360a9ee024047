import Kernel
import Market
package import Units

/// What a strategy asked for in one callback, folded into one number.
///
/// Two runs from the same inputs have the same requests; the first that differs names the strategy that did
/// not repeat.
package struct StrategyRequest: Sendable, Equatable {
  /// The strategy, by its place in the scenario, from 0.
  package var strategy: Int
  /// When it asked.
  package var time: Instant
  /// A digest of everything it asked for.
  package var digest: UInt64

  /// Folds commands.
  init(strategy: Int, time: Instant, commands: [Desk.Command]) {
    self.strategy = strategy
    self.time = time
    var digest = EventDigest(seed: UInt64(strategy))
    for command in commands { command.fold(into: &digest) }
    self.digest = digest.value
  }
}

extension Desk.Command {
  fileprivate func fold(into digest: inout EventDigest) {
    func absorb(_ first: Int64, _ second: Int64) {
      digest.absorb(UInt64(bitPattern: first), UInt64(bitPattern: second))
    }
    switch self {
    case .submit(let order, let request):
      absorb(0, Int64(order.number))
      absorb(request.side.sign, request.quantity.lots)
      absorb(request.isReduceOnly ? 1 : 0, request.kind.number)
      absorb(request.kind.price.ticks, request.kind.limitOfStop.ticks)
    case .cancel(let order): absorb(1, Int64(order.number))
    case .replace(let order, let price, let quantity):
      absorb(2, Int64(order.number))
      absorb(price.ticks, quantity.lots)
    case .timer(let timer, let time):
      absorb(3, Int64(timer))
      absorb(time.nanoseconds, 0)
    case .reject(let order, _): absorb(4, Int64(order.number))
    case .refuse(let order, _): absorb(5, Int64(order.number))
    }
  }
}

extension OrderRequest.Kind {
  /// A number for each kind.
  fileprivate var number: Int64 {
    switch self {
    case .market: 0
    case .limit: 1
    case .immediateOrCancel: 2
    case .postOnly: 3
    case .stop: 4
    case .fillOrKill: 5
    case .stopLimit: 6
    }
  }

  /// The limit of an order that waits for a trigger; zero of any other.
  fileprivate var limitOfStop: Price {
    if case .stopLimit(_, let limit) = self { limit } else { .zero }
  }

  /// The limit or the trigger; zero where there is neither.
  fileprivate var price: Price {
    switch self {
    case .market: .zero
    case .limit(let price), .immediateOrCancel(let price), .fillOrKill(let price),
      .postOnly(let price):
      price
    case .stop(let trigger), .stopLimit(let trigger, _): trigger
    }
  }
}
