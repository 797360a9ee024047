package import Market
package import Simulation
import Units

/// The simulated market beside a measured one, with the bands in which it is accepted.
///
/// The measured column is the linear BTCUSDT perpetual with a tick of 0.1 in 344 seconds of 2024-08-08 (its
/// book rebuilt from snapshot and differences): orders of magnitude and shapes, not decimals.
package struct MarketTable: Sendable, Hashable {
  /// The lines.
  package private(set) var rows: [MarketRow]
  /// The properties with their bands.
  package private(set) var bands: [MarketCheck]
  /// How many observed runs the values are the medians of.
  package private(set) var runCount = 1

  /// What the measured column is.
  package static let source =
    "BTCUSDT linear perpetual, tick 0.1, 344 s of 2024-08-08, book rebuilt from snapshot and "
    + "differences"

  /// Whether every property lies in its band.
  package var isCredible: Bool { bands.allSatisfy(\.isMet) }

  /// Works out the table of one observed run.
  package init(_ observations: MarketObservations, instrument: Instrument) {
    let market = MarketStatistics(observations, instrument: instrument)
    rows = Self.bookRows(market) + Self.takerRows(market) + Self.returnRows(market)
    bands = Self.bands(market)
  }

  /// The table of the medians over several runs; `nil` without a run.
  ///
  /// A value that does not exist on a run is left out; one that nothing bounds counts as infinite.
  package static func medians(_ tables: [MarketTable]) -> MarketTable? {
    guard var middle = tables.first else { return nil }
    for row in middle.rows.indices {
      for place in middle.rows[row].values.indices {
        middle.rows[row].values[place] = median(tables.map { $0.rows[row].values[place] })
      }
    }
    for band in middle.bands.indices {
      middle.bands[band].value = median(tables.map { $0.bands[band].value })
    }
    middle.runCount = tables.count
    return middle
  }

  private static func median(_ values: [Double?]) -> Double? {
    MarketStatistics.middle(values.compactMap { $0 })
  }

  private static func bookRows(_ market: MarketStatistics) -> [MarketRow] {
    [
      MarketRow(
        "tight_spread", "spread one tick, share of time", measured: "0.992", [market.tightShare],
        decimals: 3),
      MarketRow(
        "touch_size", "size at best, base: median / p90", measured: "3.1 / 7.1",
        [market.touchQuantile(0.5), market.touchQuantile(0.9)], decimals: 1),
      MarketRow(
        "level_sizes", "mean size of the best and the next four levels, base",
        measured: "3.5 / 0.44 / 0.32 / 0.35 / 0.98", market.levelMeans, decimals: 2),
      MarketRow(
        "depths", "depth per side within 1 / 5 / 10 bp, base", measured: "9.6 / 107 / 215",
        market.depthMeans, decimals: 1),
      MarketRow(
        "refill", "median time until half of a sweep is back, s", measured: "",
        [market.medianRefill], decimals: 1),
      MarketRow(
        "messages", "messages per second", measured: "1,287 level updates", [market.messageRate],
        decimals: 0),
    ]
  }

  private static func takerRows(_ market: MarketStatistics) -> [MarketRow] {
    [
      MarketRow(
        "taker_rate", "taker orders per second", measured: "15.6", [market.takerRate], decimals: 1),
      MarketRow(
        "taker_sizes", "taker size, base: median / mean / p99 / max",
        measured: "0.03 / 0.45 / 7.2 / 70",
        [
          market.sizeQuantile(0.5), market.sizeMean, market.sizeQuantile(0.99),
          market.sizeQuantile(1),
        ], decimals: 2),
      MarketRow(
        "size_tail", "Hill tail exponent of taker size, top 5 %", measured: "1.0",
        [market.sizeTail], decimals: 2),
      MarketRow(
        "sign_autocorrelation", "taker sign autocorrelation, lag 1 / 2 / 5 / 10 / 20 / 50",
        measured: "0.21 / 0.19 / 0.16 / 0.12 / 0.09 / 0.04",
        [1, 2, 5, 10, 20, 50].map { market.signAutocorrelation(lag: $0) }, decimals: 2),
      MarketRow(
        "interarrival_variation", "coefficient of variation of times between taker orders",
        measured: "1.4", [market.interarrivalVariation], decimals: 1),
      MarketRow(
        "fano", "Fano factor of taker orders per second", measured: "23", [market.fanoFactor],
        decimals: 1),
    ]
  }

  private static func returnRows(_ market: MarketStatistics) -> [MarketRow] {
    let scales = [1, 10, 50, 100]
    return [
      MarketRow(
        "return_deviation", "mid return sd at 0.1 / 1 / 5 / 10 s, bp",
        measured: "0.43 / 1.30 / 2.5 / 3.7", scales.map { market.returnDeviation(points: $0) },
        decimals: 2),
      MarketRow(
        "return_kurtosis", "excess kurtosis at 0.1 / 1 / 5 / 10 s", measured: "275 / 20 / 3 / 2",
        scales.map { market.returnKurtosis(points: $0) }, decimals: 1),
      MarketRow(
        "return_autocorrelation", "autocorrelation of 1 s returns, lag 1", measured: "-0.02",
        [market.returnAutocorrelation], decimals: 3),
      MarketRow(
        "response", "response at 1 s by taker size (0-50, 50-75, 75-90, 90-97, 97-100 %), bp",
        measured: "0.16 / 0.11 / 0.66 / 0.61 / 1.25", market.responses, decimals: 2),
    ]
  }

  private static func bands(_ market: MarketStatistics) -> [MarketCheck] {
    let kurtosis = [1, 10, 100].map { market.returnKurtosis(points: $0) }
    return [
      MarketCheck(
        "tight_spread", "share of time at a spread of one tick", market.tightShare, from: 0.95,
        to: nil),
      MarketCheck(
        "touch_over_next", "size at the touch over the largest of the next four levels",
        market.touchOverNext, from: 3, to: nil),
      MarketCheck(
        "size_tail", "Hill exponent of taker size", market.sizeTail, from: 0.9, to: 1.8),
      MarketCheck(
        "sign_lag_1", "taker sign autocorrelation at lag 1", market.signAutocorrelation(lag: 1),
        from: 0.15, to: 0.6),
      MarketCheck(
        "sign_lag_10", "taker sign autocorrelation at lag 10", market.signAutocorrelation(lag: 10),
        from: 0.04, to: nil),
      MarketCheck(
        "fano", "Fano factor of taker orders per second", market.fanoFactor, from: 5, to: nil),
      MarketCheck(
        "deviation_1_s", "return sd at 1 s, bp", market.returnDeviation(points: 10), from: 0.8,
        to: 2),
      MarketCheck(
        "deviation_ratio", "return sd at 10 s over that at 1 s",
        ratio(market.returnDeviation(points: 100), market.returnDeviation(points: 10)), from: 2.4,
        to: 3.6),
      MarketCheck(
        "kurtosis_fall_1_s", "fall of excess kurtosis from 0.1 s to 1 s",
        difference(kurtosis[0], kurtosis[1]), from: 0, to: nil),
      MarketCheck(
        "kurtosis_fall_10_s", "fall of excess kurtosis from 1 s to 10 s",
        difference(kurtosis[1], kurtosis[2]), from: 0, to: nil),
      MarketCheck("kurtosis_1_s", "excess kurtosis at 1 s", kurtosis[1], from: 5, to: nil),
      MarketCheck(
        "return_autocorrelation", "lag-1 autocorrelation of 1 s returns",
        market.returnAutocorrelation, from: -0.08, to: 0.08),
      MarketCheck(
        "response_ratio",
        "response to the largest 3 % of taker orders over that to the smaller half",
        market.responseRatio, from: nil, to: 12),
      MarketCheck(
        "refill", "median time until half of a sweep is back, s", market.medianRefill, from: nil,
        to: 30),
    ]
  }

  private static func ratio(_ part: Double?, _ whole: Double?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return part / whole
  }

  private static func difference(_ left: Double?, _ right: Double?) -> Double? {
    guard let left, let right else { return nil }
    return left - right
  }
}

/// The table as a file.
extension MarketTable {
  /// One row for each value and each band.
  package var csv: [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("statistic", .text), CSVColumn("place", .integer), CSVColumn("title", .text),
        CSVColumn("measured", .text), CSVColumn("simulated", .decimal),
        CSVColumn("band_low", .decimal), CSVColumn("band_high", .decimal), CSVColumn("met", .text),
      ])
    for row in rows {
      for (place, value) in row.values.enumerated() {
        table.append([
          .text(row.id), .count(place), .text(row.title), .text(row.measured),
          .number(value, decimals: 6), .missing, .missing, .text(""),
        ])
      }
    }
    for band in bands {
      table.append([
        .text("band." + band.id), .count(0), .text(band.title), .text(""),
        .number(band.value, decimals: 6), .number(band.lower, decimals: 6),
        .number(band.upper, decimals: 6), .text(band.isMet ? "yes" : "no"),
      ])
    }
    return table.bytes
  }
}

/// One line of the table that sets the simulated market beside a measured one.
package struct MarketRow: Sendable, Hashable {
  /// Its name in files.
  package let id: String
  /// What it is, unit included.
  package let title: String
  /// What was measured, as published; empty where it was not.
  package let measured: String
  /// The simulated values, several where the line has several; `nil` where one does not exist.
  package var values: [Double?]
  /// Decimals of the simulated values.
  package let decimals: Int

  /// Makes a line.
  package init(
    _ id: String, _ title: String, measured: String, _ values: [Double?], decimals: Int
  ) {
    self.id = id
    self.title = title
    self.measured = measured
    self.values = values
    self.decimals = decimals
  }

  /// The simulated values as text.
  package var text: String {
    values.map { NumberText.grouped($0, decimals: decimals) }.joined(separator: " / ")
  }

  /// The measured values as numbers, in the order of the simulated ones; `nil` for what is no number.
  var measuredValues: [Double?] {
    // Between spaces and slashes, so that the words behind a number make it none.
    measured.isEmpty ? [] : measured.split(separator: " / ").map { Double($0) }
  }
}

/// One property of a credible market with the band in which it is accepted.
package struct MarketCheck: Sendable, Hashable {
  /// Its name in files.
  package let id: String
  /// What it is.
  package let title: String
  /// The value; `nil` where it does not exist, infinity where nothing bounds it.
  package var value: Double?
  /// The least accepted value, where there is one.
  package let lower: Double?
  /// The greatest accepted value, where there is one.
  package let upper: Double?

  /// Makes a property.
  package init(
    _ id: String, _ title: String, _ value: Double?, from lower: Double?, to upper: Double?
  ) {
    self.id = id
    self.title = title
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  /// Whether the value exists and lies within the band, ends included.
  package var isMet: Bool {
    guard let value else { return false }
    return value >= (lower ?? -.infinity) && value <= (upper ?? .infinity)
  }

  /// The band in words.
  package var band: String {
    switch (lower, upper) {
    case (let lower?, let upper?): Words.number(lower) + " to " + Words.number(upper)
    case (let lower?, nil): "at least " + Words.number(lower)
    case (nil, let upper?): "at most " + Words.number(upper)
    case (nil, nil): "any"
    }
  }
}
