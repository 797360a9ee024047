extension GridMaker {
  /// The parameters of a grid.
  public struct Parameters: Codable, Sendable, Hashable {
    /// Orders on each side, 1 to 100; 3 unless stated.
    public var levels: Int64 = 3
    /// From one order to the next, in ticks, 1 to 1,000,000; 10 unless stated.
    public var stepTicks: Int64 = 10
    /// The least distance of the nearest order from the mid, in ticks, 1 to 1,000,000; 10 unless stated.
    public var halfSpreadTicks: Int64 = 10
    /// The size of each order in lots, 1 to 1,000,000; 50 unless stated.
    public var lots: Int64 = 50
    /// The inventory beyond which no order may take the account, in lots, 1 to 1,000,000,000; 1,000 unless stated.
    public var inventoryLotsMax: Int64 = 1000
    /// How often the grid is moved, in milliseconds, 1 to 3,600,000; 100 unless stated.
    public var refreshMilliseconds: Int64 = 100

    /// Three orders on each side.
    public init() {}

    /// Reads the parameters; what is absent keeps its default.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      let million: ClosedRange<Int64> = 1...1_000_000
      levels = try values.integer(.levels, in: 1...100, default: levels)
      stepTicks = try values.integer(.stepTicks, in: million, default: stepTicks)
      halfSpreadTicks = try values.integer(
        .halfSpreadTicks, in: million, default: halfSpreadTicks)
      lots = try values.integer(.lots, in: million, default: lots)
      inventoryLotsMax = try values.integer(
        .inventoryLotsMax, in: 1...1_000_000_000, default: inventoryLotsMax)
      refreshMilliseconds = try values.integer(
        .refreshMilliseconds, in: 1...3_600_000, default: refreshMilliseconds)
    }
  }
}
