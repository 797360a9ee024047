import Market
import Simulation
import Units

/// Who has more and who has less than in the control, the mean over seeds, by path and group.
struct IncidenceTable {
  private let comparison: Comparison

  init(_ comparison: Comparison) { self.comparison = comparison }

  /// Whether nobody has more or less than in the control, as where nobody is liquidated.
  var isEmpty: Bool {
    comparison.runs.allSatisfy { run in
      run.incidence.map { changes in WealthGroup.allCases.allSatisfy { changes[$0] == .zero } }
        ?? true
    }
  }

  /// The mean change of a group along a path, in units of the collateral; 0 where there is none.
  func mean(_ path: String, _ group: WealthGroup) -> Double {
    let changes = comparison.runs.compactMap { run in
      run.path == path ? run.incidence.map { units($0[group]) } : nil
    }
    return Statistics.mean(changes) ?? 0
  }

  /// The mean change of a block along a path, in units of the collateral.
  func mean(_ path: String, _ block: WealthGroup.Block) -> Double {
    WealthGroup.allCases.reduce(0) { $1.block == block ? $0 + mean(path, $1) : $0 }
  }

  /// How much more a group has along one path than along another, the mean over seeds.
  func difference(_ path: String, _ other: String, _ group: WealthGroup) -> Double {
    mean(path, group) - mean(other, group)
  }

  private func units(_ amount: Money) -> Double {
    Double(amount.atoms) / Double(comparison.scenario.instrument.atomsPerUnit)
  }
}

extension WealthGroup {
  /// Its name where two paths are compared, which need not liquidate and deleverage the same owners.
  var titleOfDifference: String {
    switch self {
    case .pulledInOwners: "owners pulled in by one of the two"
    case .deleveragedOwners: "owners whom one of the two deleverages"
    default: title
    }
  }

  /// Its name in a sentence.
  var title: String {
    switch self {
    case .breachedOwners: "owners who breach in the control"
    case .pulledInOwners: "owners liquidated only here"
    case .deleveragedOwners: "deleveraged owners"
    case .otherOwners: "other owners"
    case .fund: "insurance fund"
    case .backstop: "backstop provider"
    case .fees: "venue's fees"
    case .rounding: "rounding"
    case .makers: "makers"
    case .arbitrageurs: "arbitrageurs"
    case .takers: "noise takers"
    case .liquidators: "liquidators"
    case .strategies: "strategies"
    case .elsewhere: "counterparties of hedges"
    case .recorded: "recorded market, which does not react"
    }
  }
}

extension WealthGroup.Block {
  /// Its name at the head of rows.
  var title: String {
    switch self {
    case .owners: "Owners who breach in the control"
    case .payers: "Payers without a choice"
    case .market: "Market"
    }
  }
}

/// The files of who pays, and of what owners are left with.
extension ReportData {
  /// One row for each run and group: the change of its wealth against the control.
  ///
  /// The rows of a run sum to zero.
  func incidence() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn(sheet.subject.noun, .text), CSVColumn("block", .text),
        CSVColumn("group", .text), text.moneyColumn("change"),
      ])
    for run in comparison.runs {
      guard let incidence = run.incidence else { continue }
      for group in WealthGroup.all(isReplayed: comparison.scenario.replay != nil) {
        table.append([
          .text(String(run.seed)), .text(run.path), .text(group.block.rawValue),
          .text(group.rawValue), text.cell(incidence[group]),
        ])
      }
    }
    return table.bytes
  }

  /// One row for each owner who breaches in the control, along every path and in the control.
  func owners() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn(sheet.subject.noun, .text),
        CSVColumn("account", .integer), CSVColumn("breached_s", .decimal),
        text.moneyColumn("equity_at_breach"), text.moneyColumn("after_1min"),
        text.moneyColumn("after_5min"), text.moneyColumn("at_end"),
      ])
    for run in ownerRuns.runs {
      for owner in run.owners {
        table.append([
          .text(String(run.seed)), .text(run.path), .count(owner.account),
          .seconds(owner.breached), text.cell(owner.equityAtBreach),
          owner.afterOneMinute.map(text.cell) ?? .missing,
          owner.afterFiveMinutes.map(text.cell) ?? .missing, text.cell(owner.atEnd),
        ])
      }
    }
    return table.bytes
  }
}
