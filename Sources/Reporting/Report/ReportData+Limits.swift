import Simulation

/// What bounds the files of a report, so that it can be committed and mailed; the report says what was left out.
extension ReportData {
  /// Files of many rows aim at no more than this.
  static let rowsMax = 4_000

  /// The runs of the leading seeds whose rows together stay within the limit; the first seed always.
  func leading(_ count: (RunResult) -> Int) -> (seeds: Int, runs: [RunResult]) {
    var kept: [RunResult] = []
    var rows = 0
    var seeds = 0
    for seed in comparison.seeds {
      let runs = comparison.runs.filter { $0.seed == seed }
      rows += runs.reduce(0) { $0 + count($1) }
      if rows > Self.rowsMax && seeds > 0 { break }
      kept += runs
      seeds += 1
    }
    return (seeds, kept)
  }

  /// How many of the leading seeds the file of liquidations holds.
  var liquidationSeeds: Int { leading { $0.liquidations.count }.seeds }

  /// How many of the leading seeds the file of accounts holds.
  var accountSeeds: Int { leading { $0.accounts.count }.seeds }

  /// How many of the leading seeds the file of owners holds.
  var ownerSeeds: Int { leading { $0.owners.count }.seeds }

  /// The seconds from one row of prices to the next: 1, 2, 5, 10, 20 and so on.
  var priceStep: Int {
    let samples = firstSeedRuns.reduce(0) { $0 + $1.prices.count }
    var unit = 1
    while true {
      for factor in [1, 2, 5] where samples / (unit * factor) <= Self.rowsMax {
        return unit * factor
      }
      unit *= 10
    }
  }

  /// Whether the incident log leaves out orders sent and filled, by far its most frequent lines.
  var leavesOutForcedOrders: Bool {
    firstSeedRuns.reduce(0) { $0 + $1.incidents.count } > Self.rowsMax
  }

  static func isForcedOrder(_ kind: Incident.Kind) -> Bool {
    kind == .forcedOrder || kind == .forcedFill
  }
}
