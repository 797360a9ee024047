import Market
public import Units

/// The market makers of the background flow.
///
/// Each maker quotes at the touch and in layers behind it, around its own delayed view of the index. It
/// holds what it trades, shifts its quotes against its inventory, hedges elsewhere with a half-life,
/// stops quoting a side at its limit, and can lose.
public struct MakerSettings: Sendable, Hashable {
  /// How many makers quote.
  public var count: Int
  /// The mean size a maker shows at the touch; what it shows varies around it from refresh to refresh.
  public var touchSize: Quantity
  /// How far from its view a maker still joins the touch, in ticks.
  public var tolerance: Price
  /// The standard deviation of a maker's opinion around the index it saw, in ticks.
  public var opinionDeviation: Price
  /// The mean time between a maker's refreshes of opinion and quotes.
  public var refreshInterval: Interval
  /// The mean time after a fill before the maker shows size again.
  public var reloadDelay: Interval
  /// The layers behind the touch, nearest first.
  public var layers: [MakerLayer]
  /// The inventory at which a maker stops quoting the side that would add to it.
  public var inventoryLimit: Quantity
  /// The shift of a maker's view at its inventory limit, as a share of the price.
  public var inventorySkew: Rate
  /// The time in which a maker hedges half of its inventory elsewhere.
  public var hedgeHalfLife: Interval
  /// The collateral a maker starts with.
  public var capital: Money

  /// Makes the settings of the makers.
  public init(
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
public struct MakerLayer: Sendable, Hashable {
  /// The distance from the maker's view, as a share of the price.
  public var distance: Rate
  /// The mean size shown on each side.
  public var size: Quantity

  /// Makes a layer.
  public init(distance: Rate, size: Quantity) {
    self.distance = distance
    self.size = size
  }
}
