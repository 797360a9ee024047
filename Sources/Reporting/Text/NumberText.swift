package import Units

/// Numbers as text for reports: the same bytes on every machine and in every locale.
package enum NumberText {
  /// What stands where a number does not exist: a ratio with a zero divisor, a mean of nothing.
  package static let absent = "n/a"

  /// A number with fixed decimals, half to even; "n/a" for nothing, NaN and infinity.
  ///
  /// A magnitude beyond 10^37 units of the last decimal is written with its shortest exponent form.
  package static func fixed(_ value: Double?, decimals: Int) -> String {
    guard let value, value.isFinite else { return absent }
    return FixedDecimal(value, decimals: decimals)?.text ?? value.description
  }

  /// The same with commas between groups of three whole digits, for Markdown.
  package static func grouped(_ value: Double?, decimals: Int) -> String {
    guard let value, value.isFinite else { return absent }
    return FixedDecimal(value, decimals: decimals)?.groupedText ?? value.description
  }

  /// A number with its sign always shown, for differences; zero has none.
  package static func signed(_ value: Double?, decimals: Int) -> String {
    guard let value, value.isFinite else { return absent }
    guard let number = FixedDecimal(value, decimals: decimals) else { return value.description }
    return number.units > 0 ? "+" + number.groupedText : number.groupedText
  }

  /// A whole number with commas between groups of three digits.
  package static func grouped(_ count: some BinaryInteger) -> String {
    FixedDecimal(units: Int128(count), decimals: 0).groupedText
  }

  /// Money for people: "1,234.56", half to even at the last shown decimal.
  package static func money(_ amount: Money, decimals: Int = 2) -> String {
    exact(amount).rounded(toDecimals: decimals).groupedText
  }

  /// Money for machines: every atom, "1234.560000".
  package static func exact(_ amount: Money) -> FixedDecimal {
    FixedDecimal(units: Int128(amount.atoms), decimals: 6)
  }

  /// A rate as a percentage with its sign: 12,345 ppm is "1.23%".
  package static func percent(_ rate: Rate, decimals: Int = 2) -> String {
    FixedDecimal(units: Int128(rate.partsPerMillion), decimals: 4)
      .rounded(toDecimals: decimals).text + "%"
  }

  /// A share of one as a percentage: 0.625 is "62.5%".
  package static func percent(_ share: Double?, decimals: Int = 1) -> String {
    guard let share, share.isFinite else { return absent }
    return fixed(share * 100, decimals: decimals) + "%"
  }

  /// Seconds since the start with fixed decimals, half to even: "61.250".
  package static func seconds(_ instant: Instant, decimals: Int = 3) -> String {
    FixedDecimal(units: Int128(instant.nanoseconds), decimals: 9)
      .rounded(toDecimals: decimals).text
  }

  /// A length of time in seconds with fixed decimals, half to even.
  package static func seconds(_ interval: Interval, decimals: Int = 3) -> String {
    seconds(Instant(nanoseconds: interval.nanoseconds), decimals: decimals)
  }

  /// Minutes and seconds since the start, "01:05" or with decimals "01:05.250"; minutes go past 59.
  package static func clock(_ instant: Instant, decimals: Int = 0) -> String {
    let total = FixedDecimal(units: Int128(instant.nanoseconds), decimals: 9)
      .rounded(toDecimals: decimals)
    let scale = FixedDecimal.powerOfTen(decimals)
    let (minutes, rest) = Int128(total.units.magnitude).quotientAndRemainder(
      dividingBy: 60 * scale)
    let seconds = FixedDecimal(units: rest, decimals: decimals).text
    return (total.units < 0 ? "-" : "") + (minutes < 10 ? "0" : "") + String(minutes) + ":"
      + (rest < 10 * scale ? "0" : "") + seconds
  }
}
