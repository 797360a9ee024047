import Market

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
