import Liquidation
import Margin
import Market
import Quote
import Rulebook
import Units

extension QuoteReport {
  /// One row for each account, venue and leg; amounts of money are in the row's currency.
  package var csv: CSVTable {
    var table = CSVTable(columns: Self.columns)
    for (index, group) in groups.enumerated() {
      for quote in group.quotes {
        for leg in quote.legs {
          table.append(row(leg, quote, account: group.account.name ?? String(index + 1)))
        }
      }
    }
    return table
  }

  private static let columns = [
    CSVColumn("account", .text), CSVColumn("venue", .text), CSVColumn("as_of", .text),
    CSVColumn("symbol", .text), CSVColumn("side", .text), CSVColumn("currency", .text),
    CSVColumn("size", .decimal), CSVColumn("entry_price", .decimal),
    CSVColumn("mark_price", .decimal), CSVColumn("collateral", .decimal),
    CSVColumn("equity_at_mark", .decimal), CSVColumn("maintenance_at_mark", .decimal),
    CSVColumn("state", .text),
    CSVColumn("check_price", .text), CSVColumn("maintenance_rate_percent", .decimal),
    CSVColumn("maintenance", .decimal), CSVColumn("liquidation_price", .decimal),
    CSVColumn("liquidated_below_price", .decimal), CSVColumn("liquidated_above_price", .decimal),
    CSVColumn("liquidation", .text), CSVColumn("away_percent", .decimal),
    CSVColumn("bankruptcy_price", .decimal), CSVColumn("zero_price", .decimal),
    CSVColumn("takeover_price", .decimal), CSVColumn("gap_price", .decimal),
    CSVColumn("gap_bp", .decimal), CSVColumn("first_step", .text),
    CSVColumn("first_step_size", .decimal), CSVColumn("first_step_limit_price", .decimal),
    CSVColumn("closing_fee", .decimal), CSVColumn("penalty", .decimal),
    CSVColumn("penalty_receiver", .text), CSVColumn("remainder", .text), CSVColumn("fees", .text),
    CSVColumn("liquidation_price_with_fees", .decimal),
    CSVColumn("bankruptcy_price_with_fees", .decimal), CSVColumn("stop_price", .decimal),
    CSVColumn("stop_room", .decimal), CSVColumn("stop_cost", .decimal),
    CSVColumn("stop_warning", .text), CSVColumn("stop_unknown", .text),
    CSVColumn("tier_table_end", .decimal),
    CSVColumn("beyond_tier_table", .text),
  ]

  private func row(_ leg: LegQuote, _ quote: VenueQuote, account: String) -> [CSVCell] {
    let numbers = QuoteNumbers(quote: quote, leg: leg)
    func price(_ price: Ratio?) -> CSVCell { Self.cell(numbers.exact(price)) }
    func money(_ money: Money?) -> CSVCell { Self.cell(money.map(numbers.exact)) }
    let prices = leg.prices
    let edges = prices.maintenance
    let check = stopCheck(leg, quote)
    let penalty = quote.rulebook.penalty
    var row: [CSVCell] = [
      .text(account), .text(quote.rulebook.selection), .text(quote.rulebook.asOf),
      .text(leg.instrument.symbol), .text(leg.isLong ? "long" : "short"),
      .text(leg.instrument.kind == .inverse ? numbers.coin : "quote"),
      .decimal(numbers.exact(leg.size.magnitude)), .decimal(numbers.exact(leg.entry)),
      .decimal(numbers.exact(leg.mark)), money(quote.collateral),
      money(quote.equity), money(quote.maintenance), .text(quote.state.rawValue),
      .text(quote.rulebook.checkPrice.rawValue),
      Self.cell(leg.atLiquidation.map { QuoteNumbers.exactPercent($0.rate) }),
      money(leg.atLiquidation?.total), price(prices.liquidation),
      price(edges.liquidatedBelow), price(edges.liquidatedAbove), .text(edges.word),
      Self.cell(numbers.away), price(prices.bankruptcy),
      price(leg.zero), price(prices.takeover),
    ]
    row += [
      Self.cell(numbers.distance(prices.liquidation, prices.bankruptcy)),
      Self.cell(numbers.basisPoints(prices.liquidation, prices.bankruptcy)),
      .text(leg.step.map { QuoteWords.key($0.stage.execution) } ?? ""),
      Self.cell(leg.step.map { numbers.exact($0.quantity) }),
      Self.cell(leg.step?.limit.map(numbers.exact)), money(leg.costs?.closingFee),
      money(leg.costs?.penalty),
      .text(penalty.rate > .zero ? penalty.receiver.rawValue : ""),
      .text(leg.costs.map { Self.word($0.remainder) } ?? ""), .text(fees.rawValue),
      price(leg.withFees.liquidation), price(leg.withFees.bankruptcy),
      Self.cell(check.map { numbers.exact($0.stop) }), money(check?.room), money(check?.cost),
      .text(check?.warning?.rawValue ?? ""),
      .text(check?.unknown.map(\.rawValue).joined(separator: " ") ?? ""),
      Self.cell(numbers.tierTableEnd),
      .text(leg.passedEnd == nil ? "no" : "yes"),
    ]
    return row
  }

  private static func cell(_ number: FixedDecimal?) -> CSVCell {
    number.map(CSVCell.decimal) ?? .missing
  }

  /// Who keeps what is left, as programs read it.
  static func word(_ remainder: Remainder?) -> String {
    switch remainder {
    case nil: "none"
    case .owner: "owner"
    case .fund: "fund"
    case .backstop: "backstop"
    }
  }
}

extension FailureEdges {
  /// At which prices the account is liquidated, as programs read it.
  var word: String {
    switch (failsAtMark, below != nil || above != nil) {
    case (true, false): "anyPrice"
    case (false, false): "noPrice"
    case (true, true), (false, true): "somePrices"
    }
  }

  /// Where a range of liquidation next to the mark ends going up: below it the account is liquidated.
  var liquidatedBelow: Ratio? { failsAtMark ? above : below }

  /// Where a range of liquidation next to the mark begins going up: above it the account is liquidated.
  var liquidatedAbove: Ratio? { failsAtMark ? below : above }
}
