public import Units

/// A liquidation path as data: a named list of stages, walked from the first to the last.
///
/// After the last stage comes deleveraging, whatever the list says, so that every path ends: at the
/// venue's own price of deleveraging, which is the bankruptcy price where its rules say nothing else.
public struct StagedPath: LiquidationPath, Hashable {
  /// The name in reports and on the command line.
  public let name: String
  /// One sentence that says what the path does.
  public let summary: String
  /// The stages in order.
  public let stages: [Stage]
  /// Who keeps what is left of the margin where the stage does not say.
  package let commonRemainder: Remainder
  /// Where the case stands; the path is copied for each case.
  private var cursor = Cursor()
  /// What the answer under way has found out.
  private var finding: PathFinding?

  /// Makes a path from its stages.
  ///
  /// - Parameters:
  ///   - name: Lower case, words joined by hyphens.
  ///   - summary: One sentence for readers of a report.
  ///   - remainder: Who keeps what is left of the margin.
  ///   - stages: At least one, and each can be left; ``check(_:)`` says so without stopping the program.
  public init(name: String, summary: String, remainder: Remainder = .owner, stages: [Stage]) {
    do {
      try Self.check(stages)
    } catch {
      invariant(false, "the stages of \(name) make a path: \(error)")
    }
    self.name = name
    self.summary = summary
    commonRemainder = remainder
    self.stages = stages
  }

  /// Who keeps what is left of the margin: as the stage says that closed last, else as the path does.
  public var remainder: Remainder { current?.remainder ?? commonRemainder }

  /// The margin that this stage has set free so far, where its sizing rule covers a shortage; else zero.
  ///
  /// It is zero again once the case is over.
  public var freedMargin: Money { cursor.freed }

  /// The stage that made the last step; nil behind the last stage.
  package var currentStage: Stage? { current }

  private var current: Stage? { cursor.stage < stages.count ? stages[cursor.stage] : nil }

  /// The next step, and what the stage that makes it says of capacity, deleveraging and remainder.
  public mutating func next(in situation: Situation) -> PathAnswer {
    finding = nil
    let step = nextStep(in: situation)
    // Behind the last stage the queue is deleveraged.
    let policy: DeleveragingPolicy? =
      if case .deleverageBy(let policy)? = current?.execution { policy } else { nil }
    return PathAnswer(
      step, remainder: remainder, capacity: current?.pace.capacity,
      deleveraging: policy ?? .queue, finding: finding)
  }

  /// Finishes the last attempt, then waits, moves on, or attempts.
  private mutating func nextStep(in situation: Situation) -> LiquidationStep {
    if let step = settleAttempt(situation) { return step }
    // Each pass moves to another stage; after more passes than stages the case would walk in a circle.
    for _ in 0...stages.count {
      guard let stage = current else {
        return .deleverage(quantity: situation.size.magnitude, price: situation.bankruptcyPrice)
      }
      if let step = act(stage, in: situation) { return step }
    }
    return .wait(.seconds(1))
  }

  /// What a stage does now; nil where the case has moved to another stage.
  private mutating func act(_ stage: Stage, in situation: Situation) -> LiquidationStep? {
    if situation.isHealthy, stage.exits.healthy != .again {
      return leave(by: stage.exits.healthy)
    }
    let entered = cursor.enteredAt ?? situation.now
    cursor.enteredAt = entered
    noteShortage(stage, situation)
    if let way = stage.escalation, cursor.wasUnfilled || !way.afterUnfilled,
      way.trigger.isMet(in: situation, since: entered)
    {
      return leave(by: way.exit == .again ? .next : way.exit)
    }
    guard stage.trigger.isMet(in: situation, since: entered) else {
      if stage.trigger.isOnSize { return leave(by: .next) }
      return pause(stage, situation, since: entered)
    }
    if stage.cancels == .symbolOrders, !cursor.hasCancelled {
      cursor.hasCancelled = true
      return .cancelOrders
    }
    guard cursor.attempts < stage.pace.attemptsMax else {
      return leave(by: stage.exits.spent == .again ? .next : stage.exits.spent)
    }
    if cursor.run != nil { return slice(stage, situation) }
    return size(stage, situation, since: entered)
  }

  /// Asks the sizing rule and the capacity window, and attempts what they allow.
  private mutating func size(
    _ stage: Stage, _ situation: Situation, since entered: Instant
  ) -> LiquidationStep? {
    var quantity: Quantity
    switch stage.sizing.result(in: situation, freed: cursor.freed) {
    case .close(let lots): quantity = lots
    case .closeAndRelease(let lots):
      quantity = lots
      cursor.releasesWhenFilled = true
    case .notYet: return pause(stage, situation, since: entered)
    case .cannotRestore:
      finding = .cannotRestore
      if stage.exits.unrestorable != .again { return leave(by: stage.exits.unrestorable) }
      quantity = situation.size.magnitude
    }
    if let window = stage.pace.capacity {
      let left = situation.capacityLeft(in: window)
      if left == .zero {
        cursor.releasesWhenFilled = false
        let again = situation.capacity.roomAgain(
          in: window, of: situation.accountIndex, at: situation.now)
        return .wait(again - situation.now)
      }
      if left < quantity { cursor.releasesWhenFilled = false }
      quantity = min(quantity, left)
    }
    if case .slices(let plan) = stage.execution {
      cursor.run = SliceRun(
        schedule: plan.schedule(for: quantity), began: situation.now, held: situation.size.magnitude
      )
      return slice(stage, situation)
    }
    cursor.attempts += 1
    cursor.isAttempting = true
    return attempt(stage, quantity, in: situation)
  }

  /// The next slice that is due, the time until it, or the end of the stage.
  private mutating func slice(_ stage: Stage, _ situation: Situation) -> LiquidationStep? {
    guard var run = cursor.run else { return nil }
    let next = run.next(holding: situation.size.magnitude, at: situation.now)
    cursor.run = run
    switch next {
    case .wait(let time): return .wait(time)
    case .send(let quantity):
      cursor.isAttempting = true
      let limit = stage.limit.price(in: situation)
      return .submit(ForcedOrder(quantity: quantity, limit: limit, duration: .immediateOrCancel))
    case .over: return leave(by: stage.exits.spent == .again ? .next : stage.exits.spent)
    }
  }

  /// Takes an exit: a release is a step, anything else moves the case.
  private mutating func leave(by exit: StageExit) -> LiquidationStep? {
    switch exit {
    case .release:
      cursor.freed = .zero
      return .release
    case .again: return nil
    case .next: cursor = Cursor(stage: cursor.stage + 1)
    case .stage(let name):
      cursor = Cursor(stage: stages.firstIndex { $0.name == name } ?? stages.count)
    }
    return nil
  }

  /// Reads the outcome of the attempt under way, if there is one.
  private mutating func settleAttempt(_ situation: Situation) -> LiquidationStep? {
    guard let stage = current else { return nil }
    if situation.outcome != .waited { noteFreed(stage, situation) }
    guard cursor.isAttempting else { return nil }
    cursor.isAttempting = false
    let releases = cursor.releasesWhenFilled
    cursor.releasesWhenFilled = false
    cursor.wasUnfilled = situation.outcome == .unfilled
    let exit: StageExit
    switch situation.outcome {
    case .filled: exit = releases ? .release : stage.exits.filled
    case .partlyFilled: exit = stage.exits.partlyFilled
    case .unfilled: exit = stage.exits.unfilled
    case .opened, .cancelled, .waited: return nil
    }
    guard exit == .again else { return leave(by: exit) }
    // A schedule has its own clock.
    if cursor.run != nil { return nil }
    if cursor.attempts >= stage.pace.attemptsMax {
      let step = leave(by: stage.exits.spent == .again ? .next : stage.exits.spent)
      if step != nil { return step }
    }
    return stage.pace.cooldown > .zero ? .wait(stage.pace.cooldown) : nil
  }

  /// Waits for a trigger that has not come: the rest of a stated time, or one cooldown.
  private func pause(_ stage: Stage, _ situation: Situation, since entered: Instant)
    -> LiquidationStep
  {
    if case .after(let time) = stage.trigger, situation.now - entered < time {
      return .wait(entered + time - situation.now)
    }
    return .wait(stage.pace.cooldown > .zero ? stage.pace.cooldown : .seconds(1))
  }

  private func attempt(
    _ stage: Stage, _ quantity: Quantity, in situation: Situation
  ) -> LiquidationStep {
    let limit = stage.limit.price(in: situation)
    switch stage.execution {
    case .immediateOrCancel, .slices:
      return .submit(ForcedOrder(quantity: quantity, limit: limit, duration: .immediateOrCancel))
    case .fillOrKill:
      return .submit(ForcedOrder(quantity: quantity, limit: limit, duration: .fillOrKill))
    case .resting(let time):
      return .submit(ForcedOrder(quantity: quantity, limit: limit, duration: .resting(time)))
    case .backstop: return .transferToBackstop(quantity: quantity, price: limit)
    case .transferToFund: return .transferToFund(quantity: quantity, price: limit)
    case .auction(let format):
      return .auction(AuctionOrder(quantity: quantity, limit: limit, format: format))
    case .deleverageBy: return .deleverage(quantity: quantity, price: limit)
    }
  }

  // MARK: What a throttled cover remembers

  /// Adds what the last step took off the shortage.
  private mutating func noteFreed(_ stage: Stage, _ situation: Situation) {
    guard case .shortageCover(let cover) = stage.sizing, let before = cursor.shortage else {
      return
    }
    cursor.freed += max(before - cover.shortage(in: situation), .zero)
  }

  /// Remembers the shortage as it is, so that a move of the price counts as nothing freed.
  private mutating func noteShortage(_ stage: Stage, _ situation: Situation) {
    guard case .shortageCover(let cover) = stage.sizing else { return }
    cursor.shortage = cover.shortage(in: situation)
  }

  /// The place of one case in the list of stages.
  private struct Cursor: Sendable, Hashable {
    var stage = 0
    var attempts = 0
    var isAttempting = false
    /// Whether the last attempt of the stage filled nothing.
    var wasUnfilled = false
    var hasCancelled = false
    var releasesWhenFilled = false
    var enteredAt: Instant?
    /// The schedule under way, where the stage slices.
    var run: SliceRun?
    /// The shortage when the stage last acted, and what its attempts have covered before.
    var shortage: Money?
    var freed = Money.zero
  }
}
