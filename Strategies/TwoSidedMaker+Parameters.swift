extension TwoSidedMaker {
  /// The parameters of a maker.
  public struct Parameters: Codable, Sendable, Hashable {
    /// What each quote is worth, in whole units of quote; 20,000 unless stated.
    public var quoteNotional: Int64 = 20_000
    /// The distance of a quote from the mid in parts per million of it; 100 (1 bp) unless stated.
    public var halfSpreadPartsPerMillion: Int64 = 100
    /// The inventory at which a side is no longer quoted, in whole units of quote; 200,000 unless stated.
    public var inventoryNotionalMax: Int64 = 200_000
    /// The shift of both quotes at that inventory, in parts per million; 200 (2 bp) unless stated.
    public var skewPartsPerMillion: Int64 = 200
    /// How far a quote may be from where it should be, in parts per million; 20 (0.2 bp) unless stated.
    public var tolerancePartsPerMillion: Int64 = 20

    /// The plain maker.
    public init() {}

    /// Reads the parameters; what is absent keeps its default.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      let units: ClosedRange<Int64> = 1...1_000_000_000
      let parts: ClosedRange<Int64> = 0...100_000
      quoteNotional = try values.integer(.quoteNotional, in: units, default: quoteNotional)
      halfSpreadPartsPerMillion = try values.integer(
        .halfSpreadPartsPerMillion, in: parts, default: halfSpreadPartsPerMillion)
      inventoryNotionalMax = try values.integer(
        .inventoryNotionalMax, in: units, default: inventoryNotionalMax)
      skewPartsPerMillion = try values.integer(
        .skewPartsPerMillion, in: parts, default: skewPartsPerMillion)
      tolerancePartsPerMillion = try values.integer(
        .tolerancePartsPerMillion, in: parts, default: tolerancePartsPerMillion)
    }
  }
}
