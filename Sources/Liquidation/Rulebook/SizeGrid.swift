/// A size as a count of decimals: `units * 10^-decimals` of the base, or of quote where that is the size.
public struct SizeGrid: Sendable, Hashable {
  /// The count.
  public let units: Int64
  /// How fine it is.
  public let decimals: Int

  /// Makes a size.
  public init(units: Int64, decimals: Int) {
    self.units = units
    self.decimals = decimals
  }

  /// The count with as many decimals more.
  func count(decimals more: Int) -> Int128 {
    var count = Int128(units)
    for _ in 0..<more { count *= 10 }
    return count
  }
}
