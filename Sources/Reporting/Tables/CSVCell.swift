package import Units

/// One cell of a CSV file.
package enum CSVCell: Sendable, Hashable {
  /// Words or an identifier.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// A number with fixed decimals.
  case decimal(FixedDecimal)
  /// A number that does not exist; only columns of decimals may lack one.
  case missing

  /// A printed statistic, missing where it does not exist.
  package static func number(_ value: Double?, decimals: Int) -> CSVCell {
    guard let value, let number = FixedDecimal(value, decimals: decimals) else { return .missing }
    return .decimal(number)
  }

  /// Seconds since the start, to the nanosecond.
  package static func seconds(_ instant: Instant) -> CSVCell {
    .decimal(FixedDecimal(units: Int128(instant.nanoseconds), decimals: 9))
  }

  /// A count.
  package static func count(_ value: Int) -> CSVCell { .integer(Int64(value)) }
}
