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
    return [
      MonitorFinding(
        monitor: "fund", time: fellAt,
        claim: "The insurance fund fell below \(share.partsPerMillion) millionths of its opening "
          + "\(opening.atoms) atoms; its lowest balance was \(lowest.atoms).")
    ]
  }
}
