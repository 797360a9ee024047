import Liquidation
import Margin
import Market
import Testing
import Units

/// Who bears a loss: funds and deleveraging of BitMEX, Bybit and Hyperliquid.
@Suite struct WaterfallExampleTests {
  // MARK: Funds

  @Test("bitmex-liq-insurance")
  func aFillAboveBankruptcyFeedsTheFundThatPaysForTheNext() throws {
    let rules = try VenueFixture.rules(maintenance: 5000, priceDecimals: 2, quantityDecimals: 0)
    // One contract at 100 with a bankruptcy price of 99, three times.
    let account = VenueFixture.account(quote: -99, lots: 1, at: Price(ticks: 10_000), rules)
    #expect(rules.bankruptcyPrice(of: account) == Price(ticks: 9900))
    var item = SettledCase([account, account, account], rules: rules)
    var after: [Money] = []
    var uncovered: [Money] = []
    for (index, fill) in [Int64(9925), 9875, 9899].enumerated() {
      let owner = OwnerID(Int32(index))
      try item.close(
        owner, at: Price(ticks: fill), penalty: .none, check: Price(ticks: 9950))
      uncovered.append(item.end(owner, remainder: .fund))
      after.append(item.fund)
    }
    #expect(after == [VenueFixture.money(0.25), .zero, .zero])
    // The first two leave nobody unpaid; for a third the fund is empty.
    #expect(uncovered == [.zero, .zero, VenueFixture.money(0.01)])
  }

  struct Gap: VenueExample {
    var id = "bybit-insurance-surplus"
    var bankruptcy = 6950.0
    var lots: Int64 = 1000
    var fill: Int64
    var gap: Double
  }

  /// One coin, closed at a fill: what lies beyond the bankruptcy price is the fund's.
  @Test(arguments: [
    Gap(fill: 6980, gap: 30), Gap(fill: 6930, gap: -20), Gap(fill: 6950, gap: 0),
    // A short pays less than its bankruptcy price, or more.
    Gap(lots: -1000, fill: 6930, gap: 20), Gap(lots: -1000, fill: 6980, gap: -30),
  ])
  func theGapToBankruptcyGoesToTheFundOrComesFromIt(example: Gap) throws {
    let rules = try VenueFixture.rules(maintenance: 5000)
    let isLong = example.lots > 0
    let account = VenueFixture.account(
      quote: isLong ? -example.bankruptcy : example.bankruptcy, lots: example.lots,
      at: Price(ticks: 7500), rules)
    var item = SettledCase([account], rules: rules, fund: VenueFixture.money(100))
    let owner = OwnerID(0)
    try item.close(
      owner, at: Price(ticks: example.fill), penalty: .none, check: Price(ticks: 7000))
    #expect(item.end(owner, remainder: .fund) == .zero)
    #expect(item.fund == VenueFixture.money(100 + example.gap))
    // The fund has it all: the account is left with nothing.
    #expect(item.ledger[owner] == Account())
  }

  // MARK: Deleveraging

  @Test("bitmex-adl-walk")
  func theHighestScoresAreClosedFirstAtTheBankruptcyPrice() throws {
    let longs: [(owner: Int32, lots: Int64, score: Int128)] = [
      (1, 10, 3), (2, 10, 6), (3, 20, 1), (4, 30, 4), (5, 20, 5), (6, 10, 2),
    ]
    let queue = DeleveragingQueue(
      longs.map {
        DeleveragingRank(
          owner: OwnerID($0.owner), size: Quantity(lots: $0.lots), score: Ratio($0.score, over: 1))
      })
    #expect(
      queue.closes(Quantity(lots: 20)) == [
        .init(owner: OwnerID(2), quantity: Quantity(lots: 10)),
        .init(owner: OwnerID(5), quantity: Quantity(lots: 10)),
      ])
    let instrument = try VenueFixture.instrument(quantityDecimals: 0)
    // Who is left with what, closed at the bankruptcy price.
    var remaining: [Int32: Int64] = [:]
    for close in queue.closes(Quantity(lots: 20)) {
      let held = try #require(longs.first { $0.owner == close.owner.index }).lots
      var account = Account(position: Position(size: Quantity(lots: held)))
      account.trade(-close.quantity, at: Price(ticks: 650), of: instrument, fee: .zero)
      remaining[close.owner.index] = account.position.size.lots
    }
    #expect(remaining == [2: 0, 5: 10])
    #expect(queue.ranks.map(\.owner.index) == [2, 5, 4, 1, 6, 3])
    #expect(queue.quintiles == [20, 40, 60, 80, 80, 100])
    let price = DeleveragingPrice.bankruptcy.price(
      bankruptcy: Price(ticks: 650), mark: Price(ticks: 700), previousMark: Price(ticks: 690),
      index: Price(ticks: 701))
    #expect(price == Price(ticks: 650))
  }

  @Test("bybit-adl-bankruptcy-vs-mark")
  func aBankruptcyPriceFarFromTheMarkGivesWayToIt() throws {
    // 100 from 500 with a margin of 1,000 and 100 in the wallet, at a mark of 400.
    let rules = try VenueFixture.rules(maintenance: 5000, quantityDecimals: 0)
    let account = Account(
      cash: VenueFixture.money(1100),
      position: Position(size: Quantity(lots: 100), entryCost: VenueFixture.money(-50_000)))
    let bankruptcy = try #require(rules.zeroPrice(of: account))
    #expect(bankruptcy == Price(ticks: 489))
    let rule = DeleveragingPrice.bankruptcyUnlessFar(VenueFixture.rate(0.05))
    for (mark, price) in [(Int64(400), Int64(400)), (480, 489), (465, 465), (466, 489)] {
      #expect(
        rule.price(
          bankruptcy: bankruptcy, mark: Price(ticks: mark), previousMark: .zero, index: .zero)
          == Price(ticks: price))
    }
  }

  @Test("hl-adl-index")
  func aPriceGainOnALargePositionForLittleMoneyRanksFirst() throws {
    let rules = try VenueFixture.rules(maintenance: 12_500, quantityDecimals: 0)
    let traders: [(owner: Int32, entry: Double, notional: Int64, value: Double, score: Double)] = [
      (0, 50, 10_000, 5000, 4), (1, 80, 20_000, 4000, 6.25), (2, 90, 5000, 20_000, 0.2778),
    ]
    let ranks = traders.map { trader in
      let lots = trader.notional / 100
      let cost = VenueFixture.money(trader.entry * Double(lots))
      let account = Account(
        cash: VenueFixture.money(trader.value - Double(trader.notional)) + cost,
        position: Position(size: Quantity(lots: lots), entryCost: -cost))
      return DeleveragingRank(
        owner: OwnerID(trader.owner), account: account, rules: rules, mark: Price(ticks: 100),
        ranking: .priceGainTimesLeverage)
    }
    for (rank, trader) in zip(ranks, traders) {
      let score = try #require(rank.score)
      #expect(
        abs(Double(score.numerator) / Double(score.denominator) - trader.score) < 0.001)
    }
    #expect(DeleveragingQueue(ranks).ranks.map(\.owner.index) == [1, 0, 2])
  }

  @Test func binanceRanksByProfitOnTheWalletTimesTheMarginRatio() throws {
    // Maintenance 1 %. Profit 500 on a wallet of 1,000, margin 105 of 1,500; and 400 on 200, 104 of 600.
    let rules = try VenueFixture.rules(maintenance: 10_000, quantityDecimals: 0)
    let ranks = [(Int64(105), 1000.0, 10_000.0), (104, 200, 10_000), (104, 200, 10_500)]
      .enumerated()
      .map { index, trader in
        let account = Account(
          cash: VenueFixture.money(trader.1),
          position: Position(
            size: Quantity(lots: trader.0), entryCost: VenueFixture.money(-trader.2)))
        return DeleveragingRank(
          owner: OwnerID(Int32(index)), account: account, rules: rules, mark: Price(ticks: 100),
          ranking: .profitTimesMarginRatio)
      }
    // The third has a loss, which counts as no profit.
    let scores = try ranks.map { try #require($0.score) }
    #expect(scores[0] == Ratio(35, over: 1000))
    #expect(scores[1] == Ratio(2 * 104, over: 600))
    #expect(scores[2] == Ratio(0, over: 1))
    #expect(DeleveragingQueue(ranks).ranks.map(\.owner.index) == [1, 0, 2])
  }

  // MARK: Hyperliquid

  @Test("hl-backstop-thresholds", arguments: [(54_453.7815, 666_667), (54_683.5443, 1_000_000)])
  func theBackstopActsBelowTwoThirdsOfMaintenance(threshold: Double, share: Int64) throws {
    let rules = try VenueFixture.rules(maintenance: 12_500, priceDecimals: 4, quantityDecimals: 2)
    let account = VenueFixture.account(
      quote: -54_000, lots: 100, at: Price(ticks: 600_000_000), rules)
    for (offset, acts) in [(0.001, false), (-0.001, true)] {
      let check = Price(ticks: Int64(((threshold + offset) * 10_000).rounded()))
      var path = StagedPath(
        name: "backstop", summary: "A transfer below a share of maintenance.",
        stages: [
          Stage(
            name: "backstop", trigger: .belowMaintenance(Rate(partsPerMillion: share)),
            execution: .backstop, limit: .bankruptcy,
            exits: StageExits(healthy: .again))
        ])
      let step = path.next(in: VenueFixture.situation(account, rules, at: check)).step
      if case .transferToBackstop(let quantity, let price) = step {
        #expect(acts)
        #expect(quantity == Quantity(lots: 100))
        #expect(price == Price(ticks: 540_000_000))
      } else {
        #expect(!acts)
      }
    }
  }
}
