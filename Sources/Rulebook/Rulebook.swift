package import Liquidation
package import Market
package import Units

/// The published rules of one venue as of a date, with a source for each.
///
/// A rulebook is data: it is read from `Data/venues/<id>.json5` and adds no rule that the engine does not
/// have. What no source confirms is marked, see ``unverified``. What the venue leaves to the market
/// (how much the fund holds, how deep the book is) belongs to a scenario.
package struct Rulebook: Sendable, Hashable {
  /// The name on the command line, such as `binance-usdm`.
  package var id: String
  /// The venue and the product in words.
  package var title: String
  /// The date to which the rules as a whole belong.
  package var asOf: String
  /// What the rules are made for.
  package var market: RulebookMarket
  /// How far the margin of one position answers for others.
  ///
  /// For quotes: an account of a run has one position.
  package var scope: MarginScope

  /// How the mark price is made.
  package var mark: MarkFormula
  /// The time between two mark prices.
  package var markInterval: Interval
  /// The price that drives the margin check.
  package var checkPrice: CheckPrice
  /// The time between two margin checks.
  package var checkInterval: Interval

  /// The margin terms by contract, the one that holds without a choice first; empty for a lending market.
  package var margins: [SymbolMargin]
  /// The most leverage the venue admits; nil where it is not stated apart from the margin terms.
  ///
  /// For quotes: a run turns no account away.
  package var leverageMax: Int?

  /// How an account is unwound.
  package var path: StagedPath
  /// What it costs its owner.
  package var penalty: Penalty
  /// What the insurance fund may be asked for.
  package var fund: FundTerms
  /// Who takes positions over, where somebody does.
  package var backstop: BackstopTerms?
  /// Who pays when the fund cannot; nil where the venue has no deleveraging.
  package var deleveraging: DeleveragingTerms?
  /// How the funding rate is found; nil where the venue has none that this program knows.
  package var funding: FundingFormula?
  /// What the incoming side of a fill pays; nil where it is not stated.
  ///
  /// Quotes pay it, and a margin check that counts the closing fee reckons with it. Trades in a run pay the fees
  /// of the scenario, the same for all who are compared.
  package var takerFee: Rate?
  /// What the resting side of a fill pays; nil where it is not stated.
  ///
  /// For readers: neither a quote nor a run uses it.
  package var makerFee: Rate?

  /// Every field as the document states it, in the order of the document.
  package var statements: [RuleStatement]
  /// What the fields refer to.
  package var sources: [RuleSource]
  /// The choices left to the user, each with the option in force.
  package var switches: [RuleSwitch]

  /// Makes a rulebook; the reader of documents does, and tests.
  package init(
    id: String, title: String, asOf: String, market: RulebookMarket, scope: MarginScope,
    mark: MarkFormula, markInterval: Interval, checkPrice: CheckPrice, checkInterval: Interval,
    margins: [SymbolMargin], leverageMax: Int? = nil, path: StagedPath, penalty: Penalty = .none,
    fund: FundTerms = FundTerms(), backstop: BackstopTerms? = nil,
    deleveraging: DeleveragingTerms? = nil, funding: FundingFormula? = nil,
    takerFee: Rate? = nil, makerFee: Rate? = nil, statements: [RuleStatement] = [],
    sources: [RuleSource] = [], switches: [RuleSwitch] = []
  ) {
    self.id = id
    self.title = title
    self.asOf = asOf
    self.market = market
    self.scope = scope
    self.mark = mark
    self.markInterval = markInterval
    self.checkPrice = checkPrice
    self.checkInterval = checkInterval
    self.margins = margins
    self.leverageMax = leverageMax
    self.path = path
    self.penalty = penalty
    self.fund = fund
    self.backstop = backstop
    self.deleveraging = deleveraging
    self.funding = funding
    self.takerFee = takerFee
    self.makerFee = makerFee
    self.statements = statements
    self.sources = sources
    self.switches = switches
  }
}

/// What a rulebook is made for.
package enum RulebookMarket: String, Sendable, Hashable, CaseIterable {
  /// A perpetual future that settles in the quote currency.
  case linear
  /// A perpetual future that settles in the coin.
  case inverse
  /// A lending market: collateral against a debt; it has a path and no margin terms.
  case lending

  /// The kind of contract; nil for a lending market.
  package var contract: ContractKind? {
    switch self {
    case .linear: .linear
    case .inverse: .inverse
    case .lending: nil
    }
  }
}

/// How far the margin of one position answers for others.
package enum MarginScope: String, Sendable, Hashable, CaseIterable {
  /// A position answers with its own margin only.
  case isolated
  /// All positions of an account answer with one collateral.
  case cross
}

extension Rulebook {
  /// The kind of contract; nil for a lending market.
  package var contract: ContractKind? { market.contract }

  /// The margin terms of a contract, or of the first where none is named.
  package func margin(of symbol: String? = nil) -> SymbolMargin? {
    guard let symbol else { return margins.first }
    return margins.first { $0.symbol == symbol }
  }

  /// The statement of a field.
  package func statement(_ key: String) -> RuleStatement? { statements.first { $0.key == key } }

  /// The source that a statement names.
  package func source(of statement: RuleStatement) -> RuleSource? {
    sources.first { $0.key == statement.source }
  }

  /// What no source confirms, and what the venue does that nobody could find out.
  ///
  /// Whoever uses the rulebook says so, one line for each.
  package var unverified: [RuleStatement] { statements.filter(\.isUnverified) }

  /// The name with the choices that differ from the standard ones: `bybit-usdt:maintenanceBasis=mark`.
  package var selection: String {
    let choices = switches.filter { !$0.isStandard }.map { "\($0.name)=\($0.chosen)" }
    return choices.isEmpty ? id : "\(id):\(choices.joined(separator: ":"))"
  }
}

/// What a venue says of the provider that takes positions over, for its quotes.
///
/// In a run the stages of the path decide when it takes over and who keeps what is left.
package struct BackstopTerms: Sendable, Hashable {
  /// Who it is, in the venue's words.
  package var provider: String
  /// Below which share of the maintenance requirement it takes over; nil where another rule decides.
  package var belowMaintenance: Rate?
  /// Whether the margin that is left goes to the provider with the position.
  package var keepsMargin: Bool

  /// Makes the terms.
  package init(provider: String, belowMaintenance: Rate? = nil, keepsMargin: Bool) {
    self.provider = provider
    self.belowMaintenance = belowMaintenance
    self.keepsMargin = keepsMargin
  }
}
