import Units

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
