import Liquidation
import Margin
import Market
import Reference
import Testing
import Units

/// How much goes at once: shares, tiers and windows of Paradex, Vertex, FTX, OKX and Synthetix v3.
@Suite struct ShareExampleTests {
  // MARK: Paradex

  /// 1,000 of collateral, 0.1 BTC from 60,000 at 54,800, and short 1 ETH from 3,000 at 3,400.
  private func paradex() throws -> CrossAccount {
    let rules = try VenueFixture.rules(maintenance: 10_000)
    func leg(_ symbol: String, _ lots: Int64, entry: Double, mark: Int64) -> CrossLeg {
      CrossLeg(
        symbol: symbol, rules: rules,
        position: Position(size: Quantity(lots: lots), entryCost: VenueFixture.money(entry)),
        mark: Price(ticks: mark))
    }
    return CrossAccount(
      collateral: VenueFixture.money(1000),
      legs: [
        leg("BTC", 100, entry: -6000, mark: 54_800), leg("ETH", -1000, entry: 3000, mark: 3400),
      ])
  }

  @Test("paradex-share")
  func theSameShareOfEveryLegIsClosedUntilTheRatioIsBelowItsTarget() throws {
    var account = try paradex()
    let totals = account.standing
    #expect(account.unrealisedProfit == VenueFixture.money(-920))
    #expect(totals.equity == VenueFixture.money(80))
    #expect(totals.requirement == VenueFixture.money(88.8))
    let ladder = ShareLadder(
      step: VenueFixture.rate(0.2), ratio: VenueFixture.rate(0.9), penalty: VenueFixture.rate(0.5))
    let share = ladder.share(accountValue: totals.equity, requirement: totals.requirement)
    #expect(share == VenueFixture.rate(0.4))
    let path = VenueFixture.path(
      sizing: .untilRatioBelow(ladder.ratio, stepOf: ladder.step, penalty: ladder.penalty),
      execution: .transferToFund, limit: .mark)
    for (index, leg) in account.legs.enumerated() {
      var copy = path
      let alone = Account(cash: account.collateral, position: leg.position)
      let situation = VenueFixture.situation(alone, leg.rules, at: leg.mark, standing: totals)
      guard case .transferToFund(let lots, let price) = copy.next(in: situation).step else {
        Issue.record("a share of each leg goes to the fund")
        return
      }
      #expect(price == leg.mark)
      let penalty = ladder.penalty(of: VenueFixture.rate(0.4), requirement: totals.requirement)
      account.close(leg: index, quantity: lots, at: price, fee: index == 0 ? penalty : .zero)
    }
    #expect(account.legs.map(\.position.size.lots) == [60, -600])
    #expect(account.collateral == VenueFixture.money(614.24))
  }

  @Test(
    "paradex-share, the published table",
    arguments: [
      (0.2, 71.04, 8.88, 71.12), (0.4, 53.28, 17.76, 62.24), (0.6, 35.52, 26.64, 53.36),
      (0.8, 17.76, 35.52, 44.48),
    ])
  func eachStepOfTheLadderCostsAPenaltyAndFreesMargin(
    share: Double, requirement: Double, penalty: Double, value: Double
  ) {
    let ladder = ShareLadder(
      step: VenueFixture.rate(0.2), ratio: VenueFixture.rate(0.9), penalty: VenueFixture.rate(0.5))
    let whole = VenueFixture.money(88.8)
    let after = ladder.after(
      VenueFixture.rate(share), accountValue: VenueFixture.money(80), requirement: whole)
    #expect(after.requirement == VenueFixture.money(requirement))
    #expect(after.accountValue == VenueFixture.money(value))
    #expect(
      ladder.penalty(of: VenueFixture.rate(share), requirement: whole)
        == VenueFixture.money(penalty))
  }

  /// Values left by hand: what is held less share x half of 88.80, over (1 - share) x 88.80.
  @Test(
    arguments: [
      // 88 - 8.88 = 79.12 over 71.04: 0.898.
      (88.0, 0.2), (79.9, 0.4),
      // 60 - 26.64 = 33.36 over 35.52 is above one; 60 - 35.52 = 24.48 over 17.76: 0.725.
      (60, 0.8),
      // 50 - 35.52 = 14.48 over 17.76 is above one; only the whole leaves something, 5.60.
      (50, 1),
      (44.4, nil), (5, nil), (-3, nil),
    ] as [(Double, Double?)])
  func theLadderNamesTheSmallestShareThatDoes(value: Double, share: Double?) {
    let ladder = ShareLadder(
      step: VenueFixture.rate(0.2), ratio: VenueFixture.rate(0.9), penalty: VenueFixture.rate(0.5))
    #expect(
      ladder.share(
        accountValue: VenueFixture.money(value), requirement: VenueFixture.money(88.8))
        == share.map(VenueFixture.rate))
  }

  @Test func aStepThatDoesNotDivideTheWholeEndsWithIt() {
    let ladder = ShareLadder(
      step: VenueFixture.rate(0.3), ratio: VenueFixture.rate(0.9), penalty: .zero)
    #expect(ladder.share(accountValue: Money(atoms: 1), requirement: Money(atoms: 100)) == .one)
  }

  // MARK: Vertex and FTX

  @Test(
    "vertex-fraction",
    arguments: [
      (0.005, 1.0), (0.01, 0.25), (0.012, 0.0),
      // 1.75 - 1.5 x 0.8; beyond bankruptcy all.
      (0.008, 0.55), (-0.001, 1),
    ])
  func theShareGrowsAsMarginFalls(margin: Double, share: Double) {
    let rule = DistressShare(intercept: VenueFixture.rate(1.75), slope: VenueFixture.rate(1.5))
    #expect(
      rule.share(
        equity: VenueFixture.money(margin * 1000), requirement: VenueFixture.money(0.01 * 1000))
        == VenueFixture.rate(share))
  }

  @Test("ftx-autoclose-rate")
  func theAutoCloseTakesWhatIsMissingOfItsMargin() throws {
    // 2 BTC at 9,586.2765 with a zero price of 9,500: a margin of 0.9 % of 1.5 %.
    let rules = try VenueFixture.rules(maintenance: 30_000, priceDecimals: 4, quantityDecimals: 2)
    let mark = Price(ticks: 95_862_765)
    let account = VenueFixture.account(quote: -19_000, lots: 200, at: mark, rules)
    let closeOut = CloseOut(
      share: VenueFixture.rate(0.5), notionalPartLess: VenueFixture.rate(0.06))
    var path = VenueFixture.path(
      sizing: .distressShare(
        DistressShare(closeOut: closeOut, minimumNotional: VenueFixture.money(1000))),
      execution: .backstop, limit: .zeroPrice)
    let situation = VenueFixture.situation(account, rules, at: mark)
    #expect(
      DistressShare(closeOut: closeOut).share(in: situation) == VenueFixture.rate(0.4))
    #expect(
      path.next(in: situation).step
        == .transferToBackstop(quantity: Quantity(lots: 80), price: Price(ticks: 95_000_000)))
    #expect(
      rules.notional(
        of: VenueFixture.account(quote: 0, lots: 80, at: mark, rules), at: mark)
        == VenueFixture.money(7669.0212))
    // The provider pays a third of the way from the zero price to the mark.
    var provider = VenueFixture.path(
      execution: .backstop, limit: .zeroTowardMark(Rate(partsPerMillion: 333_333)))
    guard case .transferToBackstop(_, let price) = provider.next(in: situation).step else {
      Issue.record("the backstop takes over")
      return
    }
    #expect(abs(price.ticks - 95_287_588) <= 10)
  }

  // MARK: OKX

  @Test("okx-partial-tier3", arguments: [Sizing.tiersDown(2), .toTier(0)])
  func aPositionInTheThirdTierIsReducedToTheFirst(sizing: Sizing) throws {
    // Tiers by contracts: at a price of 1 a contract is worth 1.
    let rules = try CaseFixture.rules(tiers: [(0, 10_000), (2001, 15_000), (12_001, 20_000)])
    let account = VenueFixture.account(
      quote: -14_900, lots: 15_000, at: Price(ticks: 1), rules)
    let path = StagedPath(
      name: "partial", summary: "Tiers down, else all.",
      stages: [
        Stage(
          name: "partial", trigger: .tierAtLeast(2), sizing: sizing,
          execution: .resting(.seconds(60)), limit: .bankruptcy),
        Stage(name: "takeover", execution: .transferToFund, limit: .bankruptcy),
      ])
    var high = path
    let step = high.next(in: VenueFixture.situation(account, rules, at: Price(ticks: 1))).step
    #expect(step.order?.quantity == Quantity(lots: 13_000))
    var rest = account
    rest.trade(Quantity(lots: -13_000), at: Price(ticks: 1), of: rules.instrument, fee: .zero)
    #expect(rest.position.size == Quantity(lots: 2000))
    // In the second tier the partial stage is passed over.
    var low = path
    let small = VenueFixture.account(quote: -12_000, lots: 12_000, at: Price(ticks: 1), rules)
    guard
      case .transferToFund(let all, _) = low.next(
        in: VenueFixture.situation(small, rules, at: Price(ticks: 1))
      ).step
    else {
      Issue.record("a position below the third tier is taken over")
      return
    }
    #expect(all == Quantity(lots: 12_000))
  }

  // MARK: Synthetix v3

  @Test("snxv3-window")
  func aWindowOfCapacityIsSharedByAllAccounts() throws {
    let window = CapacityWindow.paidByFees(
      depth: Quantity(lots: 1000), fees: VenueFixture.rate(0.007) + VenueFixture.rate(0.003),
      multiplier: .one,
      within: .seconds(10))
    #expect(window.amount == .quantity(Quantity(lots: 100)))
    let rules = try VenueFixture.rules(maintenance: 50_000, quantityDecimals: 0)
    let price = Price(ticks: 1)
    let path = VenueFixture.path(
      execution: .backstop, limit: .index, pace: Pace(attemptsMax: 100, capacity: window))
    var accounts = [Int64(150), 150].map {
      VenueFixture.account(quote: Double(-$0), lots: $0, at: price, rules)
    }
    var meter = CapacityMeter()
    var after: [Int64] = []
    for (second, index) in [(Int64(0), 0), (1, 0), (6, 0), (11, 0), (11, 1), (23, 1)] {
      let now = Instant.zero + .seconds(second)
      let situation = VenueFixture.situation(
        accounts[index], rules, at: price, now: now, capacity: meter, accountIndex: index)
      var copy = path
      let answer = copy.next(in: situation)
      if accounts[index].position.size > .zero,
        case .transferToBackstop(let lots, let price) = answer.step
      {
        accounts[index].trade(-lots, at: price, of: rules.instrument, fee: .zero)
        let used = try #require(answer.capacity)
        meter.take(lots, notional: .zero, of: index, in: used, at: now)
      }
      after.append(accounts[index].position.size.lots)
    }
    #expect(after == [50, 50, 50, 0, 100, 0])
  }
}
