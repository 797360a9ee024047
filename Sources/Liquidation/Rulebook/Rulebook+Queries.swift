public import Market

extension Rulebook {
  /// The kind of contract; nil for a lending market.
  public var contract: ContractKind? { market.contract }

  /// The margin terms of a contract, or of the first where none is named.
  public func margin(of symbol: String? = nil) -> SymbolMargin? {
    guard let symbol else { return margins.first }
    return margins.first { $0.symbol == symbol }
  }

  /// The statement of a field.
  public func statement(_ key: String) -> RuleStatement? { statements.first { $0.key == key } }

  /// The source that a statement names.
  public func source(of statement: RuleStatement) -> RuleSource? {
    sources.first { $0.key == statement.source }
  }

  /// What no source confirms, and what the venue does that nobody could find out.
  ///
  /// Whoever uses the rulebook says so, one line for each.
  public var unverified: [RuleStatement] { statements.filter(\.isUnverified) }

  /// The name with the choices that differ from the standard ones: `bybit-usdt:maintenanceBasis=mark`.
  public var selection: String {
    let choices = switches.filter { !$0.isStandard }.map { "\($0.name)=\($0.chosen)" }
    return choices.isEmpty ? id : "\(id):\(choices.joined(separator: ":"))"
  }
}
