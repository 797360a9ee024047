/// The direction in which a division gives up its remainder.
///
/// Every division in the model names one, and a comment beside it says who pays.
public enum Rounding: Sendable, Hashable {
  /// Toward negative infinity.
  case down
  /// Toward positive infinity.
  case up
  /// To the nearest integer, and to the even one of two that are equally near.
  case toNearestOrEven
}

/// Divides exactly known integers and rounds once.
///
/// - Parameters:
///   - dividend: Any integer.
///   - divisor: Any integer but zero.
///   - rounding: Where the remainder goes.
/// - Returns: The rounded quotient.
@inlinable
public func divide(_ dividend: Int128, by divisor: Int128, rounding: Rounding) -> Int128 {
  invariant(divisor != 0, "the divisor is not zero")
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  if remainder == 0 { return quotient }
  let isNegative = (remainder < 0) != (divisor < 0)
  switch rounding {
  case .down: return isNegative ? quotient - 1 : quotient
  case .up: return isNegative ? quotient : quotient + 1
  case .toNearestOrEven:
    let away: Int128 = isNegative ? -1 : 1
    let twice = remainder.magnitude * 2
    if twice > divisor.magnitude { return quotient + away }
    if twice < divisor.magnitude { return quotient }
    return quotient % 2 == 0 ? quotient : quotient + away
  }
}
