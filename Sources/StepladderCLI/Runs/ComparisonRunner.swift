import Dispatch
import Intake
import Liquidation
import Market
import Simulation
import Synchronization

/// Runs the seeds of a plan on several threads.
///
/// Every seed is a task of its own whose results go to a place of its own, so the result does not depend on
/// the number of threads or on who was first.
struct ComparisonRunner: Sendable {
  private let plan: ComparisonPlan
  private let tapes: LoadedTapes
  private let strategies: [any Strategy]

  /// Prepares the runs; strategies are made here, so that bad parameters show before anything runs.
  init(plan: ComparisonPlan, tapes: LoadedTapes) throws(InputError) {
    self.plan = plan
    self.tapes = tapes
    strategies = try plan.registry.strategies(
      for: plan.loaded.scenario.strategies, file: plan.loaded.file)
  }

  /// What one seed gives.
  private struct SeedResult: Sendable {
    let runs: [RunResult]
    let cross: [CheckCross]
  }

  /// Runs everything.
  func run(progress: ProgressLine?) throws(InputError) -> Comparison {
    let slots = Mutex([Result<SeedResult, InputError>?](repeating: nil, count: plan.seeds.count))
    let next = Mutex(0)
    // Each worker takes the next seed until none is left; one worker alone would do all of them.
    DispatchQueue.concurrentPerform(iterations: min(plan.threads, plan.seeds.count)) { _ in
      while let place = take(next) {
        let result = Result { () throws(InputError) in
          try runSeed(plan.seeds[place], progress: progress)
        }
        slots.withLock { $0[place] = result }
        progress?.seedDone()
      }
    }
    var comparison = Comparison(
      scenario: plan.loaded.scenario, paths: plan.pathList, seeds: plan.seeds, runs: [],
      rulebooks: plan.rulebooks)
    for result in slots.withLock({ $0 }) {
      guard let seed = try result?.get() else { continue }
      comparison.runs += seed.runs
      comparison.checkCross += seed.cross
    }
    return comparison
  }

  /// The next seed's place, or nothing when all are taken.
  private func take(_ next: borrowing Mutex<Int>) -> Int? {
    next.withLock { place in
      guard place < plan.seeds.count else { return nil }
      place += 1
      return place - 1
    }
  }

  private func runSeed(
    _ seed: UInt64, progress: ProgressLine?
  ) throws(InputError) -> SeedResult {
    let scenario = plan.loaded.scenario
    let index = try tapes.index(seed: seed)
    if !plan.rulebooks.isEmpty {
      return SeedResult(
        runs: try runVenues(scenario, seed: seed, index: index, progress: progress), cross: [])
    }
    let runs = SeedComparison.run(
      setup: try setup(scenario, seed: seed, index: index), paths: plan.paths
    ) { progress?.branchDone() }
    guard plan.isCrossed else { return SeedResult(runs: runs, cross: []) }
    var other = scenario
    other.liquidation.checkPrice = scenario.liquidation.checkPrice == .last ? .mark : .last
    let crossed = SeedComparison.run(
      setup: try setup(other, seed: seed, index: index), paths: plan.paths
    ) { progress?.branchDone() }
    let byLast = scenario.liquidation.checkPrice == .last ? runs : crossed
    let byMark = scenario.liquidation.checkPrice == .last ? crossed : runs
    return SeedResult(
      runs: runs,
      cross: zip(byMark, byLast).filter { $0.0.path != RunResult.controlName }.map(Self.cross))
  }

  /// One seed under every rulebook, and the control of the first.
  private func runVenues(
    _ scenario: Scenario, seed: UInt64, index: IndexTape, progress: ProgressLine?
  ) throws(InputError) -> [RunResult] {
    var contenders: [VenueComparison.Contender] = []
    for rulebook in plan.rulebooks {
      var own = scenario
      own.rulebook = rulebook
      contenders.append(
        VenueComparison.Contender(
          name: rulebook.selection, path: rulebook.path,
          setup: try setup(own, seed: seed, index: index)))
    }
    return VenueComparison.run(contenders) { progress?.branchDone() }
  }

  /// The inputs of one run.
  func setup(
    _ scenario: Scenario, seed: UInt64, index: IndexTape, journal: Range<Int64>? = nil
  ) throws(InputError) -> WorldSetup {
    do {
      return try WorldSetup(
        scenario: scenario, seed: seed, index: index, last: tapes.last, strategies: strategies,
        monitors: plan.registry.monitors,
        options: RunOptions(observesMarket: plan.isObserved, journal: journal))
    } catch {
      throw InputError(.badData, file: plan.loaded.file, key: "margin", problem: "\(error)")
    }
  }

  /// Counts the accounts that two check prices liquidate.
  private static func cross(_ mark: RunResult, _ last: RunResult) -> CheckCross {
    let byMark = Set(mark.liquidations.map(\.account))
    let byLast = Set(last.liquidations.map(\.account))
    let both = byMark.intersection(byLast).count
    return CheckCross(
      seed: mark.seed, path: mark.path, both: both, onlyLast: byLast.count - both,
      onlyMark: byMark.count - both)
  }
}
