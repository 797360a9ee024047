package import Liquidation
import Margin
import Market
import Units

/// All branches of one seed: the shared prefix once, then each path and the control.
package enum SeedComparison {
  /// Runs one seed.
  ///
  /// The prefix runs to the first breach and is forked there, so every path meets the same market, the
  /// same accounts and the same luck. A seed without a breach has the same result on every path.
  ///
  /// - Parameters:
  ///   - setup: The run's inputs.
  ///   - paths: The paths in order.
  ///   - reference: The control that says who the owners are and against which wealth is compared; `nil` for the
  ///     control of this run itself.
  ///   - order: Which branch runs first; where nothing is shared between branches it changes no event. Owners and
  ///     who pays are known only in the stated order, in which the control comes first.
  ///   - progress: Called after each branch.
  /// - Returns: One result for each path, then the control's.
  package static func run(
    setup: WorldSetup, paths: [any LiquidationPath], reference: ReferenceControl? = nil,
    order: BranchOrder = .stated,
    progress: () -> Void = {}
  ) -> [RunResult] {
    var prefix = World(setup: setup)
    _ = prefix.runPrefix()
    if order == .reversed { return runReversed(prefix, setup, paths, progress) }
    var control = prefix.forked()
    if setup.options.attributes { control.startRecording() }
    control.runControl()
    let exposure = control.exposure()
    let market = control.recorder?.market
    let own = ReferenceControl(&control)
    let reference = reference ?? own
    progress()
    var results: [RunResult] = []
    for path in paths {
      var branch = prefix.forked()
      branch.owners = OwnerWatch(reference.breaches)
      branch.runBranch(path: path)
      let wealth = branch.wealth()
      var result = branch.result(wealth: wealth)
      result.incidence = reference.incidence(of: result, wealth)
      exposure.judge(&result, setup: setup)
      if let market {
        var shadow = prefix.shadowed(by: market)
        shadow.runShadow(path: path)
        result.attribution = reference.attribution(
          of: result, wealth, plain: branch.plainWealth(), shadow: &shadow)
      }
      results.append(result)
      progress()
    }
    return results + [own.result]
  }

  /// The paths from the last to the first, then the control; the results in the stated order all the same.
  private static func runReversed(
    _ prefix: borrowing World, _ setup: WorldSetup, _ paths: [any LiquidationPath],
    _ progress: () -> Void
  ) -> [RunResult] {
    var results: [RunResult] = []
    for path in paths.reversed() {
      var branch = prefix.forked()
      branch.runBranch(path: path)
      results.insert(branch.result(), at: 0)
      progress()
    }
    var control = prefix.forked()
    control.runControl()
    progress()
    let exposure = control.exposure()
    for place in results.indices { exposure.judge(&results[place], setup: setup) }
    return results + [control.result()]
  }

  /// Runs one path, or the control where the path is nil, without its siblings.
  ///
  /// The digests are those of the same branch of a comparison.
  package static func runAlone(setup: WorldSetup, path: (any LiquidationPath)?) -> RunResult {
    var world = World(setup: setup)
    _ = world.runPrefix()
    if let path { world.runBranch(path: path) } else { world.runControl() }
    return world.result()
  }

  /// Runs one path with a journal of some seconds, and returns its result beside the journal.
  package static func journal(
    setup: WorldSetup, path: (any LiquidationPath)?
  ) -> (result: RunResult, entries: [JournalEntry]) {
    var world = World(setup: setup)
    _ = world.runPrefix()
    if let path { world.runBranch(path: path) } else { world.runControl() }
    return (world.result(), world.timeline.journal?.entries ?? [])
  }
}

/// In which order the branches of a seed run.
package enum BranchOrder: Sendable {
  /// The control, then the paths as stated.
  case stated
  /// The paths from the last to the first, then the control.
  case reversed
}

/// What the control branch says about each account: whether it ever breached, and the worst check price.
struct ControlExposure {
  private let firstBreach: [Instant?]
  private let lowest: Price?
  private let highest: Price?

  init(_ record: RunRecord) {
    firstBreach = record.firstBreach
    lowest = record.lowestCheck
    highest = record.highestCheck
  }

  /// Completes a branch's totals: wrongful liquidations and what would have been needed.
  ///
  /// A liquidation is wrongful where the account never breaches in the control branch. Of what was
  /// closed, needed is the least that would have kept the account at maintenance at the control's worst
  /// check price, had it been closed at the trigger price (paper definitions of over-liquidation hold
  /// the price path fixed at the one without liquidation).
  func judge(_ result: inout RunResult, setup: WorldSetup) {
    result.cascade = attributed(result.cascade)
    let caused = result.cascade.reduce(0) { $1.parent == nil ? $0 : $0 + 1 }
    result.totals.triggeredByLiquidation = Int64(caused)
    for record in result.liquidations {
      if firstBreach[record.account] == nil {
        result.totals.wrongfulLiquidations += 1
        continue
      }
      guard let worst = record.side == .buy ? lowest : highest else { continue }
      let closed = record.executed + record.transferred + record.deleveraged
      let needed = min(need(record, worst: worst, setup: setup), closed)
      result.totals.notionalNeeded += setup.scenario.instrument.notional(
        record.triggerPrice, needed)
    }
  }

  /// Keeps a parent only for liquidations that the control branch does not have, or much later.
  ///
  /// Both branches meet the same luck, so what the control breaches at the same time was the market's
  /// doing; what it breaches later than a forced fill is remembered, or never, was set off by forced
  /// flow, and the forced fill that last moved the price is held to have done it.
  private func attributed(_ links: [CascadeLink]) -> [CascadeLink] {
    links.map { link in
      guard let breach = firstBreach[link.account], breach <= link.time + RunRecord.memory
      else { return link }
      return CascadeLink(
        account: link.account, parent: nil, time: link.time, event: link.event, cause: nil)
    }
  }

  /// The least reduction at the trigger price that stands at the control's worst check price.
  private func need(_ record: LiquidationRecord, worst: Price, setup: WorldSetup) -> Quantity {
    let signed = Quantity(lots: record.side.sign * record.size.lots)
    let value = setup.scenario.instrument.value(signed, at: record.triggerPrice)
    // An account worth its equity at the trigger: closing at the trigger price changes nothing else.
    let account = Account(
      cash: record.equityAtTrigger, position: Position(size: signed, entryCost: -value))
    let least = setup.rules.quantityToRestore(
      account, buffer: .zero, check: worst, execution: record.triggerPrice, fee: .zero)
    return least ?? record.size
  }
}

extension World {
  /// What this world, as the control, says about each account.
  mutating func exposure() -> ControlExposure { ControlExposure(record) }
}
