/// A dimensionless rate in parts per 10^12, for margin rates finer than a millionth.
public struct FineRate: Sendable, Hashable, Comparable {
  /// The count of parts per 10^12.
  public var partsPerTrillion: Int64

  /// Makes a rate from its count of parts per 10^12.
  public init(partsPerTrillion: Int64) { self.partsPerTrillion = partsPerTrillion }

  /// The same rate, exactly.
  public init(_ rate: Rate) { partsPerTrillion = rate.partsPerMillion * 1_000_000 }

  /// Nothing.
  public static var zero: FineRate { FineRate(partsPerTrillion: 0) }

  /// The whole.
  public static var one: FineRate { FineRate(partsPerTrillion: 1_000_000_000_000) }

  /// Orders by amount.
  public static func < (left: FineRate, right: FineRate) -> Bool {
    left.partsPerTrillion < right.partsPerTrillion
  }
}
