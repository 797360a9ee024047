import Units

extension StagedPath {
  /// Checks that stages make a path: each is named once, every jump finds its stage, and each can be left.
  ///
  /// A stage can be left if some walk from it over its exits ends in a release or behind the last stage. The
  /// exit of a healthy account does not count, because the market decides whether it comes.
  ///
  /// - Throws: What is wrong, with the name of the stage.
  package static func check(_ stages: [Stage]) throws(StagedPathError) {
    guard !stages.isEmpty else { throw .noStages }
    var names: Set<String> = []
    for stage in stages {
      guard names.insert(stage.name).inserted else { throw .stageNamedTwice(stage.name) }
      guard stage.pace.attemptsMax >= 1 else { throw .noAttempts(stage: stage.name) }
      guard stage.pace.cooldown >= .zero else { throw .negativeCooldown(stage: stage.name) }
      if let reason = flaw(of: stage.execution) {
        throw .flawed(stage: stage.name, reason: reason)
      }
      if let reason = stage.pace.capacity.flatMap(flaw) {
        throw .flawed(stage: stage.name, reason: reason)
      }
      if let way = stage.escalation, way.trigger == .atOnce, !way.afterUnfilled {
        throw .flawed(
          stage: stage.name, reason: "an escalation waits for something, or the stage never acts")
      }
    }
    for stage in stages {
      for case .stage(let name) in ways(out: stage) + [stage.exits.healthy] {
        guard names.contains(name) else { throw .unknownStage(name, from: stage.name) }
      }
    }
    var endsWell = stages.map { _ in false }
    // Each pass that changes anything settles a stage, so there are no more passes than stages.
    for _ in stages {
      for (index, stage) in stages.enumerated() where !endsWell[index] {
        endsWell[index] = ways(out: stage).contains { way in
          switch way {
          case .release: return true
          case .again: return false
          case .next: return index + 1 == stages.count || endsWell[index + 1]
          case .stage(let name):
            return stages.firstIndex { $0.name == name }.map { endsWell[$0] } ?? false
          }
        }
      }
    }
    if let stuck = endsWell.firstIndex(of: false) { throw .neverLeft(stages[stuck].name) }
  }

  /// What is wrong with the numbers of an execution.
  private static func flaw(of execution: Execution) -> String? {
    switch execution {
    case .slices(let plan): return plan.flaw
    case .auction(.dutch(let terms)):
      // Positions are longs and shorts, and a short is bought back at the mirror image of the price.
      return terms.flaw ?? (terms.canBuyBack ? nil : "an auction starts below twice the feed")
    case .auction(.sealedBid(let terms)):
      return terms.window > .zero ? nil : "bids are collected for some time"
    case .resting(let time): return time > .zero ? nil : "an order rests for some time"
    case .immediateOrCancel, .fillOrKill, .backstop, .transferToFund, .deleverageBy: return nil
    }
  }

  /// What is wrong with a capacity window: one that lets nothing through is waited for without end.
  private static func flaw(of window: CapacityWindow) -> String? {
    if window.length <= .zero { return "a capacity window takes some time" }
    switch window.amount {
    case .quantity(let most):
      return most > .zero ? nil : "a capacity window lets something through"
    case .notional(let most):
      return most > .zero ? nil : "a capacity window lets something through"
    }
  }

  /// The ways out of a stage that do not need a healthy account.
  private static func ways(out stage: Stage) -> [StageExit] {
    var ways = [stage.exits.filled, stage.exits.partlyFilled, stage.exits.unfilled]
    ways.append(stage.exits.unrestorable)
    ways.append(stage.exits.spent == .again ? .next : stage.exits.spent)
    if let escalation = stage.escalation { ways.append(escalation.exit) }
    if stage.trigger.isOnSize { ways.append(.next) }
    return ways
  }
}
