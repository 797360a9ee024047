public import Market
public import Units

/// The delay of every link, each with its own model.
public struct LatencySettings: Sendable, Hashable {
  /// From the index to the venue.
  public var indexToVenue: LatencyModel
  /// From the index and the venue's feed to a maker or arbitrageur.
  public var feedToMaker: LatencyModel
  /// From the venue's feed to a strategy.
  public var feedToStrategy: LatencyModel
  /// From a maker to the venue's gateway.
  public var makerOrderEntry: LatencyModel
  /// From a taker or arbitrageur to the gateway.
  public var takerOrderEntry: LatencyModel
  /// From a strategy to the gateway.
  public var strategyOrderEntry: LatencyModel
  /// From the matching engine back to the sender.
  public var response: LatencyModel
  /// From the liquidation engine to the gateway.
  public var liquidationOrderEntry: LatencyModel
  /// The time the gateway spends on each message; messages queue behind one another for it.
  public var gatewayService: Interval

  /// Makes the settings of the links.
  public init(
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
