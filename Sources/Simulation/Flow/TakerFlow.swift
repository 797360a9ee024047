import Kernel
import Market
import Units

/// The noise takers: when they come, which way and how much, the same in every path.
struct TakerFlow: Sendable {
  let settings: TakerSettings
  let owner: OwnerID
  private var arrivals: HawkesArrivals
  private let arrivalStream: RandomStream
  private let orders: RandomStream
  private let metaorderStream: RandomStream
  private let sizes: Distribution
  private let lengths: Distribution
  private var metaorders: [Metaorder]
  private var begun: UInt64 = 0

  /// A large order under way, cut in pieces of one sign.
  private struct Metaorder: Sendable {
    var side: Side
    var left: Int64
  }

  init(settings: TakerSettings, owner: OwnerID, seed: UInt64) {
    self.settings = settings
    self.owner = owner
    arrivals = HawkesArrivals(
      baseRate: settings.ratePerSecond * (1 - settings.branching),
      branching: settings.branching, decay: settings.decayPerSecond)
    arrivalStream = RandomStream(seed: seed, name: "takers.arrival")
    orders = RandomStream(seed: seed, name: "takers.order")
    metaorderStream = RandomStream(seed: seed, name: "takers.metaorder")
    sizes = .pareto(minimum: Double(settings.sizeMinimum.lots), tail: settings.sizeTail)
    lengths = .pareto(minimum: settings.metaorderLength, tail: settings.metaorderTail)
    metaorders = []
    for _ in 0..<settings.metaorders { metaorders.append(nextMetaorder()) }
  }

  /// The time of the next arrival.
  mutating func nextArrival() -> Instant {
    arrivals.next(arrivalStream)
  }

  /// The side and size of arrival number `number`.
  mutating func order(number: Int64) -> (side: Side, quantity: Quantity) {
    let block = orders.block(draw: 0, entity: 0, event: UInt64(number))
    let count = Double(metaorders.count)
    let which = min(Int(block.uniform(0) * count), metaorders.count - 1)
    let side = metaorders[which].side
    metaorders[which].left -= 1
    if metaorders[which].left <= 0 { metaorders[which] = nextMetaorder() }
    let lots = Elementary.roundToInt(
      min(sizes.sample(block.uniform(1)), Double(settings.sizeMaximum.lots)))
    return (side, Quantity(lots: max(lots, 1)))
  }

  private mutating func nextMetaorder() -> Metaorder {
    let block = metaorderStream.block(draw: 0, entity: 0, event: begun)
    begun += 1
    let length = min(lengths.sample(block.uniform(1)), 1e6)
    return Metaorder(
      side: block.uniform(0) < 0.5 ? .buy : .sell, left: max(Elementary.roundToInt(length), 1))
  }
}
