package import Units

/// A moment of real time in microseconds since 1970-01-01T00:00:00Z, without leap seconds.
package struct UTCTime: Sendable, Hashable, Comparable {
  /// Microseconds since 1970.
  package let microseconds: Int64

  /// Makes a moment.
  package init(microseconds: Int64) { self.microseconds = microseconds }

  /// Makes a moment from milliseconds since 1970; traps on overflow.
  package init(milliseconds: Int64) { microseconds = milliseconds * 1000 }

  /// Orders by time.
  package static func < (left: Self, right: Self) -> Bool {
    left.microseconds < right.microseconds
  }

  /// The instant of a run that starts at a given moment; traps on overflow.
  package func instant(since start: UTCTime) -> Instant {
    Instant(nanoseconds: (microseconds - start.microseconds) * 1000)
  }

  /// Reads `2021-05-19T12:15:00.123456Z`; the seconds, their fraction and the `Z` may be left out,
  /// a space may stand for the `T`, and a date alone is its midnight.
  ///
  /// - Returns: Nothing when the text is no moment of the years 1970 to 9999.
  package init?(_ text: String) {
    var parts = Substring(text)
    if parts.hasSuffix("Z") { parts.removeLast() }
    let halves = parts.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "T" || $0 == " " })
    guard let date = halves.first, let days = Self.days(date) else { return nil }
    var microsecondsOfDay: Int64 = 0
    if halves.count == 2 {
      guard let time = Self.microsecondsOfDay(halves[1]) else { return nil }
      microsecondsOfDay = time
    } else if text.hasSuffix("Z") {
      return nil
    }
    microseconds = days * 86_400_000_000 + microsecondsOfDay
  }

  /// The moment in ISO 8601: `2021-05-19T12:15:00Z`, with as much of the fraction as there is.
  package var text: String {
    let seconds = divide(Int128(microseconds), by: 1_000_000, rounding: .down)
    let days = Int64(divide(seconds, by: 86_400, rounding: .down))
    let secondOfDay = Int64(seconds) - days * 86_400
    let date = Self.civilDate(days: days)
    let fraction = microseconds - Int64(seconds) * 1_000_000
    let clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
    let digits = clock.map { Self.padded($0, 2) }.joined(separator: ":")
    var suffix = fraction == 0 ? "" : "." + Self.padded(fraction, 6)
    while suffix.hasSuffix("0") { suffix.removeLast() }
    let day =
      "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))"
    return "\(day)T\(digits)\(suffix)Z"
  }

  // MARK: Calendar

  /// Days since 1970 of a date of the Gregorian calendar (Hinnant 2013, `days_from_civil`).
  ///
  /// The year is counted from March, so that the leap day is its last; 400 years have 146,097 days.
  static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = Int64(divide(Int128(shifted), by: 400, rounding: .down))
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date of a day since 1970 (Hinnant 2013, `civil_from_days`).
  static func civilDate(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = Int64(divide(Int128(shifted), by: 146_097, rounding: .down))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func days(_ text: Substring) -> Int64? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0], digitCount: 4), year >= 1970,
      let month = number(parts[1], digitCount: 2), let day = number(parts[2], digitCount: 2)
    else { return nil }
    let days = days(year: year, month: month, day: day)
    // A date such as 30 February comes back as another one.
    guard (1...12).contains(month), civilDate(days: days) == (year, month, day) else { return nil }
    return days
  }

  private static func microsecondsOfDay(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hour = number(parts[0], digitCount: 2),
      let minute = number(parts[1], digitCount: 2), hour < 24, minute < 60
    else { return nil }
    var microseconds = (hour * 60 + minute) * 60_000_000
    if parts.count == 3 {
      guard parts[2].prefix(2).count == 2, number(parts[2].prefix(2), digitCount: 2) != nil,
        parts[2].count != 3,
        case .exact(let seconds)? = ExactDecimal(parts[2])?.scaled(decimals: 6),
        seconds < 60_000_000
      else { return nil }
      microseconds += seconds
    }
    return microseconds
  }

  private static func number(_ text: Substring, digitCount: Int) -> Int64? {
    guard text.utf8.count == digitCount, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int64(text)
  }

  private static func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
