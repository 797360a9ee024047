package import Market
import Units

/// One thing a report measures on every branch: its name, its unit, and how it is read.
///
/// The list ``all`` drives `summary.csv`, `differences.csv`, `runs.csv`, the tables of a report, and the
/// command that lists metrics. Definitions follow the literature on deleveraging and execution: shortfall
/// split by cause (Perold 1988), over-liquidation and branching against a run on the same luck.
package struct Metric: Sendable {
  /// Which branches a metric exists on.
  package enum Scope: Sendable, Hashable {
    /// Only where accounts are liquidated.
    case liquidation
    /// Also in the control branch.
    case everyBranch
  }

  /// The part of the report in which a metric stands.
  package enum Group: String, Sendable, Hashable, CaseIterable {
    /// What decides between paths.
    case primary = "Primary"
    /// Where the losses come from and who bears them.
    case cost = "Costs"
    /// How many accounts, and whether it was needed and even.
    case account = "Accounts and fairness"
    /// What it does to the market.
    case market = "Market"
    /// The work of the simulation.
    case work = "Simulation"
  }

  /// Its name in files: lower case, words joined by underscores.
  package let id: String
  /// Its name in a report.
  package let title: String
  /// The part of the report.
  package let group: Group
  /// What it is counted in.
  package let unit: MetricUnit
  private let decimals: Int
  /// Which way is better; `nil` where neither is.
  package let preference: PairedComparison.Preference?
  /// Which branches it exists on.
  package let scope: Scope
  /// The smallest difference that matters to somebody, in the unit; `nil` where none is claimed.
  ///
  /// Of amounts of money it is in percent of what the owners had when they breached.
  package let material: Double?
  /// What it is, one sentence.
  package let definition: String
  private let read: @Sendable (MetricSource) -> Double?

  init(
    _ id: String, _ title: String, _ group: Group, _ unit: MetricUnit, decimals: Int,
    better preference: PairedComparison.Preference?, scope: Scope = .liquidation,
    material: Double? = nil, definition: String, read: @escaping @Sendable (MetricSource) -> Double?
  ) {
    self.id = id
    self.title = title
    self.group = group
    self.unit = unit
    self.decimals = decimals
    self.preference = preference
    self.scope = scope
    self.material = material
    self.definition = definition
    self.read = read
  }

  /// The header of its column in a file with one column for each metric.
  package func header(for kind: ContractKind) -> String { id + unit.suffix(for: kind) }

  /// Decimals in tables for people; of coins, each worth far more than a unit of quote currency, more.
  package func decimals(for kind: ContractKind) -> Int {
    unit == .quote && kind == .inverse ? decimals + 4 : decimals
  }

  /// The value on a branch; `nil` where the metric does not apply.
  package func value(_ source: MetricSource) -> Double? {
    switch scope {
    case .everyBranch: read(source)
    case .liquidation: source.isControl ? nil : read(source)
    }
  }

  /// Every metric, in the order of all tables.
  package static let all: [Metric] = primary + cost + account + market + work

  /// The places of the primary metrics in the list of all.
  static let primaryPlaces: [Int] = primary.compactMap { metric in
    all.firstIndex { $0.id == metric.id }
  }

  /// The metric of a name.
  package static func named(_ id: String) -> Metric? { all.first { $0.id == id } }

  /// The list for programs that read it.
  package static var json: JSONValue {
    .array(
      all.map { metric in
        .object([
          JSONMember("metric", .string(metric.id)), JSONMember("title", .string(metric.title)),
          JSONMember("unit", .string(metric.unit.rawValue)),
          JSONMember("better", metric.better.map { .string($0) } ?? .null),
          JSONMember("primary", .boolean(metric.group == .primary)),
          JSONMember("definition", .string(metric.definition)),
        ])
      })
  }

  /// Which way is better, in a word.
  package var better: String? {
    switch preference {
    case .higher: "higher"
    case .lower: "lower"
    case nil: nil
    }
  }
}
