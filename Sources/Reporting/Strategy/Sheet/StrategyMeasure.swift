import Market
import Simulation
import Units

/// One figure of a tear sheet: its name, its unit, and how it is read.
///
/// The list ``all`` drives `strategies.csv`, the tables of a report and the tear sheet on a terminal.
struct StrategyMeasure: Sendable {
  /// The part of the tear sheet in which a figure stands.
  enum Group: Sendable, Hashable, CaseIterable {
    case result
    case risk
    case benchmark
    case trading
    case position
    case costs
    case execution
    case margin

    /// Its heading in the tear sheet of a strategy that is held against something.
    func title(against benchmark: StrategyBenchmark) -> String {
      switch self {
      case .result: "Result"
      case .risk: "Risk"
      case .benchmark: "Against \(benchmark.words)"
      case .trading: "Trading"
      case .position: "Position"
      case .costs: "Fees and funding"
      case .execution: "Execution"
      case .margin: "Margin"
      }
    }
  }

  /// A value as it is known: exact where it can be.
  enum Value: Sendable, Hashable {
    case money(Money)
    case size(Quantity)
    case count(Int64)
    /// A mean of sizes in lots.
    case lots(Double)
    case number(Double)
  }

  /// Its name in files: lower case, words joined by underscores.
  let id: String
  /// Its name in a report.
  let title: String
  /// Where it stands.
  let group: Group
  /// What it is counted in.
  let unit: MetricUnit
  private let decimals: Int
  /// Whether it stands in short tear sheets too.
  let isShort: Bool
  /// What it is, one sentence.
  let definition: String
  private let read: @Sendable (TearSheet) -> Value?

  init(
    _ id: String, _ title: String, _ group: Group, _ unit: MetricUnit, decimals: Int = 2,
    short isShort: Bool = false, definition: String,
    read: @escaping @Sendable (TearSheet) -> Value?
  ) {
    self.id = id
    self.title = title
    self.group = group
    self.unit = unit
    self.decimals = decimals
    self.isShort = isShort
    self.definition = definition
    self.read = read
  }

  /// Every figure of a strategy that is held against the index, in the order of all tables.
  static let all = all(against: .index)

  /// Every figure in the order of all tables.
  ///
  /// - Parameter benchmark: What strategies are held against; nil where not all against the same.
  static func all(against benchmark: StrategyBenchmark?) -> [StrategyMeasure] {
    result + risk + relative(to: benchmark) + trading + position + costs + execution + margin
  }

  /// The names of those that a file keeps where there is no room for more.
  static let few = [
    "profit", "drawdown", "sharpe", "turnover", "fill_ratio", "inventory_mean",
    makerMarkout.id, "liquidations",
  ]

  /// The figure of a name.
  static func named(_ id: String) -> StrategyMeasure? { all.first { $0.id == id } }

  /// The value of a tear sheet; nil where there is none.
  func value(_ sheet: TearSheet) -> Value? { read(sheet) }

  /// The header of its column.
  func header(for kind: ContractKind) -> String { id + unit.suffix(for: kind) }

  /// Decimals in tables for people; of coins, each worth far more than a unit of quote currency, more.
  func decimals(for kind: ContractKind) -> Int {
    unit == .quote && kind == .inverse ? decimals + 4 : decimals
  }
}

extension ContractText {
  /// A value of a tear sheet as a statistic, in the unit of its figure.
  func number(_ value: StrategyMeasure.Value) -> Double {
    switch value {
    case .money(let amount): money(amount)
    case .size(let quantity): number(quantity)
    case .count(let count): Double(count)
    case .lots(let lots): size(lots)
    case .number(let number): number
    }
  }

  /// A value of a tear sheet as a cell, with every decimal that is known; statistics have six.
  func cell(_ value: StrategyMeasure.Value?) -> CSVCell {
    switch value {
    case nil: .missing
    case .money(let amount)?: cell(amount)
    case .size(let quantity)?: cell(quantity)
    case .count(let count)?: .decimal(FixedDecimal(units: Int128(count), decimals: 0))
    case .lots(let lots)?: .number(size(lots), decimals: 6)
    case .number(let number)?: .number(number, decimals: 6)
    }
  }

  /// An amount for a chart or a statistic.
  func money(_ amount: Money) -> Double {
    let decimal = decimal(amount)
    return Double(decimal.units) / Double(FixedDecimal.powerOfTen(decimal.decimals))
  }
}
