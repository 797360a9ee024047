package import Liquidation
package import Margin
package import Market
package import Units

/// The order of deleveraging by ranking everybody and sorting, each time: the judge of the engine's own.
package enum NaiveCounterparties {
  /// Everybody on a side, accounts in liquidation behind all others, and how many are not in liquidation.
  package static func all(
    holding side: Side, in ledger: Ledger, rules: MarginRules, mark: Price,
    ranking: DeleveragingRanking, isInLiquidation: (Int) -> Bool,
    draw: (OwnerID) -> UInt64 = { _ in 0 }
  ) -> (ranks: [DeleveragingRank], openCount: Int) {
    var open: [DeleveragingRank] = []
    var inLiquidation: [DeleveragingRank] = []
    for index in 0..<ledger.participantCount {
      let owner = OwnerID(Int32(index))
      guard ledger.size(owner).lots.signum() == side.sign else { continue }
      let rank = DeleveragingRank(
        owner: owner, account: ledger[owner], rules: rules, mark: mark, ranking: ranking,
        draw: draw(owner))
      if isInLiquidation(index) { inLiquidation.append(rank) } else { open.append(rank) }
    }
    return (open.sorted() + inLiquidation.sorted(), open.count)
  }
}
