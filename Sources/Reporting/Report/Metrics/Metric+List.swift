import Market
import Simulation
import Units

/// The metrics, each with its definition beside the expression that reads it.
extension Metric {
  static let ownersValue = Metric(
    "owners_value_end", "Owners' value", .primary, .percent, decimals: 2, better: .higher,
    scope: .everyBranch, material: 1,
    definition:
      "What the accounts that breach in the control have at the end of the run, valued at the "
      + "index, negative equity counted as zero, as a share of what they had there when they breached."
  ) { source in source.ownersShare { $0.atEnd } }

  static let payersLoss = Metric(
    "payers_loss", "Loss of payers without a choice", .primary, .quote, decimals: 0,
    better: .lower, material: 1,
    definition:
      "What all have less than in the control who did not choose to trade and did not breach "
      + "there: other owners, insurance fund, backstop provider, venue; a gain counts against it."
  ) { source in
    source.run.incidence.map { source.collateral(-$0.change(of: .payers)) }
  }

  static let recoveredEquity = Metric(
    "recovered_equity", "Recovered equity", .account, .percent, decimals: 2, better: .higher,
    definition: "Equity that liquidated owners had when their last liquidation ended, as a share "
      + "of what they had when their first one began, negative equity counted as zero."
  ) { $0.share($0.equityAtEnd, of: $0.equityAtStart).map { $0 * 100 } }

  static let lossToOthers = Metric(
    "loss_to_others", "Loss to others", .cost, .quote, decimals: 0, better: .lower,
    definition: "What the insurance fund paid for deficits and lost with positions it took over, "
      + "plus what deleveraged counterparties lost against the mark price."
  ) { $0.collateral($0.totals.lossToOthers) }

  static let executionShortfall = Metric(
    "execution_shortfall", "Execution shortfall", .primary, .basisPoints, decimals: 2,
    better: .lower, material: 1,
    definition: "Loss of forced orders in the book against the check price at the trigger, over "
      + "the notional they traded at that price."
  ) { $0.basisPoints($0.totals.shortfall) }

  static let primary: [Metric] = [ownersValue, payersLoss, executionShortfall]

  /// What stands beside the primary metrics where rulebooks are compared.
  static let venues: [Metric] = [
    "liquidated_accounts", "equity_kept", "fund_draw", "deleveraged_accounts", "forced_notional",
    "overshoot",
  ].compactMap(Metric.named)

  static let cost: [Metric] = [
    lossToOthers,
    Metric(
      "shortfall_mark_delay", "Shortfall by mark delay", .cost, .basisPoints, decimals: 2,
      better: .lower,
      definition: "The part of the shortfall from the trigger price to the mid when the order was "
        + "sent."
    ) { $0.basisPoints($0.totals.shortfallMarkDelay) },
    Metric(
      "shortfall_queueing", "Shortfall by queueing", .cost, .basisPoints, decimals: 2,
      better: .lower,
      definition: "The part of the shortfall from the mid at sending to the mid on arrival at the "
        + "book."
    ) { $0.basisPoints($0.totals.shortfallQueueing) },
    Metric(
      "shortfall_impact", "Shortfall by impact", .cost, .basisPoints, decimals: 2, better: .lower,
      definition: "The part of the shortfall from the mid on arrival to the prices traded."
    ) { $0.basisPoints($0.totals.shortfallImpact) },
    Metric(
      "fund_draw", "Fund draw", .cost, .quote, decimals: 0, better: .lower,
      definition: "What the insurance fund paid for deficits."
    ) { $0.collateral($0.totals.fundDraw) },
    Metric(
      "fund_income", "Fund income", .cost, .quote, decimals: 0, better: nil,
      definition: "Liquidation fees and remainders that the insurance fund received."
    ) { $0.collateral($0.totals.fundIncome) },
    Metric(
      "fund_trading", "Fund's positions", .cost, .quote, decimals: 0, better: nil,
      definition:
        "What the insurance fund won or lost with positions it took over, the rest valued "
        + "at the last mark price."
    ) { $0.collateral($0.totals.fundTrading) },
    Metric(
      "socialised_loss", "Socialised loss", .cost, .quote, decimals: 0, better: .lower,
      definition:
        "What deleveraged counterparties lost against the mark price, and debts the venue bore."
    ) { $0.collateral($0.totals.socialisedLoss) },
    Metric(
      "fees_waived", "Fees waived", .cost, .quote, decimals: 0, better: .lower,
      definition: "Taker fees given up because neither the account nor the fund could pay them."
    ) { $0.collateral($0.totals.feesWaived) },
    Metric(
      "backstop_profit", "Backstop profit", .cost, .quote, decimals: 0, better: nil,
      definition: "The backstop provider's profit, its position valued at the last mark price."
    ) { $0.collateral($0.totals.backstopProfit) },
  ]

  static let account: [Metric] = [
    Metric(
      "owners_value_minute", "Owners' value after 1 min", .account, .percent, decimals: 2,
      better: .higher, scope: .everyBranch,
      definition: "Owners' value one minute after each account's breach in the control, over the "
        + "accounts for which the run is long enough."
    ) { source in source.ownersShare { $0.afterOneMinute } },
    Metric(
      "owners_value_five_minutes", "Owners' value after 5 min", .account, .percent, decimals: 2,
      better: .higher, scope: .everyBranch,
      definition: "Owners' value five minutes after each account's breach in the control, over the "
        + "accounts for which the run is long enough."
    ) { source in source.ownersShare { $0.afterFiveMinutes } },
    Metric(
      "owners_value_median", "Owners' value, median", .account, .percent, decimals: 2,
      better: .higher, scope: .everyBranch,
      definition:
        "The median over the accounts that breach in the control of the share that each has at "
        + "the end of the run of what it had there at its breach."
    ) { source in
      Statistics.median(
        source.run.owners.compactMap { source.share($0.atEnd, of: $0.equityAtBreach) }
      ).map { $0 * 100 }
    },
    Metric(
      "owners_value", "Owners' value in money", .account, .quote, decimals: 0, better: .higher,
      scope: .everyBranch,
      definition: "What the accounts that breach in the control have at the end of the run."
    ) { source in source.collateral(source.run.owners.reduce(.zero) { $0 + $1.atEnd }) },
    Metric(
      "owners", "Owners who breach in the control", .account, .count, decimals: 1, better: nil,
      scope: .everyBranch,
      definition:
        "How many accounts are below maintenance margin at some check where nobody is liquidated."
    ) { Double($0.run.owners.count) },
    recoveredEquity,
    Metric(
      "breached_accounts", "Breached accounts", .account, .count, decimals: 1, better: .lower,
      scope: .everyBranch,
      definition: "Accounts that were below maintenance margin at some check."
    ) { Double($0.totals.breachedAccounts) },
    Metric(
      "liquidated_accounts", "Liquidated accounts", .account, .count, decimals: 1, better: .lower,
      definition: "Accounts for which a liquidation was opened."
    ) { Double($0.totals.liquidatedAccounts) },
    Metric(
      "equity_kept", "Equity of all accounts", .account, .percent, decimals: 2, better: .higher,
      scope: .everyBranch,
      definition: "Equity of all accounts at the end, liquidated or not, valued at the index, "
        + "negative equity counted as zero, as a share of what they brought."
    ) { $0.share($0.totals.equityClosed, of: $0.totals.equityOpened).map { $0 * 100 } },
    Metric(
      "wrongful_liquidations", "Wrongful liquidations", .account, .count, decimals: 1,
      better: .lower,
      definition: "Liquidations of accounts that never breach where nobody is liquidated, on the "
        + "same luck."
    ) { Double($0.totals.wrongfulLiquidations) },
    Metric(
      "over_liquidation", "Over-liquidation", .account, .percent, decimals: 2, better: .lower,
      definition: "The share of closed notional that would not have been needed to stay above "
        + "maintenance had prices moved as they do without liquidations."
    ) { source in
      source.share(source.totals.notionalNeeded, of: source.totals.notionalClosed)
        .map { (1 - $0) * 100 }
    },
    Metric(
      "deleveraged_accounts", "Deleveraged accounts", .account, .count, decimals: 1,
      better: .lower,
      definition: "Accounts whose position was cut as counterparties of a bankrupt one."
    ) { Double($0.totals.deleveragedAccounts) },
    Metric(
      "largest_haircut", "Largest haircut", .account, .percent, decimals: 2, better: .lower,
      definition:
        "The largest loss of one account by deleveraging against the mark price, as a share "
        + "of what it would have had at the end without this loss."
    ) { $0.largestHaircut.map { $0 * 100 } },
    Metric(
      "recovery_gini", "Inequality of recovery", .account, .ratio, decimals: 3, better: .lower,
      definition: "The Gini coefficient of the shares of equity that liquidated owners recovered: "
        + "0 when all keep the same share."
    ) { Statistics.gini($0.recoveredShares) },
    Metric(
      "time_in_liquidation", "Time in liquidation", .account, .seconds, decimals: 2, better: nil,
      definition: "The mean time from the trigger of a liquidation to its end."
    ) { $0.perLiquidation(Double($0.totals.timeInLiquidation.nanoseconds) / 1e9) },
  ]

  static let market: [Metric] = [
    Metric(
      "forced_notional", "Forced notional", .market, .quote, decimals: 0, better: nil,
      definition: "What forced orders traded in the book, at the trigger price."
    ) { $0.collateral($0.totals.notionalExecuted) },
    Metric(
      "overshoot", "Overshoot", .market, .basisPoints, decimals: 1, better: .lower,
      scope: .everyBranch,
      definition: "The largest distance of the last price below the index, at the end of a second."
    ) { Double($0.totals.overshoot.partsPerMillion) / 100 },
    Metric(
      "lowest_last", "Lowest last price", .market, .price, decimals: 2, better: .higher,
      scope: .everyBranch,
      definition: "The lowest last price at the end of a second, from the first breach on."
    ) { $0.price($0.totals.lowestLast) },
    Metric(
      "price_amplification", "Price amplification", .market, .ratio, decimals: 3, better: .lower,
      definition: "The fall of the last price from the first breach to its lowest, over the same "
        + "fall without liquidations."
    ) { $0.amplification },
    Metric(
      "branching_ratio", "Branching ratio", .market, .ratio, decimals: 3, better: .lower,
      definition: "The share of liquidations triggered after a forced order of another account "
        + "moved the last price."
    ) { $0.perLiquidation(Double($0.totals.triggeredByLiquidation)) },
    Metric(
      "depth_recovery", "Depth recovery", .market, .seconds, decimals: 1, better: .lower,
      definition: "Time from the last forced fill until half of the usual depth near the mid is "
        + "back; runs in which it never was are not counted."
    ) { source in
      source.totals.notionalExecuted > .zero
        ? source.totals.depthRecovery.map { Double($0.nanoseconds) / 1e9 } : nil
    },
    Metric(
      "time_without_bid", "Time without a bid", .market, .seconds, decimals: 2, better: .lower,
      scope: .everyBranch,
      definition: "How long the book had no bid, from the first one on; last prices stand still "
        + "where a side is empty."
    ) { Double($0.totals.timeWithoutBid.nanoseconds) / 1e9 },
    Metric(
      "time_without_ask", "Time without an ask", .market, .seconds, decimals: 2, better: .lower,
      scope: .everyBranch,
      definition: "How long the book had no ask, from the first one on."
    ) { Double($0.totals.timeWithoutAsk.nanoseconds) / 1e9 },
    Metric(
      "maker_profit", "Maker profit", .market, .quote, decimals: 0, better: nil,
      scope: .everyBranch,
      definition: "The profit of all makers, their positions valued at the last index."
    ) { $0.collateral($0.totals.makerProfit) },
  ]

  static let work: [Metric] = [
    Metric(
      "messages", "Messages", .work, .count, decimals: 0, better: nil, scope: .everyBranch,
      definition: "Orders, cancels and replaces that reached the book, the shared start included."
    ) { Double($0.totals.messages) },
    Metric(
      "trades", "Trades", .work, .count, decimals: 0, better: nil, scope: .everyBranch,
      definition: "Trades in the book, the shared start included."
    ) { Double($0.totals.trades) },
    Metric(
      "events", "Events", .work, .count, decimals: 0, better: nil, scope: .everyBranch,
      definition: "Events of the simulation, the shared start included."
    ) { Double($0.totals.events) },
    Metric(
      "rounding_balance", "Rounding account", .work, .atoms, decimals: 0, better: nil,
      scope: .everyBranch,
      definition: "What is left on the rounding account, within one atom for each division made."
    ) { Double($0.totals.roundingBalance.atoms) },
  ]
}

extension MetricSource {
  var isControl: Bool { run.path == RunResult.controlName }

  /// A loss over the notional that forced orders traded, in basis points.
  func basisPoints(_ loss: Money) -> Double? {
    share(loss, of: totals.notionalExecuted).map { $0 * 10_000 }
  }

  /// A price in quote.
  func price(_ price: Price) -> Double {
    Double(price.ticks * instrument.tickUnits)
      / Double(FixedDecimal.powerOfTen(instrument.priceDecimals))
  }
}
