import Margin
package import Market
package import Simulation
package import Units

extension ScenarioFixture {
  /// A sum of quote currency in the collateral of a contract; of an inverse one in coins at 50,000 each.
  package static func units(_ count: Int64, of instrument: Instrument) -> Money {
    switch instrument.kind {
    case .linear: units(count)
    case .inverse: coins(units(count))
    }
  }

  /// A sum of quote currency in coins, at a round price near that of the market.
  private static func coins(_ money: Money) -> Money { Money(atoms: money.atoms / 500) }

  /// The same scenario with an inverse contract: sizes in quote currency, money in coins.
  ///
  /// Sizes are turned at 60,000, the price at which the fixtures open.
  ///
  /// - Parameters:
  ///   - scenario: A scenario with a linear contract, a lot a thousandth of the base.
  ///   - lot: Whole units of quote currency in a lot, at most sixty.
  package static func inverse(_ scenario: Scenario, lot: Int64 = 10) throws -> Scenario {
    var turned = scenario
    turned.instrument = try Instrument(
      symbol: "BTCUSD", priceDecimals: 1, tickUnits: 1, quantityDecimals: 0, lotUnits: lot,
      makerFee: scenario.instrument.makerFee, takerFee: scenario.instrument.takerFee,
      kind: .inverse, moneyDecimals: 8)
    func size(_ quantity: Quantity) -> Quantity { Quantity(lots: quantity.lots * (60 / lot)) }
    turned.makers.touchSize = size(scenario.makers.touchSize)
    for index in turned.makers.layers.indices {
      turned.makers.layers[index].size = size(scenario.makers.layers[index].size)
    }
    turned.makers.inventoryLimit = size(scenario.makers.inventoryLimit)
    turned.takers.sizeMinimum = size(scenario.takers.sizeMinimum)
    turned.takers.sizeMaximum = size(scenario.takers.sizeMaximum)
    turned.arbitrageurs.sizeMedian = size(scenario.arbitrageurs.sizeMedian)
    turned.arbitrageurs.inventoryLimit = size(scenario.arbitrageurs.inventoryLimit)
    turned.makers.capital = coins(scenario.makers.capital)
    turned.takers.capital = coins(scenario.takers.capital)
    turned.arbitrageurs.capital = coins(scenario.arbitrageurs.capital)
    turned.population.notionalMedian = coins(scenario.population.notionalMedian)
    turned.liquidation.fund = coins(scenario.liquidation.fund)
    turned.liquidation.backstop.capital = coins(scenario.liquidation.backstop.capital)
    turned.liquidation.backstop.notionalMaximum =
      coins(scenario.liquidation.backstop.notionalMaximum)
    turned.liquidators.capital = coins(scenario.liquidators.capital)
    turned.liquidators.notionalMaximum = coins(scenario.liquidators.notionalMaximum)
    turned.margin = try MarginSchedule(
      tiers: scenario.margin.tiers.map {
        MarginTier(
          floor: coins($0.floor), maintenance: $0.maintenance, initial: $0.initial)
      })
    return turned
  }
}
