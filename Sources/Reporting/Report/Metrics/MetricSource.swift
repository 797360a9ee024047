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
  /// How many accounts have owners; those of strategies come after them and are no owners'.
  private let ownerCount: Int

  /// Puts a branch of a scenario beside its control.
  package init(run: RunResult, control: RunResult?, scenario: Scenario) {
    self.run = run
    self.control = control
    instrument = scenario.instrument
    ownerCount = scenario.population.count
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

  /// An amount in units of the collateral.
  func collateral(_ amount: Money) -> Double {
    Double(amount.atoms) / Double(instrument.atomsPerUnit)
  }

  /// What the owners have at a horizon over what they had when they breached in the control, in percent; owners for
  /// whom the run ends before are left out of both sums.
  func ownersShare(_ value: (OwnerOutcome) -> Money?) -> Double? {
    var base = Money.zero
    var kept = Money.zero
    for owner in run.owners {
      guard let value = value(owner) else { continue }
      base += owner.equityAtBreach
      kept += value
    }
    return share(kept, of: base).map { $0 * 100 }
  }

  /// How much further last fell than in the control branch.
  var amplification: Double? {
    guard let control else { return nil }
    let own = totals.lastAtFork.ticks - totals.lowestLast.ticks
    let market = control.totals.lastAtFork.ticks - control.totals.lowestLast.ticks
    return market > 0 ? Double(own) / Double(market) : nil
  }

  /// What one owner had when the first liquidation began and when the last one ended.
  struct Recovery {
    /// Equity at the first trigger, not below zero.
    var start: Money
    /// Equity at the last end, not below zero.
    var end: Money
  }

  /// What became of each liquidated owner, in the order of first triggers.
  ///
  /// Owners are counted once, however often they are released and liquidated again: counted by liquidation,
  /// a path that releases early and comes back would seem to lose a little each time and much never.
  var recoveries: [Recovery] {
    var owners: [Recovery] = []
    var places: [Int: Int] = [:]
    for item in run.liquidations where item.account < ownerCount {
      let end = max(item.equityAtEnd, .zero)
      if let place = places[item.account] {
        owners[place].end = end
      } else {
        places[item.account] = owners.count
        owners.append(Recovery(start: max(item.equityAtTrigger, .zero), end: end))
      }
    }
    return owners
  }

  /// Equity of liquidated owners at their first triggers.
  var equityAtStart: Money { recoveries.reduce(.zero) { $0 + $1.start } }

  /// Equity of liquidated owners at their last ends.
  var equityAtEnd: Money { recoveries.reduce(.zero) { $0 + $1.end } }

  /// What each owner kept.
  var recoveredShares: [Double] { recoveries.compactMap { share($0.end, of: $0.start) } }

  /// The largest loss by deleveraging over what the loser would have had at the end without it.
  var largestHaircut: Double? {
    run.accounts.filter { $0.deleveragedQuantity > .zero }
      .compactMap { account in
        let loss = account.deleveragingLoss
        return share(loss, of: max(account.equityAtEnd, .zero) + loss)
      }.max()
  }
}
