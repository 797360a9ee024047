import Margin
import Market
import Reference
import Testing
import Units

@Suite("A cross account")
struct CrossAccountTests {
  @Test("fails where Binance says, other legs held: binance-lp-cross-eth")
  func binance() throws {
    let contract = try VenueFixture.contract(price: 2, size: 3)
    let account = CrossAccount(
      collateral: try contract.money("1535443.01"),
      legs: [
        try contract.leg(
          "3683.979", at: "1456.84", mark: "1300.00",
          VenueFixture.tiers([(0, "0.05"), (2_707_300, "0.1")]), symbol: "ETH"),
        try contract.leg(
          "109.488", at: "32481.98", mark: "31967.27",
          VenueFixture.tiers([(0, "0.015"), (1_630_000, "0.025")])),
      ])
    let found = try #require(account.failureEdges(leg: 0, measure: .maintenance).below)
    #expect(abs(contract.decimal(found) - 1153.26) <= 0.01)
    #expect(account.liquidationPrice(leg: 0) == (try contract.price("1153.25")))
    // What the venue's example states of the other leg, to its two decimals.
    #expect(abs(contract.decimal(account.legs[1].unrealisedProfit) + 56354.57) < 0.01)
  }

  /// Binance's formula for both sides of one contract, by hand.
  @Test(
    "of a long and a short of one contract fails where both together do",
    arguments: [
      // (1,000 + 50 - 60,000 + 24,400) / (0.005 + 0.0016 - 1 + 0.4).
      ("1000", "1", "-0.4", "0", 58223.7951, nil),
      // Another contract with a loss of 200 and a maintenance of 12.
      ("1212", "1", "-0.4", "2", 58223.7951, nil),
      // More short than long: (1,000 + 50 - 24,000 + 61,000) / (0.0016 + 0.005 - 0.4 + 1).
      ("1000", "0.4", "-1", "0", nil, 62726.6733),
      // Even: only the requirement moves, 2 x (0.005 P - 50) = 1,100.
      ("100", "1", "-1", "0", nil, 120000),
      // A long alone, and nothing of the contract.
      ("100", "1", "0", "0", 60150.7538, nil), ("100", "0", "0", "1", nil, nil),
    ] as [(String, String, String, String, Double?, Double?)])
  func bothSides(
    wallet: String, long: String, short: String, other: String, below: Double?, above: Double?
  ) throws {
    let contract = try VenueFixture.contract(price: 2, size: 3)
    let shape = try VenueFixture.tiers([(0, "0.004"), (50_000, "0.005")])
    var legs = try [(long, "60000"), (short, "61000")].map { size, entry in
      CrossLeg(
        symbol: "BTC", rules: try contract.rules(shape),
        position: try contract.account(size, at: entry, margin: "0").position,
        mark: try contract.price("60500"))
    }
    legs.append(
      CrossLeg(
        symbol: "ETH", rules: try contract.rules(shape),
        position: try contract.account(other, at: "1600", margin: "0").position,
        mark: try contract.price("1500")))
    let account = CrossAccount(collateral: try contract.money(wallet), legs: legs)
    let found = account.failureEdges(leg: 0, measure: .maintenance)
    for (price, expected) in [(found.below, below), (found.above, above)] {
      #expect((price == nil) == (expected == nil))
      if let price, let expected {
        let cents = Double(price.rounded(.toNearestOrEven))
        #expect(abs(cents / 100 - expected) <= 0.01)
      }
    }
  }

  @Test("fails where dYdX says: dydx-doc-cross-lp")
  func dydxLiquidation() throws {
    let contract = try VenueFixture.contract(price: 2, size: 1)
    let account = CrossAccount(
      collateral: try contract.money("1000"),
      legs: [
        try contract.leg(
          "-1.5", at: "3000", mark: "3000", VenueFixture.flat("0.05"), symbol: "ETH"),
        try contract.leg("1000", at: "1.75", mark: "1.75", VenueFixture.flat("0.1")),
      ])
    #expect(account.equity == (try contract.money("1000")))
    let found = try #require(account.failureEdges(leg: 0, measure: .maintenance).above)
    #expect(abs(contract.decimal(found) - 3380.95) <= 0.01)
  }

  /// Sizes in the venue's 10^-8 units, prices in ticks of 100, quote in millionths.
  private func dydx(bitcoin: String, ether: String, quote: String) throws -> CrossAccount {
    let contract = try VenueFixture.contract(price: 0, size: 8, tickUnits: 100)
    func leg(_ size: String, mark: String) throws -> CrossLeg {
      CrossLeg(
        symbol: mark, rules: try contract.rules(VenueFixture.flat("0.1", initial: "0.2")),
        position: Position(size: try contract.size(size)), mark: try contract.price(mark))
    }
    return CrossAccount(
      collateral: try contract.money(quote),
      legs: [try leg(bitcoin, mark: "50000"), try leg(ether, mark: "3000")])
  }

  @Test(
    "gets from dYdX the quote at the bankruptcy price",
    arguments: [
      ("dydx-bankruptcy-long", "0.1", "0", "-4501", 0, 10_000_000, 4_501_000_000),
      ("dydx-bankruptcy-half-long", "0.1", "0", "-5000", 0, 5_000_000, 2_500_000_000),
      ("dydx-bankruptcy-two-longs-eth", "0.004", "0.1", "-490", 1, 10_000_000, 294_000_000),
      // 2,775.11 quantums, rounded toward positive infinity on either side.
      ("dydx-bankruptcy-rounding", "1", "0", "-13", 0, 21_347, 2776),
      ("dydx-bankruptcy-rounding, mirrored", "-1", "0", "13", 0, 21_347, -2775),
      // The price at which the venue offsets a short of one, and the price of the long it skips.
      ("dydx-deleverage-split", "-1", "0", "54999", 0, 100_000_000, -54_999_000_000),
      ("dydx-deleverage-nonoverlap", "-1", "0", "50000", 0, 100_000_000, -50_000_000_000),
      ("dydx-deleverage-nonoverlap, D0", "1", "0", "-50001", 0, 100_000_000, 50_001_000_000),
    ])
  func bankruptcyQuote(
    id: String, bitcoin: String, ether: String, quote: String, leg: Int, closing: Int64,
    expected: Int64
  ) throws {
    let account = try dydx(bitcoin: bitcoin, ether: ether, quote: quote)
    let closed = Quantity(lots: closing)
    #expect(account.bankruptcyQuote(leg: leg, closing: closed) == Money(atoms: expected), "\(id)")
    // It is the zero price that quotes name, times the lots; the account gets the fraction of an atom.
    let zero = try #require(account.exactZeroPrice(leg: leg, closing: closed))
    let held = account.legs[leg]
    let perTick = Int128(held.rules.instrument.value(closed, at: Price(ticks: 1)).atoms)
    let lots = try #require(Ratio(held.position.size > .zero ? perTick : -perTick, over: 1))
    #expect((zero * lots).rounded(.up) == Int128(expected), "\(id)")
  }

  @Test(
    "is owed a fraction of an atom before dYdX rounds: dydx-bankruptcy-rounding",
    arguments: [("1", "-13", 2775.11), ("-1", "13", -2775.11)])
  func exactQuote(bitcoin: String, quote: String, expected: Double) throws {
    let account = try dydx(bitcoin: bitcoin, ether: "0", quote: quote)
    let exact = try #require(account.exactBankruptcyQuote(leg: 0, closing: Quantity(lots: 21_347)))
    #expect(abs(Double(exact.numerator) / Double(exact.denominator) - expected) <= 0.01)
    #expect(account.exactBankruptcyQuote(leg: 0, closing: .zero) == nil)
  }

  @Test(
    "is worth what Lighter says: lighter-zero-price",
    arguments: [
      ("1", "54500", "6000", "500", "654", 54000.0),
      // 66,000 x (1 + 0.012 x 500 / 792) for a short.
      ("-1", "66000", "6500", "500", "792", 66500),
      // Beyond bankruptcy the price lies on the other side of the mark.
      ("1", "53500", "6000", "-500", "642", 54000),
    ])
  func lighter(
    size: String, mark: String, collateral: String, value: String, required: String,
    expected: Double
  ) throws {
    let contract = try VenueFixture.contract(price: 1, size: 3)
    let account = CrossAccount(
      collateral: try contract.money(collateral),
      legs: [try contract.leg(size, at: "60000", mark: mark, VenueFixture.flat("0.012"))])
    #expect(account.equity == (try contract.money(value)))
    #expect(account.maintenance == (try contract.money(required)))
    #expect(account.isLiquidatable)
    let zero = try #require(account.exactZeroPrice(leg: 0))
    #expect(abs(contract.decimal(zero) - expected) <= 1e-6)
  }

  @Test("closes the zero price of a single leg wherever its mark is: ftx-blp")
  func zeroOfOneLeg() throws {
    let contract = try VenueFixture.contract(price: 2, size: 3)
    for mark in ["9400", "9600.25", "12000"] {
      let account = CrossAccount(
        collateral: try contract.money("1000"),
        legs: [try contract.leg("2", at: "10000", mark: mark, VenueFixture.flat("0.03"))])
      #expect(account.exactZeroPrice(leg: 0).map { contract.decimal($0) } == 9500)
    }
  }

  @Test(
    "sheds the same share of every leg at the mark: paradex-share",
    arguments: [
      (200_000, "8.88", "71.12", "71.04", 0.999), (400_000, "17.76", "62.24", "53.28", 0.856),
      (600_000, "26.64", "53.36", "35.52", 0.666), (800_000, "35.52", "44.48", "17.76", 0.399),
    ])
  func paradex(
    share: Int64, penalty: String, equity: String, maintenance: String, ratio: Double
  ) throws {
    let contract = try VenueFixture.contract(price: 1, size: 3)
    var account = CrossAccount(
      collateral: try contract.money("1000"),
      legs: [
        try contract.leg("0.1", at: "60000", mark: "54800", VenueFixture.flat("0.01")),
        try contract.leg("-1", at: "3000", mark: "3400", VenueFixture.flat("0.01")),
      ])
    #expect(account.unrealisedProfit == (try contract.money("-920")))
    #expect(account.equity == (try contract.money("80")))
    #expect(account.maintenance == (try contract.money("88.8")))
    #expect(account.isLiquidatable && account.marginRatio == Ratio(888, over: 800))
    let fee = try contract.money(penalty)
    account.closeShareOfEveryLeg(Rate(partsPerMillion: share), fee: fee)
    #expect(account.equity == (try contract.money(equity)))
    #expect(account.maintenance == (try contract.money(maintenance)))
    let after = try #require(account.marginRatio)
    #expect(abs(Double(after.numerator) / Double(after.denominator) - ratio) <= 0.0005)
    if share == 400_000 {
      #expect(account.collateral == (try contract.money("614.24")))
      #expect(account.legs[0].position.size == (try contract.size("0.06")))
      #expect(account.legs[1].position.size == (try contract.size("-0.6")))
    }
  }

  @Test("of five markets is safe after the shock of Synthetix v3: snxv3-account")
  func synthetix() throws {
    let contract = try VenueFixture.contract(price: 2, size: 0)
    // Size, index at the entry and after, skew scale, fraction and least rate, profits.
    let rows: [(Int64, String, String, Int64, Int64, Int64, Int64, Int64)] = [
      (-1, "30000", "28000", 100, 2_000_000, 10_000, -150, 1850),
      (20, "2000", "1900", 1000, 2_000_000, 10_000, -400, -2400),
      (2000, "5", "4.60", 100_000, 2_000_000, 10_000, -100, -900),
      (5000, "2", "1.90", 100_000, 1_500_000, 35_000, -250, -750),
      (5000, "2", "1.80", 100_000, 1_500_000, 35_000, -250, -1250),
    ]
    var account = CrossAccount(
      collateral: try contract.money("20000"),
      legs: try rows.map { row in
        let shape = MarginShape.bySkew(
          scale: row.3, fraction: Rate(partsPerMillion: row.4),
          minimum: Rate(partsPerMillion: row.5), maintenance: Rate(partsPerMillion: 500_000))
        let index = try contract.price(row.1)
        let size = Quantity(lots: row.0)
        let fill = SkewPricing(scale: Quantity(lots: row.3)).fillPrice(of: size, index: index)
        var position = Position()
        _ = position.trade(size, value: contract.value(size, at: fill))
        return CrossLeg(
          symbol: row.1, rules: try contract.rules(shape), position: position, mark: index)
      })
    #expect(account.legs.map { contract.decimal($0.unrealisedProfit) } == rows.map { Double($0.6) })
    #expect(account.equity == (try contract.money("18850")))
    for (index, row) in rows.enumerated() { account.legs[index].mark = try contract.price(row.2) }
    #expect(account.legs.map { contract.decimal($0.unrealisedProfit) } == rows.map { Double($0.7) })
    #expect(account.equity == (try contract.money("16550")))
    #expect(account.maintenance == (try contract.money("2617.5")))
    #expect(!account.isLiquidatable)
  }

  @Test(
    "whose collateral is the coin itself fails between 4,000 and 4,200 on GMX: gmx-liq-boundary",
    arguments: [
      ("4200", "10000", false), ("4000", "0", true),
      // At 1 % of the size exactly the position is safe.
      ("4040", "2000", false), ("4039.9", "1995", true), ("3900", "-5000", true),
    ])
  func gmx(price: String, remaining: String, fails: Bool) throws {
    let contract = try VenueFixture.contract(price: 1, size: 1)
    let account = CrossAccount(
      collateral: .zero,
      legs: [
        try contract.leg(
          "40", at: "5000", mark: price, VenueFixture.flat("0.01"), valuation: .entry),
        // Ten coins held, for which nothing was paid and no margin is asked.
        CrossLeg(
          symbol: "ETH", rules: try contract.rules(VenueFixture.flat("0")),
          position: Position(size: try contract.size("10")), mark: try contract.price(price)),
      ])
    #expect(account.equity == (try contract.money(remaining)))
    #expect(account.maintenance == (try contract.money("2000")))
    #expect(account.isLiquidatable == fails)
  }
}
