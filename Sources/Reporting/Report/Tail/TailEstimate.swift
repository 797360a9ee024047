import Market

/// One number of the tail of one path.
struct TailEstimate: Sendable {
  /// What it is a number of.
  struct Kind: Sendable, Hashable {
    /// What is measured.
    let quantity: TailQuantity
    /// What is said of it.
    let measure: TailQuantity.Measure
    /// How large the worst part is, in thousandths; `nil` where none is looked at.
    let partPerMille: Int?
    /// The unit.
    let unit: MetricUnit

    init(
      _ quantity: TailQuantity, _ measure: TailQuantity.Measure, partPerMille: Int? = nil,
      _ unit: MetricUnit
    ) {
      self.quantity = quantity
      self.measure = measure
      self.partPerMille = partPerMille
      self.unit = unit
    }
  }

  /// The path or rulebook.
  let path: String
  /// What it is a number of.
  let kind: Kind
  /// How many liquidations, owners or seeds were counted.
  let count: Int
  /// How many seeds they came from.
  let seedCount: Int
  /// The number; `nil` for a median that fewer than half of the seeds reach.
  let estimate: Double?
  /// The lower limit of its interval; `nil` where there is none.
  let low: Double?
  /// The upper limit.
  let high: Double?
}

extension TailQuantity {
  /// What is counted, in a word of the file.
  var counted: String {
    switch self {
    case .executionShortfall: "liquidations"
    case .ownersLoss, .ownersWithNothing: "owners"
    case .fundDraw, .deleveragedAccounts, .fundExhausted: "seeds"
    }
  }

  /// Its name in a table.
  fileprivate var title: String {
    switch self {
    case .executionShortfall: "Execution shortfall"
    case .ownersLoss: "Owners' loss"
    case .ownersWithNothing: "Owners left with nothing"
    case .fundDraw: "Fund draw"
    case .deleveragedAccounts: "Deleveraged accounts"
    case .fundExhausted: "Fund exhausted"
    }
  }
}

extension TailEstimate.Kind {
  /// Its name at the head of a row, with the unit.
  func title(for contract: ContractKind) -> String {
    let unit = unit == .count ? "" : " (\(unit.symbol(for: contract)))"
    switch measure {
    case .threshold: return "\(quantity.title), worst \(part) from\(unit)"
    case .expectedShortfall: return "\(quantity.title), mean of worst \(part)\(unit)"
    case .mean: return "\(quantity.title), mean\(unit)"
    case .probability:
      return quantity == .ownersWithNothing
        ? "\(quantity.title)\(unit)" : "\(quantity.title), probability\(unit)"
    case .median: return "\(quantity.title), median time\(unit)"
    case .restrictedMean:
      return "\(quantity.title), mean time, the whole run where it was not\(unit)"
    }
  }

  /// Decimals in a table; of coins, each worth far more than a unit of quote currency, more.
  func decimals(for contract: ContractKind) -> Int {
    switch unit {
    case .quote: contract == .inverse ? 4 : 0
    case .percent, .basisPoints, .count, .size: 1
    case .price, .seconds, .ratio, .atoms: 0
    }
  }

  /// The worst part as a percentage.
  private var part: String { Words.number(Double(partPerMille ?? 0) / 10, decimals: 1) + " %" }
}

/// What is measured of the tail.
enum TailQuantity: String, Sendable, Hashable {
  /// How much worse than the trigger price forced orders traded, by liquidation, weighted by what they traded.
  case executionShortfall = "execution_shortfall"
  /// The share of what an owner had at the breach in the control that is lost at the end.
  case ownersLoss = "owners_loss"
  /// Whether an owner has nothing at the end.
  case ownersWithNothing = "owners_with_nothing"
  /// What the insurance fund paid for deficits in a run.
  case fundDraw = "fund_draw"
  /// How many accounts were deleveraged in a run.
  case deleveragedAccounts = "deleveraged_accounts"
  /// The end of the first second after which the insurance fund held nothing.
  case fundExhausted = "fund_exhausted"

  /// What an estimate says of the quantity.
  enum Measure: String, Sendable, Hashable {
    /// The value at which the worst part begins.
    case threshold
    /// The mean of the worst part.
    case expectedShortfall = "expected_shortfall"
    /// The mean of all.
    case mean
    /// The share of those counted to whom it happened.
    case probability
    /// When half of the seeds had come to it.
    case median
    /// The mean time, that of a seed which never came to it being the whole run.
    case restrictedMean = "restricted_mean"
  }
}
