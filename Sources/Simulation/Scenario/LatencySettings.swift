package import Market
package import Units

/// The delay of every link, each with its own model.
package struct LatencySettings: Sendable, Hashable {
  /// From the index to the venue.
  package var indexToVenue: LatencyModel
  /// From the index and the venue's feed to a maker or arbitrageur.
  package var feedToMaker: LatencyModel
  /// From the venue's feed to a strategy.
  package var feedToStrategy: LatencyModel
  /// From a maker to the venue's gateway.
  package var makerOrderEntry: LatencyModel
  /// From a taker or arbitrageur to the gateway.
  package var takerOrderEntry: LatencyModel
  /// From a strategy to the gateway.
  package var strategyOrderEntry: LatencyModel
  /// From the matching engine back to the sender.
  package var response: LatencyModel
  /// From the liquidation engine to the gateway.
  package var liquidationOrderEntry: LatencyModel
  /// The time the gateway spends on each message; messages queue behind one another for it.
  package var gatewayService: Interval

  /// Makes the settings of the links.
  package init(
    indexToVenue: LatencyModel, feedToMaker: LatencyModel, feedToStrategy: LatencyModel,
    makerOrderEntry: LatencyModel, takerOrderEntry: LatencyModel,
    strategyOrderEntry: LatencyModel, response: LatencyModel,
    liquidationOrderEntry: LatencyModel, gatewayService: Interval
  ) {
    self.indexToVenue = indexToVenue
    self.feedToMaker = feedToMaker
    self.feedToStrategy = feedToStrategy
    self.makerOrderEntry = makerOrderEntry
    self.takerOrderEntry = takerOrderEntry
    self.strategyOrderEntry = strategyOrderEntry
    self.response = response
    self.liquidationOrderEntry = liquidationOrderEntry
    self.gatewayService = gatewayService
  }
}
