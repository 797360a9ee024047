import Margin
import Market
import Testing
import Units

@Suite struct MarginRulesPricesTests {
  private func rules(
    _ schedule: MarginSchedule, fee: Int64 = 0, _ closingFee: MarginRules.ClosingFee = .ignored
  ) throws -> MarginRules {
    try MarginRules(
      instrument: Fixtures.bitcoin(takerFee: Rate(partsPerMillion: fee)), schedule: schedule,
      closingFee: closingFee)
  }

  /// One BTC at 60,000 with a margin of 6,000.
  private func example(long: Bool = true) throws -> Account {
    Fixtures.account(
      lots: long ? 1000 : -1000, entry: Price(ticks: 6_000_000), margin: Fixtures.units(6000),
      in: try Fixtures.bitcoin())
  }

  @Test func thePublishedBinanceLongFailsBelow54221Point11() throws {
    let rules = try rules(Fixtures.bitcoinSchedule())
    let account = try example()
    // The root is 54,221.1055: at the published 54,221.11 the account is still safe.
    #expect(rules.liquidationPrice(of: account) == Price(ticks: 5_422_110))
    #expect(rules.isLiquidatable(account, at: Price(ticks: 5_422_110)))
    #expect(!rules.isLiquidatable(account, at: Price(ticks: 5_422_111)))
  }

  @Test func theSameLongFailsWhereHyperliquidAndDydxSay() throws {
    // Published: 54,683.5443 with 1.25 % and 55,670.1031 with 3 %.
    #expect(
      try rules(Fixtures.flat(12_500)).liquidationPrice(of: example()) == Price(ticks: 5_468_354))
    #expect(
      try rules(Fixtures.flat(30_000)).liquidationPrice(of: example()) == Price(ticks: 5_567_010))
  }

  /// Binance FAQ on liquidation prices, isolated rows: rate and deduction of the bracket in force.
  @Test func thePublishedBinanceLongsFailWithinACentOfThePublishedPrice() throws {
    let instrument = try Fixtures.bitcoin()
    let wallet = Money(atoms: 1_535_443_010_000)
    let ether = try MarginSchedule(tiers: [
      Fixtures.tier(0, 50_000), Fixtures.tier(2_707_300_000_000, 100_000),
    ])
    #expect(ether.tiers[1].deduction == Fixtures.units(135_365))
    let etherLong = Fixtures.account(
      lots: 3_683_979, entry: Price(ticks: 145_684), margin: wallet, in: instrument)
    let etherPrice = try #require(rules(ether).liquidationPrice(of: etherLong))
    #expect(abs(etherPrice.ticks - 111_478) <= 1)
    let bitcoin = try MarginSchedule(tiers: [
      Fixtures.tier(0, 8700), Fixtures.tier(1_000_000_000_000, 25_000),
    ])
    #expect(bitcoin.tiers[1].deduction == Fixtures.units(16_300))
    let bitcoinLong = Fixtures.account(
      lots: 109_488, entry: Price(ticks: 3_248_198), margin: wallet, in: instrument)
    let bitcoinPrice = try #require(rules(bitcoin).liquidationPrice(of: bitcoinLong))
    #expect(abs(bitcoinPrice.ticks - 1_877_873) <= 1)
  }

  @Test func theShortOfTheSameSizeFailsAboveItsRoot() throws {
    // (6,000 + 50 + 60,000) / 1.005 = 65,721.3930.
    let rules = try rules(Fixtures.bitcoinSchedule())
    #expect(try rules.liquidationPrice(of: example(long: false)) == Price(ticks: 6_572_140))
  }

  @Test func aCountedClosingFeeBringsThePriceNearer() throws {
    // OKX, isolated: (60,000 -+ 6,000) / (1 -+ (0.4 % + 0.05 %)) = 54,244.0984 and 65,704.3305.
    let rules = try rules(Fixtures.flat(4000), fee: 500, .counted)
    #expect(try rules.liquidationPrice(of: example()) == Price(ticks: 5_424_409))
    #expect(try rules.liquidationPrice(of: example(long: false)) == Price(ticks: 6_570_434))
  }

  @Test func bankruptcyIs54000WithoutAFeeAndIsTheZeroPrice() throws {
    let rules = try rules(Fixtures.bitcoinSchedule())
    #expect(try rules.bankruptcyPrice(of: example()) == Price(ticks: 5_400_000))
    #expect(try rules.zeroPrice(of: example()) == Price(ticks: 5_400_000))
    #expect(try rules.zeroPrice(of: example(long: false)) == Price(ticks: 6_600_000))
  }

  @Test func bankruptcyPaysTheClosingFeeAndRoundsToWhereSomethingIsLeft() throws {
    // 54,000 / 0.9995 = 54,027.0135 and 66,000 / 1.0005 = 65,967.0165.
    let rules = try rules(Fixtures.bitcoinSchedule(), fee: 500)
    #expect(try rules.bankruptcyPrice(of: example()) == Price(ticks: 5_402_702))
    #expect(try rules.bankruptcyPrice(of: example(long: false)) == Price(ticks: 6_596_701))
    // With 1,000 from the fund: 53,000 / 0.9995 = 53,026.5133.
    #expect(
      try rules.bankruptcyPrice(of: example(), support: Fixtures.units(1000))
        == Price(ticks: 5_302_652))
  }

  @Test func aLongPaidForInFullIsNeverLiquidated() throws {
    let rules = try rules(Fixtures.bitcoinSchedule())
    var account = try example()
    account.cash = Fixtures.units(60_000)
    #expect(rules.liquidationPrice(of: account) == nil)
    #expect(rules.bankruptcyPrice(of: account) == Price(ticks: 0))
    // One unit short of it, the last ticks are not safe: 1 / 0.996 = 1.004 units.
    account.cash = Fixtures.units(59_999)
    #expect(rules.liquidationPrice(of: account) == Price(ticks: 100))
  }

  @Test func aShortThatNoPriceCanSaveFailsFromTheFirstTick() throws {
    let rules = try rules(Fixtures.bitcoinSchedule())
    var account = try example(long: false)
    account.cash = Fixtures.units(-60_001)
    #expect(rules.liquidationPrice(of: account) == Price(ticks: 1))
    #expect(try #require(rules.zeroPrice(of: account)) < .zero)
  }

  @Test func everySmallAccountFailsExactlyWhereAScanSaysSo() throws {
    let brackets: [(floor: Int64, rate: Int64)] = [(0, 100_000), (12, 250_000), (30, 600_000)]
    let schedule = try MarginSchedule(tiers: brackets.map { Fixtures.tier($0.floor, $0.rate) })
    for (closingFee, counted): (MarginRules.ClosingFee, Int64) in [
      (.ignored, 0), (.counted, 70_000),
    ] {
      let rules = try MarginRules(
        instrument: Fixtures.small(takerFee: Rate(partsPerMillion: 70_000)), schedule: schedule,
        closingFee: closingFee)
      let naive = NaiveMargin(brackets: brackets, atomsPerTickLot: 1, feeCounted: counted)
      for lots: Int64 in -3...3 where lots != 0 {
        for fixed: Int64 in -45...45 {
          let account = Account(
            cash: Money(atoms: fixed), position: Position(size: Quantity(lots: lots)))
          let edge = rules.liquidationPrice(of: account)
          for ticks: Int64 in 1...60 {
            let expected = naive.isLiquidatable(account, at: ticks)
            let fails = edge.map { lots > 0 ? ticks <= $0.ticks : ticks >= $0.ticks } ?? false
            if fails != expected {
              Issue.record("\(lots) lots, \(fixed) atoms, price \(ticks): \(expected)")
            }
          }
        }
      }
    }
  }

  /// One case of the seeded tests: any tier, either side, healthy or not.
  private func draw(_ draws: inout Draws) throws -> Account {
    // The exponent is drawn, so that every tier of the table is met.
    let span = Int64(1) << draws.integer(in: 0...26)
    let lots = draws.integer(in: span...(2 * span)) * (draws.next() % 2 == 0 ? 1 : -1)
    let entry = draws.integer(in: 100_000...3_000_000)
    let notional = abs(lots) * entry * 10
    let margin = draws.integer(in: 0...(notional / draws.integer(in: 1...100)))
    return Fixtures.account(
      lots: lots, entry: Price(ticks: entry), margin: Money(atoms: margin),
      in: try Fixtures.bitcoin())
  }

  @Test func seededAccountsInEveryTierFailWhereBisectionSays() throws {
    let schedule = try Fixtures.bitcoinSchedule()
    let brackets = Fixtures.bitcoinBrackets.map { (floor: $0.floor * 1_000_000, rate: $0.rate) }
    var met: Set<[Int]> = []
    for (closingFee, counted): (MarginRules.ClosingFee, Int64) in [(.ignored, 0), (.counted, 450)] {
      let rules = try rules(schedule, fee: 450, closingFee)
      let naive = NaiveMargin(brackets: brackets, atomsPerTickLot: 10, feeCounted: counted)
      var draws = Draws(seed: 2021)
      for round in 0..<1500 {
        let account = try draw(&draws)
        let found = rules.liquidationPrice(of: account)
        let judged = naive.liquidationTicks(account, highest: 12_000_000)
        #expect(found?.ticks == judged, "seed 2021, round \(round), \(account)")
        guard let found else { continue }
        let tier = schedule.tier(of: rules.notional(of: account, at: found))
        met.insert([tier, Int(account.position.size.lots.signum())])
      }
    }
    // Sometimes: every tier, both sides.
    #expect(met.count == 2 * Fixtures.bitcoinBrackets.count)
  }

  @Test func seededAccountsClosedAtBankruptcyKeepNothingAndOneTickWorseOwe() throws {
    let fee = Rate(partsPerMillion: 450)
    let rules = try rules(Fixtures.bitcoinSchedule(), fee: fee.partsPerMillion)
    var draws = Draws(seed: 7)
    for round in 0..<1500 {
      let account = try draw(&draws)
      let size = account.position.size
      let price = try #require(rules.bankruptcyPrice(of: account))
      let worse = Price(ticks: price.ticks - size.lots.signum())
      let left = try [price, worse].map { price in
        let value = try Fixtures.bitcoin().notional(price, size)
        return account.fixedPart + value - value.magnitude.times(fee, rounding: .up)
      }
      #expect(left[0] >= .zero && left[1] < .zero, "seed 7, round \(round), \(account)")
    }
  }
}
