import Market
package import Units

/// The market makers of the background flow.
///
/// Each maker quotes at the touch and in layers behind it, around its own delayed view of the index. It
/// holds what it trades, shifts its quotes against its inventory, hedges elsewhere with a half-life,
/// stops quoting a side at its limit, and can lose.
package struct MakerSettings: Sendable, Hashable {
  /// How many makers quote.
  package var count: Int
  /// The mean size a maker shows at the touch; what it shows varies around it from refresh to refresh.
  package var touchSize: Quantity
  /// How far from its view a maker still joins the touch, in ticks.
  package var tolerance: Price
  /// The standard deviation of a maker's opinion around the index it saw, in ticks.
  package var opinionDeviation: Price
  /// The mean time between a maker's refreshes of opinion and quotes.
  package var refreshInterval: Interval
  /// The mean time after a fill before the maker shows size again.
  package var reloadDelay: Interval
  /// The layers behind the touch, nearest first.
  package var layers: [MakerLayer]
  /// The inventory at which a maker stops quoting the side that would add to it.
  package var inventoryLimit: Quantity
  /// The shift of a maker's view at its inventory limit, as a share of the price.
  package var inventorySkew: Rate
  /// The time in which a maker hedges half of its inventory elsewhere.
  package var hedgeHalfLife: Interval
  /// The collateral a maker starts with.
  package var capital: Money

  /// Makes the settings of the makers.
  package init(
    count: Int, touchSize: Quantity, tolerance: Price, opinionDeviation: Price,
    refreshInterval: Interval, reloadDelay: Interval, layers: [MakerLayer],
    inventoryLimit: Quantity, inventorySkew: Rate, hedgeHalfLife: Interval, capital: Money
  ) {
    self.count = count
    self.touchSize = touchSize
    self.tolerance = tolerance
    self.opinionDeviation = opinionDeviation
    self.refreshInterval = refreshInterval
    self.reloadDelay = reloadDelay
    self.layers = layers
    self.inventoryLimit = inventoryLimit
    self.inventorySkew = inventorySkew
    self.hedgeHalfLife = hedgeHalfLife
    self.capital = capital
  }
}

/// One layer of a maker's quotes behind the touch.
package struct MakerLayer: Sendable, Hashable {
  /// The distance from the maker's view, as a share of the price.
  package var distance: Rate
  /// The mean size shown on each side.
  package var size: Quantity

  /// Makes a layer.
  package init(distance: Rate, size: Quantity) {
    self.distance = distance
    self.size = size
  }
}
