package import Margin
import Market
package import Rulebook
package import Units

/// What one venue's rulebook makes of an account.
///
/// Assumptions: mark, index and last are one price; funding and fees paid so far are in the collateral; no
/// order rests. A leg's liquidation price holds the other contracts at their marks. What the venue does, and what
/// that costs, is taken at the marks of an account that is liquidated there, else at the liquidation price.
package struct VenueQuote: Sendable {
  /// The rules.
  package let rulebook: Rulebook
  /// The account as its owner states it.
  package let account: QuoteAccount
  /// The fees that are counted.
  package let fees: QuoteFees
  /// The decimals of an atom of the collateral.
  package let moneyDecimals: Int
  /// The collateral.
  package let collateral: Money
  /// Collateral and profit at the marks.
  package let equity: Money
  /// The requirement of all legs at the marks.
  package let maintenance: Money
  /// The initial requirement of all legs at entry.
  package let initialAtEntry: Money
  /// The value of all legs at entry.
  package let entryValue: Money
  /// How the account stands at the marks.
  package let state: AccountState
  /// The legs, in the order of the account.
  package let legs: [LegQuote]

  /// Quotes an account under a rulebook.
  ///
  /// - Throws: Why the rulebook gives no quote.
  package init(
    _ account: QuoteAccount, under rulebook: Rulebook, fees: QuoteFees = .none
  ) throws(QuoteError) {
    guard let kind = rulebook.contract else { throw .noPerpetual }
    let margins = try Self.margins(of: account, in: rulebook)
    if kind == .inverse, Set(margins.map(\.symbol)).count > 1 { throw .severalCoins }
    let symbols = margins.map(\.symbol)
    let books = try QuoteBooks(
      account.withOneMark(symbols: symbols), as: kind, symbols: symbols,
      fee: rulebook.takerFee ?? .zero, charges: Self.charges(margins, rulebook))
    let counted = try Self.sheet(books, margins, rulebook, fees, account.collateral)
    let charged =
      fees == .venue
      ? counted : try Self.sheet(books, margins, rulebook, .venue, account.collateral)
    for index in books.legs.indices where counted.asksForAll(index) || charged.asksForAll(index) {
      throw .asksForAll(margins[index].symbol)
    }
    self.rulebook = rulebook
    self.account = account
    self.fees = fees
    moneyDecimals = books.moneyDecimals
    let atMarks = counted.account
    collateral = atMarks.collateral
    equity = atMarks.equity
    maintenance = atMarks.maintenance
    state = counted.state
    var atEntry = atMarks
    for (index, leg) in books.legs.enumerated() { atEntry.legs[index].mark = leg.entry }
    initialAtEntry = atEntry.initial
    entryValue = atEntry.legs.reduce(.zero) { $0 + $1.notional }
    legs = books.legs.indices.map { counted.quote($0, charged: charged, rulebook: rulebook) }
  }

  /// Whether the venue would liquidate at the marks.
  package var isLiquidatable: Bool { state != .safe }

  /// The value at entry over the collateral; nil without collateral.
  package var leverage: Ratio? {
    Ratio(Int128(entryValue.atoms), over: Int128(collateral.atoms))
  }

  /// Whether the venue would not have admitted the positions: the collateral is below the initial requirement.
  package var isBeyondCap: Bool {
    collateral < initialAtEntry
      || rulebook.leverageMax.map {
        Int128(entryValue.atoms) > Int128(collateral.atoms) * Int128($0)
      } ?? false
  }

  /// The venue's margin terms for each leg.
  private static func margins(
    of account: QuoteAccount, in rulebook: Rulebook
  ) throws(QuoteError) -> [SymbolMargin] {
    var margins: [SymbolMargin] = []
    for leg in account.legs {
      guard let margin = rulebook.margin(named: leg.symbol) else {
        throw .unknownSymbol(leg.symbol, known: rulebook.margins.map(\.symbol))
      }
      margins.append(margin)
    }
    return margins
  }

  /// The greatest sum of money that the rules add to a requirement; nil where they add none.
  private static func charges(_ margins: [SymbolMargin], _ rulebook: Rulebook) -> QuoteNumber? {
    let sums = margins.map { margin in
      let least: Money
      switch margin.terms.schedule.shape {
      case .flat(_, _, let minimum): least = minimum
      case .continuousTiers, .steppedTiers, .linearInSize, .squareRootOfSize: least = .zero
      }
      return max(least, margin.terms.fixedCharge, margin.terms.keeperFee?.maximum ?? .zero)
    }
    guard let most = sums.max(), most > .zero else { return nil }
    return QuoteNumber(units: most.atoms, decimals: rulebook.moneyDecimals)
  }

  private static func sheet(
    _ books: QuoteBooks, _ margins: [SymbolMargin], _ rulebook: Rulebook, _ fees: QuoteFees,
    _ stated: QuoteCollateral
  ) throws(QuoteError) -> QuoteSheet {
    var rules: [MarginRules] = []
    for (leg, margin) in zip(books.legs, margins) {
      var terms: MarginTerms
      do { terms = try margin.terms(for: leg.instrument) } catch { throw .badTerms("\(error)") }
      terms = try terms.withAtoms(finerBy: books.moneyDecimals - rulebook.moneyDecimals)
      switch fees {
      case .none:
        terms.closingFee = .ignored
        terms.closingFeeRate = .zero
      case .venue: terms.closingFeeRate = rulebook.closingFeeRate(of: margin.symbol) ?? .zero
      }
      do { rules.append(try MarginRules(instrument: leg.instrument, terms: terms)) } catch {
        throw .badTerms("\(error)")
      }
    }
    switch stated {
    case .quote, .coin: return QuoteSheet(books: books, rules: rules)
    case .leverage: return QuoteSheet(books: books.settingFeesAside(rules), rules: rules)
    }
  }
}

/// How an account stands at the marks of its legs.
package enum AccountState: String, Sendable, Hashable, CaseIterable {
  /// Equity covers maintenance.
  case safe
  /// Equity is below maintenance, and something is left: the venue liquidates.
  case belowMaintenance
  /// Nothing is left: equity, less the closing fees that count, is zero or below.
  case bankrupt
}

/// Which trading fees a quote counts.
package enum QuoteFees: String, Sendable, Hashable, CaseIterable {
  /// None: the margin check and the bankruptcy price leave the closing fee out.
  case none
  /// The venue's: the bankruptcy price counts the closing fee, and the margin check does where the venue's does.
  case venue
}
