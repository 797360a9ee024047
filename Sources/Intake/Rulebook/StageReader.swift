import Liquidation
import Units

/// Reads one stage of a liquidation path.
///
/// `name` and `execution` must be there; `trigger` (`"atOnce"`), `cancels` (`"nothing"`), `size` (`"all"`),
/// `limit` (`"fundBudget"`), `pace` (one attempt), `exits`, `escalation` (none) and `remainder` (the path's)
/// are the plain case where they are left out.
struct StageReader {
  /// The rulebook that the stage is part of, which knows how money is written.
  let rules: RulebookReader

  static var remainders: KeyValuePairs<String, Remainder> {
    ["owner": .owner, "fund": .fund, "backstop": .backstop]
  }

  /// Times within a path: up to a day.
  private static let times = ScenarioLimits.time

  /// The stage.
  func stage(_ object: inout ObjectReader) throws(InputError) -> Stage {
    let name = try object.required("name").line(lengthMax: 40)
    let execution = try execution(object.required("execution"))
    let trigger = try object.optional("trigger", as: "trigger").map(trigger)
    let cancels = try object.optional("cancels")?.word(
      ["nothing": CancelScope.nothing, "symbolOrders": .symbolOrders])
    let sizing = try object.optional("size").map(sizing)
    let limit = try object.optional("limit").map(limit)
    let pace = try object.optional("pace")?.object(pace)
    let exits = try object.optional("exits")?.object(exits)
    let escalation = try object.optional("escalation")?.object(escalation)
    return Stage(
      name: name, trigger: trigger ?? .atOnce, cancels: cancels ?? .nothing, sizing: sizing ?? .all,
      execution: execution, limit: limit ?? .fundBudget, pace: pace ?? Pace(),
      exits: exits ?? StageExits(), escalation: escalation,
      remainder: try object.optional("remainder")?.word(Self.remainders))
  }

  /// `"immediateOrCancel"`, `"fillOrKill"`, `{ resting: time }`, `"backstop"`, `"transferToFund"`,
  /// `{ dutchAuction: ... }`, `{ sealedBid: { window, clearing } }` or `"deleverage"`.
  private func execution(_ value: ValueReader) throws(InputError) -> Execution {
    try value.form([
      "immediateOrCancel": ValueReader.plain(Execution.immediateOrCancel),
      "fillOrKill": ValueReader.plain(Execution.fillOrKill),
      "resting": { (value) throws(InputError) in .resting(try value.interval(in: Self.times)) },
      "backstop": ValueReader.plain(Execution.backstop),
      "transferToFund": ValueReader.plain(Execution.transferToFund),
      "dutchAuction": { (value) throws(InputError) in
        .auction(.dutch(try AuctionReader(rules: rules).dutch(value)))
      },
      "sealedBid": { (value) throws(InputError) in
        .auction(.sealedBid(try AuctionReader(rules: rules).sealedBid(value)))
      },
      "deleverage": ValueReader.plain(Execution.deleverage),
    ])
  }

  /// When a stage acts, see ``StageTrigger``.
  private func trigger(_ value: ValueReader) throws(InputError) -> StageTrigger {
    try value.form([
      "atOnce": ValueReader.plain(StageTrigger.atOnce),
      "belowMaintenance": { (value) throws(InputError) in
        .belowMaintenance(try Self.share(value))
      },
      "belowCloseOut": { (value) throws(InputError) in .belowCloseOut(try closeOut(value)) },
      "belowTier": { (value) throws(InputError) in .belowTier(try value.count(in: 0...99)) },
      "belowZero": ValueReader.plain(StageTrigger.belowZero),
      "after": { (value) throws(InputError) in .after(try value.interval(in: Self.times)) },
      "fundDrawnDown": { (value) throws(InputError) in .fundDrawnDown(try Self.share(value)) },
      "tierAtLeast": { (value) throws(InputError) in .tierAtLeast(try value.count(in: 0...99)) },
      "notionalAbove": { (value) throws(InputError) in .notionalAbove(try rules.money(value)) },
    ])
  }

  /// How much an attempt closes, see ``Sizing``.
  private func sizing(_ value: ValueReader) throws(InputError) -> Sizing {
    try value.form([
      "all": ValueReader.plain(Sizing.all),
      "fractionOfOriginal": { (value) throws(InputError) in
        .fractionOfOriginal(try Self.part(value))
      },
      "fractionOfRemaining": { (value) throws(InputError) in
        .fractionOfRemaining(try Self.part(value))
      },
      "tiersDown": { (value) throws(InputError) in .tiersDown(try value.count(in: 1...99)) },
      "toTier": { (value) throws(InputError) in .toTier(try value.count(in: 0...99)) },
      "untilHealthy": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .untilHealthy(
            buffer: try object.required("buffer").rate(in: .zero...Rate.basisPoints(1_000_000)))
        }
      },
      "notionalAtMost": { (value) throws(InputError) in .notionalAtMost(try rules.money(value)) },
      "portion": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .portion(
            try Self.part(object.required("share")),
            minimumNotional: try rules.money(object.required("minimumNotional")))
        }
      },
      "untilRatioBelow": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .untilRatioBelow(
            try Self.part(object.required("ratio")), stepOf: try Self.part(object.required("step")),
            penalty: try Self.share(object.required("penalty")))
        }
      },
      "distressShare": { (value) throws(InputError) in
        .distressShare(try value.object(distressShare))
      },
      "shortageCover": { (value) throws(InputError) in
        .shortageCover(try value.object(shortageCover))
      },
    ])
  }

  /// The worst price of an attempt, see ``PriceLimit``.
  private func limit(_ value: ValueReader) throws(InputError) -> PriceLimit {
    try value.form([
      "fundBudget": ValueReader.plain(PriceLimit.fundBudget),
      "bankruptcy": ValueReader.plain(PriceLimit.bankruptcy),
      "zeroPrice": ValueReader.plain(PriceLimit.zeroPrice),
      "zeroTowardMark": { (value) throws(InputError) in .zeroTowardMark(try Self.share(value)) },
      "markOffset": { (value) throws(InputError) in .markOffset(try Self.share(value)) },
      "indexOffset": { (value) throws(InputError) in .indexOffset(try Self.share(value)) },
      "indexRamp": { (value) throws(InputError) in .indexRamp(try value.object(ramp)) },
      "mark": ValueReader.plain(PriceLimit.mark), "index": ValueReader.plain(PriceLimit.index),
      "fillable": { (value) throws(InputError) in
        let (adjustment, spread) = try Self.distress(value)
        return .fillable(adjustment: adjustment, spreadToMaintenance: spread)
      },
      "fillableAsPrinted": { (value) throws(InputError) in
        let (adjustment, spread) = try Self.distress(value)
        return .fillableAsPrinted(adjustment: adjustment, spreadToMaintenance: spread)
      },
    ])
  }

  /// `adjustment` and `spreadToMaintenance`.
  private static func distress(_ value: ValueReader) throws(InputError) -> (Rate, Rate) {
    try value.object { (object: inout ObjectReader) throws(InputError) in
      let factors = Rate.zero...Rate.basisPoints(1_000_000)
      return (
        try object.required("adjustment").rate(in: factors),
        try object.required("spreadToMaintenance").rate(in: factors)
      )
    }
  }

  // MARK: Pace and exits

  /// `cooldown` (none), `attemptsMax` (1) and `capacity` (none).
  private func pace(_ object: inout ObjectReader) throws(InputError) -> Pace {
    Pace(
      cooldown: try object.optional("cooldown")?.interval(in: Self.times) ?? .zero,
      attemptsMax: try object.optional("attemptsMax")?.count(in: 1...1000) ?? 1,
      capacity: try object.optional("capacity")?.object { (object) throws(InputError) in
        CapacityWindow(
          .notional(try rules.money(object.required("notional"))),
          within: try object.required("within").interval(
            in: Interval.milliseconds(1)...Self.times.upperBound),
          kind: try object.required("kind").word(
            ["block": CapacityWindow.Kind.block, "rolling": .rolling]),
          scope: try object.required("scope").word(
            ["account": CapacityWindow.Scope.account, "market": .market]))
      })
  }

  /// `filled`, `partlyFilled`, `unfilled`, `healthy`, `unrestorable` and `spent`.
  private func exits(_ object: inout ObjectReader) throws(InputError) -> StageExits {
    let plain = StageExits()
    func exit(_ key: String, _ standard: StageExit) throws(InputError) -> StageExit {
      guard let value = object.optional(key, as: "exit") else { return standard }
      return try self.exit(value)
    }
    return StageExits(
      filled: try exit("filled", plain.filled),
      partlyFilled: try exit("partlyFilled", plain.partlyFilled),
      unfilled: try exit("unfilled", plain.unfilled),
      healthy: try exit("healthy", plain.healthy),
      unrestorable: try exit("unrestorable", plain.unrestorable),
      spent: try exit("spent", plain.spent))
  }

  /// `"again"`, `"next"`, `"release"` or `{ stage: name }`.
  private func exit(_ value: ValueReader) throws(InputError) -> StageExit {
    try value.form([
      "again": ValueReader.plain(StageExit.again), "next": ValueReader.plain(StageExit.next),
      "release": ValueReader.plain(StageExit.release),
      "stage": { (value) throws(InputError) in .stage(try value.line(lengthMax: 40)) },
    ])
  }

  /// `when`, `to`, and `after`: `"unfilled"` where the last attempt must have filled nothing.
  private func escalation(_ object: inout ObjectReader) throws(InputError) -> Escalation {
    Escalation(
      when: try trigger(object.required("when", as: "trigger")),
      to: try exit(object.required("to", as: "exit")),
      afterUnfilled: try object.optional("after")?.word(["unfilled": true]) ?? false)
  }

  // MARK: Parts of sizes and limits

  /// `share` and `notionalPartLess` (none).
  private func closeOut(_ value: ValueReader) throws(InputError) -> CloseOut {
    try value.object { (object: inout ObjectReader) throws(InputError) in
      CloseOut(
        share: try Self.share(object.required("share")),
        notionalPartLess: try object.optional("notionalPartLess").map(Self.share))
    }
  }

  /// `intercept`, `slope`, `closeOut` (maintenance) and `minimumNotional` (0).
  private func distressShare(_ object: inout ObjectReader) throws(InputError) -> DistressShare {
    let factors = Rate.zero...Rate.basisPoints(1_000_000)
    return DistressShare(
      intercept: try object.required("intercept").rate(in: factors),
      slope: try object.required("slope").rate(in: factors),
      closeOut: try object.optional("closeOut").map(closeOut),
      minimumNotional: try object.optional("minimumNotional").map(rules.money) ?? .zero)
  }

  /// `buffer`, `liquidatorFee`, `fundFeeMax`, `initialShare`, `duration`, `smallShortage` and
  /// `smallNotional`.
  private func shortageCover(_ object: inout ObjectReader) throws(InputError) -> ShortageCover {
    ShortageCover(
      buffer: try Self.share(object.required("buffer")),
      liquidatorFee: try object.required("liquidatorFee").object(ramp),
      fundFeeMax: try Self.share(object.required("fundFeeMax")),
      initialShare: try Self.share(object.required("initialShare")),
      duration: try object.required("duration").interval(in: Self.times),
      smallShortage: try rules.money(object.required("smallShortage")),
      smallNotional: try rules.money(object.required("smallNotional")))
  }

  /// `base`, `perStep`, `step`, `graceSteps` and `most`.
  private func ramp(_ object: inout ObjectReader) throws(InputError) -> FeeRamp {
    FeeRamp(
      base: try Self.share(object.required("base")),
      perStep: try Self.share(object.required("perStep")),
      step: try object.required("step").interval(
        in: Interval.milliseconds(1)...Self.times.upperBound),
      graceSteps: try object.required("graceSteps").integer(in: 0...1_000_000_000),
      most: try Self.share(object.required("most")))
  }

  /// A share of a whole.
  private static func share(_ value: ValueReader) throws(InputError) -> Rate {
    try value.rate(in: ScenarioLimits.share)
  }

  /// A share of a whole that is more than nothing.
  private static func part(_ value: ValueReader) throws(InputError) -> Rate {
    try value.rate(in: Rate(partsPerMillion: 1)...Rate.one)
  }
}
