import Dispatch
import Intake
import Liquidation
import Market
import Rulebook
import Simulation
import Synchronization

/// Runs the seeds of a plan on several threads.
///
/// Every seed is a task of its own whose results go to a place of its own, so the result does not depend on
/// the number of threads or on who was first.
struct ComparisonRunner: Sendable {
  private let plan: ComparisonPlan
  private let tapes: LoadedTapes

  /// Prepares the runs; strategies are made here once, so that bad parameters show before anything runs.
  init(plan: ComparisonPlan, tapes: LoadedTapes) throws(InputError) {
    self.plan = plan.fitted(to: tapes)
    self.tapes = tapes
    let note = note(seed: plan.seeds.first ?? 0)
    try note.attached { () throws(InputError) in _ = try strategies(note) }
  }

  /// What one seed gives.
  private struct SeedResult: Sendable {
    let runs: [RunResult]
    let cross: [CheckCross]
  }

  /// What a worker does at a time.
  private enum Task: Sendable {
    /// The seed of a place.
    case seed(Int)
    /// The first seed once more, whose runs these are; it comes first, since what it finds voids the rest.
    case repetition([RunResult])
  }

  /// Runs everything.
  func run(progress: ProgressLine?) throws(InputError) -> Comparison {
    let slots = Mutex([Result<SeedResult, InputError>?](repeating: nil, count: plan.seeds.count))
    var first: SeedResult?
    if plan.repeatsFirstSeed {
      // Alone: no other seed may hide what a static variable hands on from one branch to the next.
      let result = try runSeed(at: 0, again: false, progress)
      slots.withLock { $0[0] = .success(result) }
      progress?.seedDone()
      first = result
    }
    let places = Array(plan.seeds.indices.dropFirst(first == nil ? 0 : 1))
    let tasks = (first.map { [Task.repetition($0.runs)] } ?? []) + places.map(Task.seed)
    let flaw = Mutex<InputError?>(nil)
    let next = Mutex(0)
    // Each worker takes the next task until none is left; one worker alone would do all of them.
    DispatchQueue.concurrentPerform(iterations: min(plan.threads, tasks.count)) { _ in
      while let number = take(next, count: tasks.count) {
        do throws(InputError) {
          switch tasks[number] {
          case .repetition(let runs): try repeatFirst(runs, progress)
          case .seed(let place):
            let result = try runSeed(at: place, again: false, progress)
            slots.withLock { $0[place] = .success(result) }
            progress?.seedDone()
          }
        } catch {
          next.withLock { $0 = tasks.count }
          switch tasks[number] {
          case .repetition: flaw.withLock { $0 = error }
          case .seed(let place): slots.withLock { $0[place] = .failure(error) }
          }
        }
      }
    }
    if let flaw = flaw.withLock({ $0 }) { throw flaw }
    var results: [SeedResult] = []
    for result in slots.withLock({ $0 }) {
      // After a failure later seeds are left out, so the first one in order is always the same.
      guard let result else { continue }
      results.append(try result.get())
    }
    return Comparison(
      scenario: plan.loaded.scenario, paths: plan.pathList, seeds: plan.seeds,
      runs: results.flatMap(\.runs), checkCross: results.flatMap(\.cross),
      rulebooks: plan.rulebooks)
  }

  /// The next task, or nothing when all are taken.
  private func take(_ next: borrowing Mutex<Int>, count: Int) -> Int? {
    next.withLock { place in
      guard place < count else { return nil }
      place += 1
      return place - 1
    }
  }

  /// Runs the first seed once more and throws what does not repeat.
  private func repeatFirst(
    _ runs: [RunResult], _ progress: ProgressLine?
  ) throws(InputError) {
    let again = try runSeed(at: 0, again: true, progress)
    let repetition = Repetition(first: runs, again: again.runs)
    let slots = plan.loaded.scenario.strategies
    if let flaw = repetition.flaw(slots: slots, file: plan.loaded.file) { throw flaw }
  }

  /// Runs the seed of a place, the branches in the reverse order where it runs again.
  private func runSeed(
    at place: Int, again isAgain: Bool, _ progress: ProgressLine?
  ) throws(InputError) -> SeedResult {
    let seed = plan.seeds[place]
    let note = note(seed: seed)
    let way = RunWay(
      order: isAgain ? .reversed : .stated,
      keepsRequests: plan.repeatsFirstSeed && place == 0, note: note)
    return try note.attached { () throws(InputError) in
      let result = try runSeed(seed, way, progress: progress)
      if let run = result.runs.first(where: { $0.fault != nil }), let fault = run.fault {
        throw error(fault, in: run)
      }
      return result
    }
  }

  /// How a seed is run.
  private struct RunWay {
    let order: BranchOrder
    let keepsRequests: Bool
    let note: TrapNote
  }

  private func runSeed(
    _ seed: UInt64, _ way: RunWay, progress: ProgressLine?
  ) throws(InputError) -> SeedResult {
    let scenario = plan.loaded.scenario
    let index = try tapes.index(seed: seed)
    if !plan.rulebooks.isEmpty {
      return SeedResult(
        runs: try runVenues(scenario, seed: seed, index: index, way, progress), cross: [])
    }
    let runs = SeedComparison.run(
      setup: try setup(
        scenario, seed: seed, index: index, keepsRequests: way.keepsRequests, attributes: true,
        note: way.note),
      paths: plan.paths, order: way.order
    ) { progress?.branchDone() }
    guard plan.isCrossed, way.order == .stated else { return SeedResult(runs: runs, cross: []) }
    var other = scenario
    other.liquidation.checkPrice = scenario.liquidation.checkPrice == .last ? .mark : .last
    let crossed = SeedComparison.run(
      setup: try setup(other, seed: seed, index: index, note: way.note), paths: plan.paths
    ) { progress?.branchDone() }
    let byLast = scenario.liquidation.checkPrice == .last ? runs : crossed
    let byMark = scenario.liquidation.checkPrice == .last ? crossed : runs
    return SeedResult(
      runs: runs,
      cross: zip(byMark, byLast).filter { $0.0.path != RunResult.controlName }.map(Self.cross))
  }

  /// One seed under every rulebook, and the control under the scenario's own rules.
  private func runVenues(
    _ scenario: Scenario, seed: UInt64, index: IndexTape, _ way: RunWay, _ progress: ProgressLine?
  ) throws(InputError) -> [RunResult] {
    var contenders: [VenueComparison.Contender] = []
    for rulebook in plan.rulebooks {
      var own = scenario
      own.rulebook = rulebook
      contenders.append(
        VenueComparison.Contender(
          name: rulebook.selection, path: rulebook.path,
          setup: try setup(
            own, seed: seed, index: index, keepsRequests: way.keepsRequests, attributes: true,
            note: way.note)))
    }
    return VenueComparison.run(
      contenders,
      reference: try setup(
        scenario, seed: seed, index: index, keepsRequests: way.keepsRequests, attributes: true,
        note: way.note),
      order: way.order
    ) { progress?.branchDone() }
  }

  // MARK: The inputs of a run

  /// What traps of a seed are laid to.
  func note(seed: UInt64) -> TrapNote {
    TrapNote(
      program: plan.program, strategies: plan.loaded.scenario.strategies.map(\.name), seed: seed)
  }

  /// New strategies: no two runs share what one of them may hold.
  private func strategies(_ note: TrapNote) throws(InputError) -> [any Strategy] {
    try plan.registry.strategies(of: plan.loaded, note: note)
  }

  /// The inputs of one run.
  func setup(
    _ scenario: Scenario, seed: UInt64, index: IndexTape, journal: Range<Int64>? = nil,
    keepsRequests: Bool = false, attributes: Bool = false, log: EventLog? = nil, note: TrapNote
  ) throws(InputError) -> WorldSetup {
    let strategies = try strategies(note)
    var scenario = scenario
    if let market = tapes.market { scenario.length = min(scenario.length, market.length) }
    do {
      return try WorldSetup(
        scenario: scenario, seed: seed, index: index, last: tapes.last,
        market: tapes.market, orderLatency: tapes.orderLatency, strategies: strategies,
        monitors: plan.registry.monitors,
        options: RunOptions(
          observesMarket: plan.isObserved, journal: journal, keepsRequests: keepsRequests,
          watch: note.watch(named: scenario.rulebook?.selection),
          attributes: attributes && tapes.market == nil, log: log))
    } catch {
      throw InputError(.badData, file: plan.loaded.file, key: "margin", problem: "\(error)")
    }
  }

  /// A strategy's mistake that ended a run, as an error.
  private func error(_ fault: StrategyFault, in run: RunResult) -> InputError {
    let name = plan.loaded.scenario.strategies[fault.strategy].name
    return InputError(
      .strategyFault, file: plan.loaded.file, key: "strategies[\(fault.strategy)]",
      problem: "strategy \(name) \(fault.claim), on path \(run.path) with seed \(run.seed) at "
        + "\(TimeText.seconds(fault.time)) of simulated time; nothing was written")
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
