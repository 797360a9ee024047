package import Market
package import Units

// Values with a unit.
extension ValueReader {
  /// A unit of time or of rate, as a power of ten and a factor.
  private struct Unit {
    let word: String
    /// How many base units one of these is.
    let factor: Int128
  }

  private static let timeUnits = [
    Unit(word: "ns", factor: 1), Unit(word: "us", factor: 1000),
    Unit(word: "ms", factor: 1_000_000), Unit(word: "s", factor: 1_000_000_000),
    Unit(word: "min", factor: 60_000_000_000), Unit(word: "h", factor: 3_600_000_000_000),
    Unit(word: "d", factor: 86_400_000_000_000),
  ]

  private static let rateUnits = [
    Unit(word: "ppm", factor: 1), Unit(word: "bp", factor: 100), Unit(word: "%", factor: 10_000),
  ]

  private static let fineRateUnits = [
    Unit(word: "ppm", factor: 1_000_000), Unit(word: "bp", factor: 100_000_000),
    Unit(word: "%", factor: 10_000_000_000),
  ]

  /// A length of time with its unit: `"250ms"`, `"1.5s"`, `"15min"`; whole nanoseconds, never rounded.
  package func interval(
    in range: ClosedRange<Interval> = Interval.zero...Interval(nanoseconds: .max)
  ) throws(InputError) -> Interval {
    let bounds = range.lowerBound.nanoseconds...range.upperBound.nanoseconds
    node?.note(.pattern("interval"))
    guard let count = quantity(Self.timeUnits), bounds.contains(count) else {
      let words = Self.boundsInWords(bounds) { Self.intervalText(Interval(nanoseconds: $0)) }
      throw mismatch(
        "a time with unit such as \"250ms\", \"2s\" or \"15min\"" + (words.map { ", \($0)" } ?? ""))
    }
    return Interval(nanoseconds: count)
  }

  /// A rate with its unit: `"5bp"`, `"0.05%"`, `"250ppm"`; whole millionths, never rounded.
  ///
  /// A bare number is refused, because nobody can tell a fraction from a percentage; only `0` needs
  /// no unit.
  package func rate(
    in range: ClosedRange<Rate> = Rate(partsPerMillion: .min)...Rate(partsPerMillion: .max)
  ) throws(InputError) -> Rate {
    let bounds = range.lowerBound.partsPerMillion...range.upperBound.partsPerMillion
    node?.note(.pattern("rate"))
    guard let count = quantity(Self.rateUnits), bounds.contains(count) else {
      let words = Self.boundsInWords(bounds) { Self.rateText(Rate(partsPerMillion: $0)) }
      throw mismatch(
        "a rate with unit such as \"5bp\", \"0.05%\" or \"250ppm\""
          + (words.map { ", \($0)" } ?? ""))
    }
    return Rate(partsPerMillion: count)
  }

  /// A rate with its unit to 10^-12, for margin rates finer than a millionth; never rounded.
  package func fineRate(
    in range: ClosedRange<FineRate> = FineRate.zero...FineRate.one
  ) throws(InputError) -> FineRate {
    let bounds = range.lowerBound.partsPerTrillion...range.upperBound.partsPerTrillion
    node?.note(.pattern("rate"))
    guard let count = quantity(Self.fineRateUnits), bounds.contains(count) else {
      let words = Self.boundsInWords(bounds, text: Self.percentText)
      throw mismatch(
        "a rate with unit such as \"5bp\", \"0.05%\" or \"250ppm\""
          + (words.map { ", \($0)" } ?? ""))
    }
    return FineRate(partsPerTrillion: count)
  }

  /// Parts per 10^12 as a percentage.
  static func percentText(_ partsPerTrillion: Int64) -> String {
    ExactDecimal(coefficient: Int128(partsPerTrillion), exponent: -10).text + "%"
  }

  /// A price in steps of a tick; a price between two ticks is an error, never rounded.
  package func price(scale: DecimalScale) throws(InputError) -> Price {
    Price(ticks: try steps(of: scale, name: "a price"))
  }

  /// A quantity in steps of a lot; a part of a lot is an error, never rounded.
  package func quantity(scale: DecimalScale) throws(InputError) -> Quantity {
    Quantity(lots: try steps(of: scale, name: "a quantity"))
  }

  /// An amount of the quote currency, exact to the atom.
  ///
  /// - Parameters:
  ///   - range: The bounds.
  ///   - decimals: The decimals of an atom; with 8 the amount is one of the coin.
  package func money(
    in range: ClosedRange<Money> = Money(atoms: .min)...Money(atoms: .max), decimals: Int = 6
  ) throws(InputError) -> Money {
    let bounds = range.lowerBound.atoms...range.upperBound.atoms
    let unit = decimals == 6 ? "in the quote currency" : "in the coin"
    return Money(atoms: try decimal(decimals: decimals, in: bounds, unit: unit))
  }

  /// A moment in UTC: `"2021-05-19T12:15:00Z"` or `"2021-05-19 12:15"`.
  package func moment() throws(InputError) -> UTCTime {
    node?.note(.pattern("moment"))
    guard case .text(let text) = value.content, let moment = UTCTime(text) else {
      throw mismatch("a time in UTC such as \"2021-05-19T12:15:00Z\"")
    }
    return moment
  }

  private func steps(of scale: DecimalScale, name: String) throws(InputError) -> Int64 {
    let expected = { "\(name) above 0 in steps of \(scale.stepText)" }
    let number = try exactDecimal(expected)
    guard let steps = scale.steps(of: number), steps > 0 else { throw mismatch(expected()) }
    return steps
  }

  /// A number followed by one of the units, in base units; nothing when it is not exactly that.
  private func quantity(_ units: [Unit]) -> Int64? {
    if case .number(let number) = value.content, number.coefficient == 0 { return 0 }
    guard case .text(let text) = value.content else { return nil }
    let number = text.prefix { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
    let word = text.dropFirst(number.count).drop { $0 == " " }
    guard let unit = units.first(where: { $0.word == word }), let decimal = ExactDecimal(number)
    else { return nil }
    // Trailing zeros move from the factor to the exponent, so a fine decimal of a coarse unit stays
    // exact.
    let (product, overflow) = decimal.coefficient.multipliedReportingOverflow(by: unit.factor)
    guard !overflow else { return nil }
    let base = ExactDecimal(coefficient: product, exponent: decimal.exponent)
    guard case .exact(let count) = base.scaled(decimals: 0) else { return nil }
    return count
  }

  // MARK: Words

  /// A length of time in its largest whole unit: `15min`.
  package static func intervalText(_ interval: Interval) -> String {
    text(Int128(interval.nanoseconds), timeUnits)
  }

  /// A rate in basis points where they are whole, else in parts per million.
  package static func rateText(_ rate: Rate) -> String {
    text(Int128(rate.partsPerMillion), rateUnits.filter { $0.word != "%" })
  }

  private static func text(_ count: Int128, _ units: [Unit]) -> String {
    let unit = units.last { count % $0.factor == 0 && (count != 0 || $0.factor == 1) }
    return "\(count / (unit?.factor ?? 1))\(unit?.word ?? "")"
  }
}
