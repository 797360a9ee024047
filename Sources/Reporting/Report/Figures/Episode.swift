import Simulation
import Units

/// The stretch of a run in which liquidations matter, over all seeds and paths.
///
/// By size: from where the first hundredth of what was liquidated was triggered to where the last hundredth was
/// still open, with a margin to see the market before and after. A straggler does not stretch it.
struct Episode: Hashable {
  /// The first second shown.
  let from: Int
  /// The second at which it ends, later than the first.
  let to: Int
  /// Whether it is the whole run, because nobody was liquidated.
  let isWhole: Bool

  init(_ comparison: Comparison) {
    let length = max(Int(comparison.scenario.length.nanoseconds / 1_000_000_000), 1)
    let items = comparison.runs.flatMap(\.liquidations)
    let starts = items.map { (second: Int($0.triggered.wholeSeconds), lots: $0.size.lots) }
    let ends = items.map { (second: Int($0.ended.wholeSeconds) + 1, lots: $0.size.lots) }
    guard let first = Self.quantile(starts, hundredths: 1),
      let last = Self.quantile(ends, hundredths: 99)
    else {
      from = 0
      to = length
      isWhole = true
      return
    }
    let span = max(last - first, 1)
    from = max(first - max(span / 10, 10), 0)
    to = max(min(last + max(span / 5, 30), length), from + 1)
    isWhole = false
  }

  /// The second by which some hundredths of all lots have passed.
  private static func quantile(
    _ items: [(second: Int, lots: Int64)], hundredths: Int128
  ) -> Int? {
    let total = items.reduce(Int128(0)) { $0 + Int128($1.lots) }
    var passed: Int128 = 0
    for item in items.sorted(by: { ($0.second, $0.lots) < ($1.second, $1.lots) }) {
      passed += Int128(item.lots)
      if passed * 100 >= total * hundredths { return item.second }
    }
    return nil
  }

  /// The episode in words, for a caption.
  var text: String {
    isWhole
      ? "over the whole run"
      : "from shortly before the first to shortly after the last liquidations, 1 % of their size at each end "
        + "aside"
  }

  /// The seconds of one part of it, when it is cut into parts of equal round length, at most about `count`.
  func partLength(count: Int) -> Int {
    let least = max((to - from + count - 1) / count, 1)
    return [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 60, 120, 300, 600].first { $0 >= least }
      ?? least
  }
}
