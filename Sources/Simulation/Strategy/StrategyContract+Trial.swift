import Liquidation
import Units

/// The runs by which the contract is judged.
struct ContractTrial {
  /// A setup with new instances of what is tested.
  let setup: () -> WorldSetup

  /// Runs alone and as forks, and compares.
  func compare(
    _ first: any LiquidationPath, _ second: any LiquidationPath
  ) -> [ContractFinding] {
    let firstAlone = SeedComparison.runAlone(setup: setup(), path: first)
    let again = SeedComparison.runAlone(setup: setup(), path: first)
    var findings = differences(.notRepeatable, firstAlone, again)
    if let fault = firstAlone.fault {
      let problem = ContractFinding.Problem.ranAway
      return findings + [
        ContractFinding(
          problem: problem, branch: first.name, second: Int(fault.time.wholeSeconds))
      ]
    }
    let secondAlone = SeedComparison.runAlone(setup: setup(), path: second)
    var prefix = World(setup: setup())
    let stop = prefix.runPrefix()
    invariant(stop == .breached, "the contract scenario meets a breach")
    var isIdle = true
    for (path, alone) in [(first, firstAlone), (second, secondAlone), (first, firstAlone)] {
      var branch = prefix.forked()
      branch.runBranch(path: path)
      if branch.desks.orders.allSatisfy({ !$0.isEmpty }) { isIdle = false }
      findings += differences(.sharedBetweenBranches, alone, branch.result())
    }
    return isIdle ? findings + [ContractFinding(problem: .idle, branch: nil)] : findings
  }

  /// The same for a path: new instances alone, one instance in all branches.
  func compare(path make: () -> any LiquidationPath) -> [ContractFinding] {
    let alone = SeedComparison.runAlone(setup: setup(), path: make())
    let again = SeedComparison.runAlone(setup: setup(), path: make())
    var findings = differences(.notRepeatable, alone, again)
    let path = make()
    var prefix = World(setup: setup())
    _ = prefix.runPrefix()
    for _ in 0..<2 {
      var branch = prefix.forked()
      branch.runBranch(path: path)
      findings += differences(.sharedBetweenBranches, alone, branch.result())
    }
    return findings
  }

  /// Asks two copies of a path in turn for the steps of each case of a run.
  func replay(path make: () -> any LiquidationPath) -> [ContractFinding] {
    var world = World(setup: setup())
    _ = world.runPrefix()
    world.runBranch(path: PathRecorder(path: make()))
    var isShared = false
    for item in world.venue.engine.cases {
      guard let recorded = item.path as? PathRecorder else { continue }
      var left = make()
      var right = left
      for situation in recorded.situations {
        let first = left.next(in: situation)
        let second = right.next(in: situation)
        if first != second { isShared = true }
      }
    }
    return isShared ? [ContractFinding(problem: .sharedBetweenCases, branch: make().name)] : []
  }

  private func differences(
    _ problem: ContractFinding.Problem, _ left: RunResult, _ right: RunResult
  ) -> [ContractFinding] {
    if left == right { return [] }
    let second = zip(left.digests, right.digests).enumerated().first { $1.0 != $1.1 }?.offset
    return [ContractFinding(problem: problem, branch: left.path, second: second)]
  }
}

/// Passes everything on to a path and keeps what it was asked.
private struct PathRecorder: LiquidationPath {
  var path: any LiquidationPath
  var situations: [Situation] = []

  var name: String { path.name }
  var summary: String { path.summary }
  var remainder: Remainder { path.remainder }

  init(path: any LiquidationPath) { self.path = path }

  mutating func next(in situation: Situation) -> PathAnswer {
    situations.append(situation)
    return path.next(in: situation)
  }
}
