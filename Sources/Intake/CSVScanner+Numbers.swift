import Market
import Units

// Numbers, times, prices and quantities.
extension CSVScanner {
  /// A whole number without sign of at most 18 digits; nothing when the field is anything else.
  func wholeNumber(_ column: Int) -> Int64? {
    let field = field(column)
    guard !field.isEmpty, field.count <= 18 else { return nil }
    var value: Int64 = 0
    for index in field {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value
  }

  /// What a decimal is on a grid.
  enum Steps: Equatable {
    /// The nearest step, the even one of two equally near, and whether the decimal lies on it.
    case nearest(Int64, isExact: Bool)
    /// The step does not fit 64 bits.
    case tooLarge
    /// The field is no decimal of zero or more.
    case none
  }

  /// A decimal of zero or more in steps of a grid, rounded to the nearest step, to the even one of two
  /// equally near.
  func steps(_ column: Int, of scale: DecimalScale) -> Steps {
    let field = field(column)
    var value: Int64 = 0
    var digitCount = 0
    var pointIndex = -1
    for index in field {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        digitCount += 1
        value = value &* 10 &+ Int64(digit)
      } else if byte == UInt8(ascii: "."), pointIndex < 0 {
        pointIndex = index
      } else {
        // Rare: venues write tiny amounts as `1e-8`.
        return stepsOfExactDecimal(column, scale)
      }
    }
    guard digitCount > 0 else { return .none }
    let fractionCount = pointIndex < 0 ? 0 : field.upperBound - pointIndex - 1
    let shift = scale.decimals - fractionCount
    // Rare too: programs print binary numbers with more digits than 64 bits hold.
    guard digitCount <= 18, abs(shift) <= 18 else { return stepsOfExactDecimal(column, scale) }
    let divisor = shift < 0 ? Self.power(-shift) : 1
    let (units, overflow) = value.multipliedReportingOverflow(by: Self.power(max(0, shift)))
    let (step, stepOverflow) = divisor.multipliedReportingOverflow(by: scale.unitsPerStep)
    guard !overflow, !stepOverflow else { return stepsOfExactDecimal(column, scale) }
    let (quotient, remainder) = units.quotientAndRemainder(dividingBy: step)
    if remainder == 0 { return .nearest(quotient, isExact: true) }
    // No one pays: observed prices are put on the grid of the simulated instrument.
    let rest = step - remainder
    let isUp = remainder > rest || (remainder == rest && quotient % 2 == 1)
    return .nearest(isUp ? quotient + 1 : quotient, isExact: false)
  }

  /// Any other form of a decimal of zero or more, with many digits or a power of ten.
  private func stepsOfExactDecimal(_ column: Int, _ scale: DecimalScale) -> Steps {
    guard let number = ExactDecimal(text(column), notation: .scientific, excess: .marked),
      number.coefficient >= 0
    else { return .none }
    let shift = number.exponent + scale.decimals
    let nothing = Steps.nearest(0, isExact: number.coefficient == 0)
    // So few digits so far below the point are less than a tenth of a unit.
    if shift < -ExactDecimal.digitCountMax - 2 { return nothing }
    var (units, step) = (number.coefficient, Int128(scale.unitsPerStep))
    for _ in 0..<shift.magnitude {
      let (grown, overflow) = (shift > 0 ? units : step).multipliedReportingOverflow(by: 10)
      if overflow { return shift > 0 ? .tooLarge : nothing }
      if shift > 0 { units = grown } else { step = grown }
    }
    let nearest = divide(units, by: step, rounding: .toNearestOrEven)
    guard let count = Int64(exactly: nearest) else { return .tooLarge }
    return .nearest(count, isExact: units % step == 0)
  }

  /// Ten to a power from 0 to 18.
  private static func power(_ exponent: Int) -> Int64 {
    var value: Int64 = 1
    var rest = exponent
    while rest > 0 {
      value &*= 10
      rest -= 1
    }
    return value
  }

  // MARK: Values with a meaning

  /// A moment in a unit of time; the years 2000 to 2100 only, so that a mistaken unit is noticed.
  func moment(_ column: Int, microsecondsPerUnit: Int64, unit: String) throws(InputError) -> UTCTime
  {
    let count = wholeNumber(column)
    guard let count, Self.isPlausible(count, microsecondsPerUnit) else {
      throw mismatch(
        column, expected: "\(unit) since 1970 in the years 2000 to 2099",
        found: count.flatMap(Self.otherUnit).map { "\(InputError.quoted(text(column))), \($0)" })
    }
    return UTCTime(microseconds: count * microsecondsPerUnit)
  }

  /// Whether a count of units of time lies in the years 2000 to 2099.
  private static func isPlausible(_ count: Int64, _ microsecondsPerUnit: Int64) -> Bool {
    let earliest: Int64 = 946_684_800_000_000
    let latest: Int64 = 4_102_444_800_000_000
    return count >= earliest / microsecondsPerUnit && count < latest / microsecondsPerUnit
  }

  /// What a count would be a plausible time in.
  private static func otherUnit(_ count: Int64) -> String? {
    if isPlausible(count, 1_000_000) { return "as if in seconds" }
    if isPlausible(count, 1000) { return "as if in milliseconds" }
    return isPlausible(count, 1) ? "as if in microseconds" : nil
  }

  /// A price above zero on the nearest tick, and whether it lies on it.
  func ticks(
    _ column: Int, of scale: DecimalScale
  ) throws(InputError) -> (price: Price, isExact: Bool) {
    switch steps(column, of: scale) {
    case .none: throw mismatch(column, expected: "a price above 0")
    case .nearest(let ticks, let isExact) where (1...ScenarioLimits.ticksMax).contains(ticks):
      return (Price(ticks: ticks), isExact)
    case .nearest(0, _):
      throw mismatch(
        column, expected: "a price above 0 that is at least half a tick of \(scale.stepText)")
    case .nearest, .tooLarge:
      throw mismatch(
        column,
        expected: "a price of at most \(ScenarioLimits.ticksMax) ticks of \(scale.stepText)")
    }
  }

  /// A quantity of zero or more on the nearest lot.
  func lots(_ column: Int, of scale: DecimalScale) throws(InputError) -> Quantity {
    switch steps(column, of: scale) {
    case .nearest(let lots, _): return Quantity(lots: lots)
    case .tooLarge: throw mismatch(column, expected: "a quantity of at most \(Int64.max) lots")
    case .none: throw mismatch(column, expected: "a quantity of 0 or more")
    }
  }
}
