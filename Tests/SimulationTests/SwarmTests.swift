import Foundation
import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Many venues, each drawn from a seed: what always holds, and what some seed must reach.
///
/// In debug a few seeds run; in release ten times as many. To repeat one seed, or to run a range:
///
///     STEPLADDER_SEED=7 swift test --filter SwarmTests
///     STEPLADDER_SEED=1...5000 swift test -c release --filter SwarmTests
@Suite struct SwarmTests {
  /// What some seed must reach.
  enum Sometimes: String, CaseIterable {
    case deleveraging, fundDraw, fundIncome, fundExhausted, feeWaived, debtBorne
    case backstopTransfer, backstopRefusal
    case emptyBookSide, release, unfinished, partialFill
    case longLiquidated, shortLiquidated, liquidatedTwice, strategyLiquidated
    case cascade, wrongfulLiquidation, overLiquidation
    case funding, depthShock, makerLoss, remainderToFund, noBreach
    case auctionSold, auctionUnsold, fundTransfer, fundRefusal, unrestorable
  }

  private static let isDebug: Bool = {
    var isDebug = false
    debugOnly { isDebug = true }
    return isDebug
  }()

  /// Runs its body in builds whose assertions are on.
  private static func debugOnly(_ body: () -> Void) {
    assert(
      {
        body(); return true
      }())
  }

  /// Seeds that have found a mistake once, and rare things since: a strategy's liquidation, a debt.
  ///
  /// On inverse contracts: a fund that is deleveraged, a price at which a lot is worth less than an atom.
  private static let foundBugs: [UInt64] = [45, 290, 373, 855, 2170, 3267]

  /// Whether seeds were asked for.
  private static let isAsked = ProcessInfo.processInfo.environment["STEPLADDER_SEED"] != nil

  /// The seeds of this run.
  static let seeds: [UInt64] = {
    let text = ProcessInfo.processInfo.environment["STEPLADDER_SEED"] ?? ""
    let bounds = text.components(separatedBy: "...").compactMap { UInt64($0) }
    if let first = bounds.first, let last = bounds.last { return Array(first...max(first, last)) }
    // From 1001 on each seed has a rulebook of its own; from 2001 on the contract is inverse, and every
    // other seed has one.
    return Array(1...(isDebug ? 32 : 400)) + foundBugs + Array(1001...(isDebug ? 1032 : 1400))
      + Array(2001...(isDebug ? 2064 : 2800))
  }()

  @Test func whateverTheVenueTheBooksBalanceAndEveryCaseEnds() throws {
    var reached: Set<Sometimes> = []
    for seed in Self.seeds {
      // Printed before the run: a broken invariant stops the program.
      print("swarm: STEPLADDER_SEED=\(seed) swift test --filter SwarmTests")
      var draw = try SwarmDraw(seed: seed)
      let (setup, path) = try draw.draw(seconds: 20)
      let results = SeedComparison.run(setup: setup, paths: [path, path])
      var claims = SwarmClaims(seed: seed, setup: setup, path: path)
      claims.judge(results[0], twin: results[1], control: results[2])
      reached.formUnion(claims.reached)
      if Self.isAsked { print("swarm: reached", claims.reached.map(\.rawValue).sorted()) }
    }
    if Self.isAsked { return }
    for claim in Sometimes.allCases {
      let isReached = reached.contains(claim)
      #expect(isReached, "no seed of \(Self.seeds.count) reaches \(claim.rawValue)")
    }
  }
}

/// What holds in every run.
private struct SwarmClaims {
  let seed: UInt64
  let setup: WorldSetup
  let path: any LiquidationPath
  private(set) var reached: Set<SwarmTests.Sometimes> = []

  init(seed: UInt64, setup: WorldSetup, path: any LiquidationPath) {
    self.seed = seed
    self.setup = setup
    self.path = path
  }

  private func claim(
    _ condition: Bool, _ text: String, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      condition,
      """
      \(text); \(path.name); repeat with STEPLADDER_SEED=\(seed) swift test --filter SwarmTests
      """, sourceLocation: location)
  }

  mutating func judge(_ result: RunResult, twin: RunResult, control: RunResult) {
    claim(result == twin, "the same path twice differs by nothing")
    claim(control.totals.lossToOthers == .zero, "the control costs nobody anything")
    claim(control.liquidations.isEmpty, "the control liquidates nobody")
    judgeMoney(result)
    judgeMarket(result)
    for record in result.liquidations { judge(record) }
    judgeTotals(result)
    note(result, control: control)
  }

  private func judgeMoney(_ result: RunResult) {
    let totals = result.totals
    let fund = setup.scenario.liquidation.fund
    let holdsPositions = result.incidents.contains { $0.kind == .fundTransfer }
    claim(
      holdsPositions || result.prices.allSatisfy { $0.fund >= .zero },
      "a fund that takes no position is never negative")
    claim(holdsPositions || totals.fundTrading == .zero, "only a position wins or loses")
    if let last = result.prices.last, !holdsPositions {
      claim(
        last.fund == fund - totals.fundDraw + totals.fundIncome,
        "the fund holds what it had, less what it paid, plus what it received")
    }
    func sum(_ kind: Incident.Kind) -> Money {
      result.incidents.reduce(.zero) { $1.kind == kind ? $0 + $1.amount : $0 }
    }
    claim(sum(.fundPaid) == totals.fundDraw, "the log has every payment of the fund")
    claim(sum(.fundReceived) == totals.fundIncome, "the log has every receipt of the fund")
    claim(
      sum(.deleveraged) + sum(.debtBorne) == totals.socialisedLoss,
      "the log has every deleveraging and every debt")
    claim(sum(.feeWaived) == totals.feesWaived, "the log has every fee waived")
    claim(
      (0...totals.roundingDivisions).contains(totals.roundingBalance.atoms),
      "rounding stays within an atom per division")
    let perCase = result.liquidations.reduce(Money.zero) { $0 + $1.fundPaid }
    claim(perCase == totals.fundDraw, "every payment of the fund has its case")
  }

  private func judgeMarket(_ result: RunResult) {
    claim(
      result.prices.count == Int(setup.scenario.length.nanoseconds / 1_000_000_000),
      "a sample for each second")
    for sample in result.prices {
      if let bid = sample.bid, let ask = sample.ask { claim(bid < ask, "uncrossed") }
    }
    let times = result.incidents.map(\.time)
    claim(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "the log is in order")
  }

  private func judge(_ record: LiquidationRecord) {
    let closed = record.executed + record.transferred + record.deleveraged
    claim(closed <= record.size, "no more is closed than there was")
    claim(record.ended >= record.triggered, "a case ends after it opened")
    claim(record.attempts <= LiquidationEngine.stepsMax, "attempts are limited")
    let times = record.steps.map(\.time)
    claim(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "steps are in order")
    switch record.ending {
    case .closed, .deleveraged:
      claim(record.equityAtEnd >= .zero, "a closed account owes nothing")
      if path.remainder == .fund, setup.scenario.rulebook == nil {
        claim(record.equityAtEnd == .zero, "the fund has the rest")
      }
    case .released:
      // A path may release an account that is not healthy; it keeps a position then.
      claim(closed < record.size, "a released account keeps a position")
    case .unfinished: break
    }
  }

  private func judgeTotals(_ result: RunResult) {
    let totals = result.totals
    let accounts = Set(result.liquidations.map(\.account))
    claim(Int(totals.liquidatedAccounts) == accounts.count, "each account counts once")
    claim(totals.liquidatedAccounts <= totals.breachedAccounts, "only a breach liquidates")
    claim(totals.wrongfulLiquidations <= Int64(result.liquidations.count), "wrong at most all")
    // The parts of a close round by themselves where the contract is inverse.
    let parts = totals.trades + Int64(result.incidents.count)
    let slack = Money(atoms: setup.scenario.instrument.kind == .linear ? 0 : parts)
    claim(
      totals.notionalNeeded <= totals.notionalClosed + slack, "needed is part of what was closed")
    claim(totals.lowestLast <= totals.lastAtFork, "the lowest is not above the first")
    judgeShortfall(result)
  }

  /// Trigger price less what was got, over all forced fills, is the shortfall in its three parts.
  private func judgeShortfall(_ result: RunResult) {
    let instrument = setup.scenario.instrument
    let shortfall = result.liquidations.reduce(Int64(0)) { sum, record in
      let atTrigger = instrument.value(record.executed, at: record.triggerPrice).atoms
      let got = record.executedNotional.atoms * (instrument.kind == .linear ? 1 : -1)
      return sum + record.side.sign * (atTrigger - got)
    }
    // A fill of an inverse contract rounds its value and its loss, each to the nearest atom.
    let fills = min(
      result.totals.trades, result.liquidations.reduce(0) { $0 + $1.executed.lots })
    let slack = instrument.kind == .linear ? 0 : 3 * fills
    claim(abs(result.totals.shortfall.atoms - shortfall) <= slack, "the shortfall adds up")
  }

  private mutating func note(_ result: RunResult, control: RunResult) {
    let totals = result.totals
    func seen(_ kind: Incident.Kind) -> Bool { result.incidents.contains { $0.kind == kind } }
    func some(_ condition: (LiquidationRecord) -> Bool) -> Bool {
      result.liquidations.contains(where: condition)
    }
    let strategies = setup.scenario.population.count..<setup.roster.count
    let facts: [(SwarmTests.Sometimes, Bool)] = [
      (.deleveraging, seen(.deleveraged)), (.fundDraw, totals.fundDraw > .zero),
      (.fundIncome, totals.fundIncome > .zero),
      (
        .fundExhausted,
        setup.scenario.liquidation.fund > .zero && result.prices.contains { $0.fund == .zero }
      ),
      (.feeWaived, totals.feesWaived > .zero), (.debtBorne, seen(.debtBorne)),
      (.backstopTransfer, seen(.backstopTransfer)),
      (.backstopRefusal, seen(.backstopRefused)),
      (.emptyBookSide, result.prices.dropFirst(3).contains { $0.bid == nil || $0.ask == nil }),
      (.release, some { $0.ending == .released }), (.unfinished, some { $0.ending == .unfinished }),
      (.partialFill, some { $0.executed > .zero && $0.executed < $0.size }),
      (.longLiquidated, some { $0.side == .buy }), (.shortLiquidated, some { $0.side == .sell }),
      (.liquidatedTwice, result.liquidations.count > Int(totals.liquidatedAccounts)),
      (.strategyLiquidated, some { strategies.contains($0.account) }),
      (.cascade, totals.triggeredByLiquidation > 0),
      (.wrongfulLiquidation, totals.wrongfulLiquidations > 0),
      (.overLiquidation, totals.notionalNeeded < totals.notionalClosed),
      (.funding, seen(.funding)), (.depthShock, seen(.depthShock)),
      (.makerLoss, totals.makerProfit < .zero),
      (.remainderToFund, path.remainder == .fund && totals.fundIncome > .zero),
      (.noBreach, control.totals.breachedAccounts == 0),
      (.auctionSold, seen(.auctionSold)),
      (
        .auctionUnsold,
        seen(.auctionOpened) && some { $0.steps.contains { $0.kind == .unfilled } }
      ),
      (.fundTransfer, seen(.fundTransfer)), (.fundRefusal, seen(.fundRefused)),
      (.unrestorable, seen(.unrestorable)),
    ]
    for (claim, isSeen) in facts where isSeen { reached.insert(claim) }
  }
}
