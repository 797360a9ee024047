extension AvellanedaStoikovMaker {
  /// The parameters of a maker after Avellaneda and Stoikov.
  ///
  /// A unit of price is one of the quote currency for a unit of the base, as prices are written.
  public struct Parameters: Codable, Sendable, Hashable {
    /// The size of a quote in lots, which is the model's unit of inventory, 1 to 1,000,000; 100 unless stated.
    public var lots: Int64 = 100
    /// Risk aversion for one quote, in millionths of one over a unit of price, 1 to 10^12; 1,000 unless stated.
    public var riskAversionMillionths: Int64 = 1000
    /// How fast takers' arrivals thin out with the distance from the mid, in millionths of one over a unit of price,
    /// 1 to 10^12; 500,000 unless stated: by the factor e for each two units of price.
    public var arrivalDecayMillionths: Int64 = 500_000
    /// The standard deviation of a second's change of the mid, in millionths of a unit of price, 0 to 10^12;
    /// measured unless stated.
    public var volatilityMillionths: Int64?
    /// Over how many changes of the mid, from picture to picture, it is measured, 1 to 100,000; 100 unless stated.
    public var volatilityPictures: Int64 = 100
    /// The horizon, which begins anew when it is over, in seconds, 1 to 1,000,000; 60 unless stated.
    public var horizonSeconds: Int64 = 60
    /// How many quotes the inventory may be worth, 1 to 1,000,000; 20 unless stated.
    ///
    /// The model has no such limit.
    public var inventoryQuotesMax: Int64 = 20
    /// How many ticks a quote may be from where it should be, 0 to 1,000,000; 1 unless stated.
    public var toleranceTicks: Int64 = 1

    /// The plain maker.
    public init() {}

    /// Reads the parameters; what is absent keeps its default.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      let million: ClosedRange<Int64> = 1...1_000_000
      let millionths: ClosedRange<Int64> = 1...1_000_000_000_000
      lots = try values.integer(.lots, in: million, default: lots)
      riskAversionMillionths = try values.integer(
        .riskAversionMillionths, in: millionths, default: riskAversionMillionths)
      arrivalDecayMillionths = try values.integer(
        .arrivalDecayMillionths, in: millionths, default: arrivalDecayMillionths)
      if try values.decodeIfPresent(Int64.self, forKey: .volatilityMillionths) != nil {
        volatilityMillionths = try values.integer(
          .volatilityMillionths, in: 0...1_000_000_000_000, default: 0)
      }
      volatilityPictures = try values.integer(
        .volatilityPictures, in: 1...100_000, default: volatilityPictures)
      horizonSeconds = try values.integer(.horizonSeconds, in: million, default: horizonSeconds)
      inventoryQuotesMax = try values.integer(
        .inventoryQuotesMax, in: million, default: inventoryQuotesMax)
      toleranceTicks = try values.integer(
        .toleranceTicks, in: 0...1_000_000, default: toleranceTicks)
    }
  }
}
