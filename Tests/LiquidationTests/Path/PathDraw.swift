import Liquidation
import Margin
import TestSupport
import Units

/// Paths drawn from the whole algebra.
enum PathDraw {
  private static func rate(_ random: inout TestRandom, _ range: ClosedRange<Int64>) -> Rate {
    Rate(partsPerMillion: random.integer(range))
  }

  private static func seconds(_ random: inout TestRandom, _ range: ClosedRange<Int64>) -> Interval {
    .seconds(random.integer(range))
  }

  private static func trigger(_ random: inout TestRandom) -> StageTrigger {
    let closeOut = CloseOut(
      share: rate(&random, 1...900_000),
      notionalPartLess: random.chance(50) ? rate(&random, 1...60_000) : nil)
    return random.pick([
      .atOnce, .atOnce, .atOnce, .belowMaintenance(rate(&random, 1...1_500_000)),
      .belowCloseOut(closeOut), .belowTier(Int(random.integer(0...3))), .belowZero,
      .after(seconds(&random, 0...20)),
      .fundDrawnDown(rate(&random, 0...10)), .tierAtLeast(Int(random.integer(0...2))),
      .notionalAbove(CaseFixture.units(random.integer(0...100_000))),
    ])
  }

  private static func ramp(_ random: inout TestRandom) -> FeeRamp {
    FeeRamp(
      base: rate(&random, 0...20_000), perStep: rate(&random, 0...100), step: .milliseconds(400),
      graceSteps: random.integer(0...10), most: rate(&random, 20_000...50_000))
  }

  private static func sizing(_ random: inout TestRandom) -> Sizing {
    let cover = ShortageCover(
      buffer: rate(&random, 0...20_000), liquidatorFee: ramp(&random),
      fundFeeMax: rate(&random, 0...10_000), initialShare: rate(&random, 0...1_000_000),
      duration: seconds(&random, 0...60), smallShortage: CaseFixture.units(random.integer(0...50)))
    let distress = DistressShare(
      intercept: rate(&random, 1...2_000_000), slope: rate(&random, 0...2_000_000),
      minimumNotional: CaseFixture.units(random.integer(0...5000)))
    return random.pick([
      .all, .fractionOfOriginal(rate(&random, 1...1_000_000)),
      .fractionOfRemaining(rate(&random, 1...1_000_000)), .tiersDown(Int(random.integer(1...3))),
      .toTier(Int(random.integer(0...3))), .untilHealthy(buffer: rate(&random, 0...500_000)),
      .untilHealthyAgainst(impact: FineRate(partsPerTrillion: random.integer(0...1_000_000_000))),
      .notionalAtMost(CaseFixture.units(random.integer(0...9000))),
      .portion(
        rate(&random, 1...1_000_000),
        minimumNotional: CaseFixture.units(random.integer(0...5000))),
      .untilRatioBelow(
        rate(&random, 1...1_000_000), stepOf: rate(&random, 50_000...500_000),
        penalty: rate(&random, 0...1_000_000)),
      .distressShare(distress), .shortageCover(cover),
    ])
  }

  private static func execution(_ random: inout TestRandom) -> Execution {
    let dutch = DutchAuctionTerms(
      curve: .linear(length: seconds(&random, 1...60)), startFactor: .one,
      resetAfter: .seconds(30), resetBelow: .zero)
    return random.pick([
      .immediateOrCancel, .fillOrKill, .resting(seconds(&random, 1...60)), .backstop,
      .transferToFund, .auction(.dutch(dutch)),
      .auction(.sealedBid(SealedBidTerms(window: .seconds(2), clearing: .uniform))),
      .slices(.equal(count: Int(random.integer(1...20)), over: seconds(&random, 1...60))),
      .slices(
        .obizhaevaWang(
          ObizhaevaWang(size: 1, horizon: 60, resilience: 0.1), intervals: 7, over: .seconds(60))),
    ])
  }

  private static func limit(_ random: inout TestRandom) -> PriceLimit {
    random.pick([
      .fundBudget, .bankruptcy, .zeroPrice, .zeroTowardMark(rate(&random, 0...1_000_000)),
      .markOffset(rate(&random, 0...100_000)), .indexOffset(rate(&random, 0...100_000)),
      .indexRamp(ramp(&random)), .mark, .index, .none,
      .fillable(
        adjustment: rate(&random, 0...2_000_000), spreadToMaintenance: rate(&random, 0...2_000_000)),
    ])
  }

  private static func exit(_ random: inout TestRandom, _ count: Int64) -> StageExit {
    random.pick([
      .again, .again, .again, .next, .stage("stage \(random.integer(0...count - 1))"), .release,
    ])
  }

  /// A path of one to five stages that can each be left.
  static func path(_ random: inout TestRandom) -> StagedPath {
    while true {
      let count = random.integer(1...5)
      let stages = (0..<count).map { index in
        Stage(
          name: "stage \(index)", trigger: trigger(&random),
          cancels: random.chance(50) ? .symbolOrders : .nothing, sizing: sizing(&random),
          execution: execution(&random), limit: limit(&random),
          pace: Pace(
            cooldown: seconds(&random, 0...5), attemptsMax: Int(random.integer(1...10)),
            capacity: random.chance(30)
              ? CapacityWindow(
                .quantity(Quantity(lots: random.integer(0...50))), within: .seconds(3),
                kind: random.pick([.block, .rolling]), scope: .market) : nil),
          exits: StageExits(
            filled: exit(&random, count), partlyFilled: exit(&random, count),
            unfilled: exit(&random, count), healthy: exit(&random, count),
            unrestorable: exit(&random, count), spent: exit(&random, count)),
          escalation: random.chance(30)
            ? Escalation(when: trigger(&random), to: exit(&random, count)) : nil)
      }
      if (try? StagedPath.check(stages)) != nil {
        return StagedPath(name: "drawn", summary: "A drawn path.", stages: stages)
      }
    }
  }
}
