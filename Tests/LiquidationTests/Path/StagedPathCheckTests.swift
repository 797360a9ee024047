import Liquidation
import Testing
import Units

/// Lists of stages that make no path.
@Suite struct StagedPathCheckTests {
  private func stage(
    _ name: String, attempts: Int = 1, exits: StageExits = StageExits(),
    execution: Execution = .immediateOrCancel, escalation: Escalation? = nil
  ) -> Stage {
    Stage(
      name: name, execution: execution, pace: Pace(attemptsMax: attempts), exits: exits,
      escalation: escalation)
  }

  private func refusal(_ stages: [Stage]) -> StagedPathError? {
    do {
      try StagedPath.check(stages)
      return nil
    } catch {
      return error
    }
  }

  @Test func aPathNeedsAStage() {
    #expect(refusal([]) == .noStages)
  }

  @Test func everyStageHasItsOwnName() {
    #expect(refusal([stage("book"), stage("book")]) == .stageNamedTwice("book"))
  }

  @Test func aStageHasAnAttempt() {
    #expect(refusal([stage("book", attempts: 0)]) == .noAttempts(stage: "book"))
  }

  @Test(arguments: [
    StageExits(filled: .stage("fnud")), StageExits(partlyFilled: .stage("fnud")),
    StageExits(unfilled: .stage("fnud")), StageExits(healthy: .stage("fnud")),
    StageExits(unrestorable: .stage("fnud")), StageExits(spent: .stage("fnud")),
  ])
  func aJumpToAStageThatIsNotThereIsRefused(exits: StageExits) {
    #expect(refusal([stage("book", exits: exits)]) == .unknownStage("fnud", from: "book"))
  }

  @Test func anEscalationToAStageThatIsNotThereIsRefused() {
    let stage = stage("book", escalation: Escalation(when: .belowZero, to: .stage("fnud")))
    #expect(refusal([stage]) == .unknownStage("fnud", from: "book"))
  }

  @Test func aStageThatCanNeverBeLeftIsRefused() {
    let forever = StageExits(spent: .stage("book"))
    #expect(refusal([stage("book", exits: forever)]) == .neverLeft("book"))
    let there = stage("there", exits: StageExits(spent: .stage("back")))
    let back = stage("back", exits: StageExits(spent: .stage("there")))
    #expect(refusal([there, back, stage("rest")]) == .neverLeft("there"))
  }

  @Test func aCircleWithAWayOutIsAPath() {
    let there = stage("there", exits: StageExits(spent: .stage("back")))
    let back = stage("back", exits: StageExits(unfilled: .next, spent: .stage("there")))
    #expect(refusal([there, back, stage("rest")]) == nil)
  }

  @Test func `A stage that its escalation leaves before it acts is refused`() {
    let stages = [
      Stage(
        name: "book", execution: .immediateOrCancel,
        escalation: Escalation(when: .atOnce, to: .stage("book")))
    ]
    guard case .flawed("book", _)? = refusal(stages) else {
      Issue.record("the stage would be walked in a circle")
      return
    }
  }

  @Test func `A capacity that lets nothing through is refused`() {
    for amount in [CapacityWindow.Amount.notional(.zero), .quantity(.zero)] {
      let window = CapacityWindow(amount, within: .seconds(1), kind: .block, scope: .account)
      let stage = Stage(
        name: "book", execution: .immediateOrCancel, pace: Pace(capacity: window))
      guard case .flawed("book", _)? = refusal([stage]) else {
        Issue.record("the stage would wait without end")
        return
      }
    }
  }

  @Test func numbersThatCannotBeUsedAreRefused() {
    for execution in [
      Execution.slices(.equal(count: 0, over: .seconds(1))), .resting(.zero),
      .auction(.sealedBid(SealedBidTerms(window: .zero, clearing: .uniform))),
    ] {
      guard case .flawed("book", _)? = refusal([stage("book", execution: execution)]) else {
        Issue.record("\(execution) is refused")
        continue
      }
    }
  }

  @Test(arguments: [(1_999_999, true), (2_000_000, false)])
  func `An auction that would bid nothing for a short is refused`(start: Int64, isPath: Bool) {
    let terms = DutchAuctionTerms(
      curve: .linear(length: .seconds(60)), startFactor: Rate(partsPerMillion: start),
      resetAfter: .seconds(60), resetBelow: .zero)
    #expect(terms.flaw == nil, "collateral may be sold from twice the feed on")
    #expect((refusal([stage("sale", execution: .auction(.dutch(terms)))]) == nil) == isPath)
  }

  @Test func theBuiltInPathsPass() {
    for path in BuiltInPaths.all + BuiltInPaths.more {
      #expect(refusal(path.stages) == nil, "\(path.name)")
    }
  }
}
