package import Market
package import Simulation
import Units

/// What a metric is read from: a branch, the control of its seed, and the contract.
package struct MetricSource: Sendable {
  /// The branch.
  package let run: RunResult
  /// The branch of the same seed without liquidation.
  package let control: RunResult?
  /// The contract.
  package let instrument: Instrument

  /// Puts a branch beside its control.
  package init(run: RunResult, control: RunResult?, instrument: Instrument) {
    self.run = run
    self.control = control
    self.instrument = instrument
  }

  var totals: RunTotals { run.totals }

  /// One amount as a share of another; nothing where the other is not above zero.
  func share(_ part: Money, of whole: Money) -> Double? {
    whole > .zero ? Double(part.atoms) / Double(whole.atoms) : nil
  }

  /// The mean over liquidations of a sum; nothing without a liquidation.
  func perLiquidation(_ sum: Double) -> Double? {
    run.liquidations.isEmpty ? nil : sum / Double(run.liquidations.count)
  }

  /// An amount in quote.
  static func quote(_ amount: Money) -> Double {
    Double(amount.atoms) / Double(Money.atomsPerUnit)
  }

  /// How much further last fell than in the control branch.
  var amplification: Double? {
    guard let control else { return nil }
    let own = totals.lastAtFork.ticks - totals.lowestLast.ticks
    let market = control.totals.lastAtFork.ticks - control.totals.lowestLast.ticks
    return market > 0 ? Double(own) / Double(market) : nil
  }

  /// What each owner kept of the equity at the trigger; negative ends count as nothing.
  var recoveredShares: [Double] {
    run.liquidations.compactMap { share(max($0.equityAtEnd, .zero), of: $0.equityAtTrigger) }
  }

  /// The largest loss by deleveraging over what the loser would have had at the end without it.
  var largestHaircut: Double? {
    run.accounts.filter { $0.deleveragedQuantity > .zero }
      .compactMap { account in
        let loss = account.deleveragingLoss
        return share(loss, of: max(account.equityAtEnd, .zero) + loss)
      }.max()
  }
}
