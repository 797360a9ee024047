import Market
import Units

/// What is done about files that seem to be of different markets.
package enum MisfitHandling: Sendable, Hashable {
  /// They are refused.
  case refused
  /// They are used, and what does not fit is found.
  case recorded
}

/// Why a file seems to be of another market than it should be.
struct Misfit {
  /// The column that says so.
  let key: String
  /// What was expected, in words.
  let expected: String
  /// What was found, as it should be shown.
  let found: String

  /// The refusal of a file.
  func error(_ path: String) -> InputError {
    InputError(
      .badData, file: path, key: key, expected: "\(expected), or --force", found: found)
  }

  /// What is told of a file that is used all the same.
  var finding: InputFinding {
    InputFinding(.misfit, InputError.onOneLine("\(key): expected \(expected), found \(found)"))
  }
}

/// A file of prices as far as it is held against another one or against the scenario.
struct InputFit {
  /// The file as the user named it.
  let path: String
  /// Its symbol, where the file has one.
  let symbol: String?
  /// Its prices.
  let minutes: MinutePrices

  /// The ratios of last price and index that count as one market: a tenth off.
  private static let ratios: ClosedRange<Int64> = 900_000...1_111_111

  /// What does not fit the contract of the scenario.
  func misfit(to instrument: Instrument) -> Misfit? {
    guard let symbol, let own = MarketSymbol(symbol),
      let wanted = MarketSymbol(instrument.symbol), !own.mayShareBase(with: wanted)
    else { return nil }
    return Misfit(
      key: "symbol",
      expected: "trades of \(wanted.bases[0]), which the scenario's \(instrument.symbol) is of",
      found: InputError.quoted(symbol))
  }

  /// What does not fit another file, the index, whose price should be about the same.
  ///
  /// A crash may part the two for long, so both the middle of all common minutes and the opening of the window must
  /// be off.
  func misfits(to index: InputFit, opening: UTCTime) -> [Misfit] {
    var misfits: [Misfit] = []
    if let symbol, let own = MarketSymbol(symbol), let other = index.symbol,
      let wanted = MarketSymbol(other), !own.mayShareBase(with: wanted)
    {
      misfits.append(
        Misfit(
          key: "symbol",
          expected:
            "trades of \(wanted.bases[0]) as \(InputFile.baseName(index.path)), of \(other), has them",
          found: InputError.quoted(symbol)))
    }
    if let ratio = minutes.compared(to: index.minutes, opening: opening),
      !Self.ratios.contains(ratio.medianPartsPerMillion),
      !Self.ratios.contains(ratio.openingPartsPerMillion)
    {
      misfits.append(
        Misfit(
          key: "price",
          expected: "prices within a tenth of those of \(InputFile.baseName(index.path))",
          found:
            "\(Self.text(ratio.openingPartsPerMillion)) times as much when the window opens and "
            + "\(Self.text(ratio.medianPartsPerMillion)) times in the middle"))
    }
    return misfits
  }

  /// A ratio with three decimals, or more where it is small.
  private static func text(_ partsPerMillion: Int64) -> String {
    let isSmall = partsPerMillion < 10_000
    return ExactDecimal(
      coefficient: Int128(isSmall ? partsPerMillion : partsPerMillion / 1000),
      exponent: isSmall ? -6 : -3
    ).text
  }
}
