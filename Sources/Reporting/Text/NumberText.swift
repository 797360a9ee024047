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

/// Instants of real time as text, without a calendar of the machine.
enum UTCText {
  /// A date and minute: "2021-05-19 12:15".
  ///
  /// Days become a civil date by counting eras of 400 years from 0000-03-01 (H. Hinnant,
  /// "chrono-compatible low-level date algorithms").
  static func minute(_ milliseconds: Int64) -> String {
    func parts(_ value: Int64, by size: Int64) -> (whole: Int64, rest: Int64) {
      let whole = Int64(divide(Int128(value), by: Int128(size), rounding: .down))
      return (whole, value - whole * size)
    }
    let (days, inDay) = parts(milliseconds, by: 86_400_000)
    let (era, dayOfEra) = parts(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(year)-\(two(month))-\(two(day)) \(two(inDay / 3_600_000))"
      + ":\(two(inDay / 60_000 % 60))"
  }

  private static func two(_ value: Int64) -> String { (value < 10 ? "0" : "") + String(value) }
}
