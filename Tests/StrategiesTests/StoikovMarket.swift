import Kernel
import Margin
import Market
import Simulation
import Strategies
import TestSupport
import Units

/// The market of Avellaneda and Stoikov 2008: a mid that moves by a step up or down, and takers who come the less often
/// the farther a quote is from it.
///
/// One unit of inventory a quote, a price of 100 at the start, a volatility of 2, an horizon of 1 in 200 steps. A tick is
/// 10^-6, and best bid and ask stand far from the mid, so that no quote of the strategy would take.
struct StoikovMarket<S: Strategy> {
  var rehearsal: StrategyRehearsal<S>
  /// In ticks.
  var mid: Int64 = 100_000_000

  /// The step of the mid: 2 * sqrt(0.005) in ticks.
  private static var step: Int64 { 141_421 }
  private static var stepTime: Interval { .milliseconds(5) }
  private static var capital: Money { Money(atoms: 1_000_000_000_000) }

  init(_ strategy: S.Type, _ parameters: S.Parameters) throws {
    rehearsal = try StrategyRehearsal<S>(
      parameters: parameters,
      instrument: try StoikovMarket<AvellanedaStoikovMaker>.instrument(priceDecimals: 6),
      schedule: try MarginSchedule(tiers: [
        MarginTier(
          floor: .zero, maintenance: Rate(partsPerMillion: 1), initial: Rate(partsPerMillion: 2))
      ]), capital: Self.capital)
    rehearsal.start()
  }

  /// Shows the strategy the book.
  mutating func show() {
    let far: Int64 = 50_000_000
    rehearsal.showBook(
      bids: [PriceLevel(price: Price(ticks: mid - far), quantity: Quantity(lots: 1))],
      asks: [PriceLevel(price: Price(ticks: mid + far), quantity: Quantity(lots: 1))])
  }

  /// Lets takers come to each quote with the probability that its distance has.
  mutating func trade(_ random: inout TestRandom) {
    for order in rehearsal.desk.orders {
      guard let price = order.price else { continue }
      let distance = Double(order.side.sign * (mid - price.ticks)) / 1e6
      let chance = min(1, Self.intensity(atDistance: distance) * 0.005)
      let luck = Double(random.integer(0...999_999_999)) / 1e9
      if luck < chance { rehearsal.fill(order.order) }
    }
  }

  /// Moves the mid, and lets a step of time pass.
  mutating func step(up isUp: Bool) {
    mid += isUp ? Self.step : -Self.step
    rehearsal.pass(Self.stepTime)
  }

  /// Cash and inventory at the mid, less what was put in, in units of price.
  var profit: Double {
    var valued = rehearsal
    valued.publish(mark: Price(ticks: mid), index: Price(ticks: mid))
    return Double((valued.desk.equity - Self.capital).atoms) / 1e6
  }

  /// Arrivals of takers per unit of time at a distance from the mid: `A exp(-k d)`.
  static func intensity(atDistance distance: Double) -> Double {
    140 * Elementary.exp(-1.5 * distance)
  }
}

extension StoikovMarket where S == AvellanedaStoikovMaker {
  /// The paper's parameters.
  static func parameters(riskAversionMillionths: Int64) -> AvellanedaStoikovMaker.Parameters {
    var parameters = AvellanedaStoikovMaker.Parameters()
    parameters.lots = 1
    parameters.riskAversionMillionths = riskAversionMillionths
    parameters.arrivalDecayMillionths = 1_500_000
    parameters.volatilityMillionths = 2_000_000
    parameters.horizonSeconds = 1
    parameters.inventoryQuotesMax = 1_000_000
    parameters.toleranceTicks = 0
    return parameters
  }

  /// A contract of one unit, with ticks of so many decimals.
  static func instrument(priceDecimals: Int) throws -> Instrument {
    try Instrument(
      symbol: "X", priceDecimals: priceDecimals, tickUnits: 1, quantityDecimals: 0, lotUnits: 1,
      makerFee: .zero, takerFee: .zero, moneyDecimals: max(priceDecimals, 6))
  }
}
