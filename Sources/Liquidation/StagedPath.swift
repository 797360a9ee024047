import Units

/// A liquidation path as data: a named list of stages, walked from the first to the last.
///
/// After the last stage comes deleveraging at the bankruptcy price, whatever the list says, so that
/// every path ends.
public struct StagedPath: LiquidationPath, Hashable {
  /// The name in reports and on the command line.
  public let name: String
  /// One sentence that says what the path does.
  public let summary: String
  /// Who keeps what is left of the margin.
  public let remainder: Remainder
  /// The stages in order.
  public let stages: [Stage]

  /// Where the case stands; the path is copied for each case.
  private var cursor = Cursor()

  /// Makes a path from its stages.
  ///
  /// - Parameters:
  ///   - name: Lower case, words joined by hyphens.
  ///   - summary: One sentence for readers of a report.
  ///   - remainder: Who keeps what is left of the margin.
  ///   - stages: At least one.
  public init(name: String, summary: String, remainder: Remainder = .owner, stages: [Stage]) {
    invariant(!stages.isEmpty, "a staged path has a stage")
    self.name = name
    self.summary = summary
    self.remainder = remainder
    self.stages = stages
  }

  /// The next step: finish the last attempt, then wait, move on, or attempt.
  public mutating func nextStep(in situation: Situation) -> LiquidationStep {
    if let step = settleAttempt(situation) { return step }
    while cursor.stage < stages.count {
      let stage = stages[cursor.stage]
      if situation.isHealthy, stage.exits.healthy == .release { return .release }
      if cursor.enteredAt == nil { cursor.enteredAt = situation.now }
      guard isTriggered(stage.trigger, in: situation) else { return pause(stage) }
      if stage.cancels == .symbolOrders, !cursor.hasCancelled {
        cursor.hasCancelled = true
        return .cancelOrders
      }
      guard cursor.attempts < stage.pace.attemptsMax else {
        cursor.advance()
        continue
      }
      cursor.attempts += 1
      cursor.isAttempting = true
      return attempt(stage, in: situation)
    }
    return .deleverage(quantity: situation.size.magnitude, price: situation.bankruptcyPrice)
  }

  /// Reads the outcome of the attempt under way, if there is one.
  private mutating func settleAttempt(_ situation: Situation) -> LiquidationStep? {
    guard cursor.isAttempting else { return nil }
    cursor.isAttempting = false
    let stage = stages[cursor.stage]
    let exit: StageExit
    switch situation.outcome {
    case .filled: exit = stage.exits.filled
    case .partlyFilled: exit = stage.exits.partlyFilled
    case .unfilled: exit = stage.exits.unfilled
    case .opened, .cancelled, .waited: return nil
    }
    switch exit {
    case .release: return .release
    case .next:
      cursor.advance()
      return nil
    case .again:
      let isSpent = cursor.attempts >= stage.pace.attemptsMax
      if isSpent { cursor.advance() }
      return stage.pace.cooldown > .zero ? .wait(stage.pace.cooldown) : nil
    }
  }

  /// Waits for a trigger that has not come: one cooldown, or the rest of a stated time.
  private func pause(_ stage: Stage) -> LiquidationStep {
    .wait(stage.pace.cooldown > .zero ? stage.pace.cooldown : .seconds(1))
  }

  private func isTriggered(_ trigger: StageTrigger, in situation: Situation) -> Bool {
    switch trigger {
    case .atOnce: true
    case .belowMaintenance(let share):
      situation.equity < situation.maintenance.times(share, rounding: .up)
    case .belowZero: situation.equity < .zero
    case .after(let time): situation.now - (cursor.enteredAt ?? situation.now) >= time
    case .fundDrawnDown(let share): situation.fundDrawdown > share
    }
  }

  private func attempt(_ stage: Stage, in situation: Situation) -> LiquidationStep {
    let quantity = stage.sizing.quantity(in: situation)
    let limit = stage.limit.price(in: situation)
    switch stage.execution {
    case .immediateOrCancel:
      return .submit(ForcedOrder(quantity: quantity, limit: limit, duration: .immediateOrCancel))
    case .fillOrKill:
      return .submit(ForcedOrder(quantity: quantity, limit: limit, duration: .fillOrKill))
    case .resting(let time):
      return .submit(ForcedOrder(quantity: quantity, limit: limit, duration: .resting(time)))
    case .backstop: return .transferToBackstop(quantity: quantity, price: limit)
    case .deleverage: return .deleverage(quantity: quantity, price: limit)
    }
  }

  /// The place of one case in the list of stages.
  private struct Cursor: Sendable, Hashable {
    var stage = 0
    var attempts = 0
    var isAttempting = false
    var hasCancelled = false
    var enteredAt: Instant?

    mutating func advance() {
      self = Cursor(stage: stage + 1)
    }
  }
}

extension Sizing {
  /// The size of an attempt: at least one lot, at most the position.
  func quantity(in situation: Situation) -> Quantity {
    let position = situation.size.magnitude
    let wanted: Int64
    switch self {
    case .all: return position
    case .fractionOfOriginal(let share):
      wanted = Sizing.part(of: situation.originalSize.magnitude, share)
    case .fractionOfRemaining(let share): wanted = Sizing.part(of: position, share)
    case .tiersDown(let count):
      guard let reduction = situation.reduction(tiersDown: count) else { return position }
      wanted = reduction.lots
    case .untilHealthy(let buffer):
      guard let reduction = situation.reduction(toHealthWith: buffer) else { return position }
      wanted = reduction.lots
    case .notionalAtMost(let most):
      guard situation.notionalPerLot > .zero else { return position }
      // Rounded down: the cap is never exceeded, except by the one lot every attempt has.
      wanted = most.atoms / situation.notionalPerLot.atoms
    }
    return Quantity(lots: min(max(wanted, 1), position.lots))
  }

  /// A share of a size, rounded up so that a share of a small position is still a lot.
  private static func part(of quantity: Quantity, _ share: Rate) -> Int64 {
    let product = Int128(quantity.lots) * Int128(share.partsPerMillion)
    return Int64(divide(product, by: 1_000_000, rounding: .up))
  }
}

extension PriceLimit {
  /// The worst price of an attempt.
  func price(in situation: Situation) -> Price {
    switch self {
    case .fundBudget: return situation.budgetPrice
    case .bankruptcy: return situation.bankruptcyPrice
    case .markOffset(let rate):
      let isLong = situation.size > .zero
      let product = Int128(situation.mark.ticks) * Int128(rate.partsPerMillion)
      let offset = Int64(divide(product, by: 1_000_000, rounding: .up))
      let wished = situation.mark.ticks + (isLong ? -offset : offset)
      let bound = situation.budgetPrice.ticks
      return Price(ticks: isLong ? max(wished, bound) : min(wished, bound))
    }
  }
}
