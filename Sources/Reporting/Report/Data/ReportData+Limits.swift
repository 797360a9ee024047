import Simulation

/// What bounds the files of a report, so that it can be committed and mailed; the report says what was left out.
extension ReportData {
  /// The files from which the price at many times can be read or worked out.
  static let priceFiles: Set<String> = [
    "prices.csv", "incidents.csv", "liquidations.csv", "accounts.csv", "owners.csv",
    "strategy-equity.csv", "strategy-trades.csv",
  ]

  /// Whether files may tell the index second by second: where it came from a file, that file is not the report's to
  /// give away, unless its owner asks for everything.
  var tellsPrices: Bool {
    switch comparison.scenario.index {
    case .process: true
    case .bars, .ticks, .tape: extent == .full
    }
  }

  /// The runs that a file of many rows holds.
  struct Kept {
    /// The runs: whole seeds, or, where the first seed alone is too long, its leading runs.
    let runs: [RunResult]
    /// How many seeds are whole; 0 where not even the first is.
    let seeds: Int
  }

  /// The leading runs whose rows together stay within the bound; the first run always.
  ///
  /// - Parameters:
  ///   - seedsMax: The most seeds.
  ///   - bound: The most rows; `nil` without a bound.
  ///   - rows: How many rows a run has.
  func leading(seedsMax: Int = .max, bound: Int?, _ rows: (RunResult) -> Int) -> Kept {
    guard let rowsMax = bound else {
      return Kept(runs: comparison.runs, seeds: comparison.seeds.count)
    }
    var kept: [RunResult] = []
    var used = 0
    var seeds = 0
    for seed in comparison.seeds.prefix(seedsMax) {
      let runs = comparison.runs.filter { $0.seed == seed }
      let needed = runs.reduce(0) { $0 + rows($1) }
      if used + needed > rowsMax {
        if seeds > 0 { break }
        for run in runs {
          if used > 0 && used + rows(run) > rowsMax { break }
          kept.append(run)
          used += rows(run)
        }
        break
      }
      kept += runs
      used += needed
      seeds += 1
    }
    return Kept(runs: kept, seeds: seeds)
  }

  /// The runs of the file of liquidations.
  var liquidationRuns: Kept { leading(bound: rowsMax) { $0.liquidations.count } }

  /// The runs of the file of accounts.
  var accountRuns: Kept { leading(bound: rowsMax) { $0.accounts.count } }

  /// The runs of the file of owners.
  var ownerRuns: Kept { leading(bound: rowsMax) { $0.owners.count } }

  /// The runs of the incident log: of the first seed, unless the report is full.
  var incidentRuns: Kept {
    let leavesOut = leavesOutForcedOrders
    return leading(seedsMax: 1, bound: rowsMax) { run in
      run.incidents.count { !leavesOut || !$0.kind.isForcedOrder }
    }
  }

  /// The runs of the file of causes: of the first seed, unless the report is full.
  var cascadeRuns: Kept { leading(seedsMax: 1, bound: rowsMax) { $0.cascade.count } }

  /// The runs of the file of prices: those of the first seed, unless the report is full.
  var priceRuns: [RunResult] { extent == .full ? comparison.runs : firstSeedRuns }

  /// The seconds from one row of prices to the next: 1, 2, 5, 10, 20 and so on.
  var priceStep: Int {
    guard let rowsMax else { return 1 }
    return ReportExtent.step(of: priceRuns.reduce(0) { $0 + $1.prices.count }, most: rowsMax)
  }

  /// Whether the incident log leaves out orders sent and filled, by far its most frequent lines.
  var leavesOutForcedOrders: Bool {
    guard let rowsMax else { return false }
    return firstSeedRuns.reduce(0) { $0 + $1.incidents.count } > rowsMax
  }
}

extension Incident.Kind {
  /// Whether it tells of a forced order, sent or filled.
  var isForcedOrder: Bool { self == .forcedOrder || self == .forcedFill }
}
