public import Units

/// Reports when the insurance fund falls below a share of what it held at the end of the first second.
public struct FundMonitor: Monitor {
  /// The share that must be left.
  public let share: Rate

  private var opening: Money?
  private var fellAt: Instant?
  private var lowest: Money?

  /// Makes the monitor.
  ///
  /// - Parameter share: The share of the opening balance that must be left, above 0 and at most 1.
  public init(share: Rate) {
    invariant(share > .zero && share <= .one, "the share of the fund is above 0 and at most 1")
    self.share = share
  }

  /// Notes what the fund holds.
  public mutating func secondEnded(_ sample: PriceSample) {
    let start = opening ?? sample.fund
    opening = start
    lowest = min(lowest ?? sample.fund, sample.fund)
    // Rounded up: the fund has to hold the fraction of an atom too.
    if fellAt == nil, sample.fund < start.times(share, rounding: .up) {
      fellAt = .zero + .seconds(Int64(sample.second) + 1)
    }
  }

  /// Says when the fund fell below the share, and how far it fell.
  public mutating func runEnded(_ totals: RunTotals) -> [MonitorFinding] {
    guard let fellAt, let lowest, let opening else { return [] }
    let threshold = Self.percent(share.partsPerMillion, of: 1_000_000)
    let depth =
      opening > .zero ? ", to \(Self.percent(lowest.atoms, of: opening.atoms)) at the lowest" : ""
    return [
      MonitorFinding(
        monitor: "fund", time: fellAt,
        claim: "The insurance fund fell below \(threshold) of what it began with\(depth).")
    ]
  }

  /// A part in percent with two decimals, such as 93.01 %.
  ///
  /// Rounded down: the fund holds no less than is said.
  private static func percent(_ part: Int64, of whole: Int64) -> String {
    let hundredths = divide(Int128(part) * 10_000, by: Int128(whole), rounding: .down)
    let size = hundredths.magnitude
    let decimals = size % 100
    return "\(hundredths < 0 ? "-" : "")\(size / 100).\(decimals < 10 ? "0" : "")\(decimals) %"
  }
}
