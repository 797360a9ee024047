import Simulation

/// A quantity over time on each seed, in parts of equal length, and its quantiles over seeds.
struct SeedCurves {
  /// The middle of each part in seconds.
  let times: [Double]
  /// By seed and part; `nil` where a seed has no value.
  let values: [[Double?]]

  /// With fewer seeds than this a band would say no more than its ends: each seed is drawn instead.
  static let bandSeedsMin = 5

  /// Takes curves that were made elsewhere: one value of each seed for each time.
  init(times: [Double], values: [[Double?]]) {
    self.times = times
    self.values = values
  }

  /// Takes means over parts.
  ///
  /// - Parameters:
  ///   - pairs: For each seed the samples along a path and those of the control, second by second.
  ///   - value: The value of a stretch of such samples.
  init(
    _ pairs: [(path: [PriceSample], control: [PriceSample])], episode: Episode, parts: Int,
    value: ([PriceSample], [PriceSample]) -> Double?
  ) {
    let length = episode.partLength(count: parts)
    let starts = Array(stride(from: episode.from, to: episode.to, by: length))
    times = starts.map { Double($0) + Double(length) / 2 }
    values = pairs.map { pair in
      let count = min(pair.path.count, pair.control.count)
      return starts.map { start in
        let end = min(start + length, count)
        guard start < end else { return nil }
        return value(Array(pair.path[start..<end]), Array(pair.control[start..<end]))
      }
    }
  }

  /// The values of one part over seeds, in order.
  private func sample(_ part: Int) -> [Double] { values.compactMap { $0[part] }.sorted() }

  /// The median over seeds; NaN where no seed has a value.
  var median: [ChartPoint] {
    times.indices.map { part in
      ChartPoint(times[part], Statistics.quantile(sorted: sample(part), 0.5) ?? .nan)
    }
  }

  /// The 5th to the 95th percentile over seeds; empty where seeds are few.
  var band: [ChartBand.Place] {
    if values.count < Self.bandSeedsMin { return [] }
    return times.indices.map { part in
      let sorted = sample(part)
      return ChartBand.Place(
        times[part], from: Statistics.quantile(sorted: sorted, 0.05) ?? .nan,
        to: Statistics.quantile(sorted: sorted, 0.95) ?? .nan)
    }
  }

  /// Each seed, where seeds are several and few.
  var single: [[ChartPoint]] {
    if values.count < 2 || values.count >= Self.bandSeedsMin { return [] }
    return values.map { seed in
      zip(times, seed).map { ChartPoint($0, $1 ?? .nan) }
    }
  }

  /// The lowest median and when it was; `nil` without a value.
  var lowest: ChartPoint? {
    median.filter { $0.y.isFinite }.min { ($0.y, $0.x) < ($1.y, $1.x) }
  }
}
