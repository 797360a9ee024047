import Margin
import Market
import Reference
import Testing
import Units

@Suite("A published requirement")
struct PublishedRequirementTests {
  @Test(
    "of Binance is continuous by its deductions",
    arguments: [
      (
        "binance-cum-ethusdt-2024", 6,
        [
          (0, "0.004", "0"), (50_000, "0.005", "50"), (600_000, "0.0065", "950"),
          (3_000_000, "0.01", "11450"), (12_000_000, "0.02", "131450"),
          (50_000_000, "0.025", "381450"), (65_000_000, "0.05", "2006450"),
          (150_000_000, "0.1", "9506450"), (320_000_000, "0.125", "17506450"),
          (400_000_000, "0.15", "27506450"), (530_000_000, "0.25", "80506450"),
          (800_000_000, "0.5", "280506450"),
        ]
      ),
      (
        "binance-mm-500k-2020", 6,
        [(0, "0.004", "0"), (50_000, "0.005", "50"), (250_000, "0.01", "1300")]
      ),
      (
        "binance-coinm-cum", 8,
        [
          (0, "0.004", "0"), (10, "0.005", "0.01"), (20, "0.01", "0.11"), (30, "0.025", "0.56"),
          (50, "0.05", "1.81"), (100, "0.1", "6.81"), (200, "0.125", "11.81"),
        ]
      ),
    ] as [(String, Int, [(Int64, String, String)])])
  func binance(id: String, decimals: Int, rows: [(Int64, String, String)]) throws {
    let schedule = try MarginSchedule(
      shape: VenueFixture.tiers(rows.map { ($0.0, $0.1) }, money: decimals))
    let found = schedule.tiers.compactMap(\.deduction?.atoms)
    #expect(found == (try rows.map { try VenueFixture.count($0.2, decimals: decimals) }), "\(id)")
  }

  @Test("of Binance for 264,000 and 500,000 in 2020: binance-mm-500k-2020")
  func binance2020() throws {
    let schedule = try MarginSchedule(
      shape: VenueFixture.tiers([(0, "0.004"), (50_000, "0.005"), (250_000, "0.01")]))
    let tier = schedule.tier(of: Money(atoms: 264_000_000_000))
    #expect(schedule.tiers[tier].maintenance == Rate(partsPerMillion: 10_000))
    let half = schedule.tier(of: Money(atoms: 500_000_000_000))
    #expect(schedule.tiers[half].deduction == Money(atoms: 1_300_000_000))
    #expect(schedule.maintenance(Money(atoms: 500_000_000_000)) == Money(atoms: 3_700_000_000))
  }

  @Test("of Binance COIN-M for 300 coins is 12.5 % less 11.81: binance-coinm-cum")
  func coin() throws {
    let schedule = try MarginSchedule(
      shape: VenueFixture.tiers(
        [
          (0, "0.004"), (10, "0.005"), (20, "0.01"), (30, "0.025"), (50, "0.05"), (100, "0.1"),
          (200, "0.125"),
        ], money: 8))
    #expect(schedule.tier(of: Money(atoms: 30_000_000_000)) == 6)
    #expect(schedule.tiers[6].maintenance == Rate(partsPerMillion: 125_000))
    // 37.5 less 11.81.
    #expect(schedule.maintenance(Money(atoms: 30_000_000_000)) == Money(atoms: 2_569_000_000))
  }

  @Test(
    "of BitMEX takes the whole position at the rate of its step: bitmex-risk-limit-old",
    arguments: [
      ("80", "0.005", "0.02", "0.4", "1.6"), ("130", "0.01", "0.025", "1.3", "3.25"),
      // On a limit the step still holds; an atom more is the next one.
      ("100", "0.005", "0.02", "0.5", "2"),
      ("100.00000001", "0.01", "0.025", "1.0000000001", "2.50000000025"),
      ("-150", "0.01", "0.025", "1.5", "3.75"), ("199.5", "0.015", "0.03", "2.9925", "5.985"),
    ])
  func bitmex(
    bitcoins: String, maintenance: String, initial: String, required: String, opening: String
  ) throws {
    // One contract of a dollar at a price of one is a coin, in atoms of 10^-12.
    let contract = try VenueFixture.contract(price: 0, size: 8, money: 12)
    let steps = try [(100, "0.005", "0.02"), (150, "0.01", "0.025"), (200, "0.015", "0.03")].map {
      (limit: Int64, maintenance: String, initial: String) in
      SteppedTier(
        limit: .notional(try contract.money("\(limit)")),
        maintenance: try VenueFixture.rate(maintenance), initial: try VenueFixture.rate(initial))
    }
    let rules = try contract.rules(.steppedTiers(steps, by: .notional))
    let account = try contract.account(bitcoins, at: "1", margin: "0")
    let mark = Price(ticks: 1)
    #expect(
      rules.maintenanceRate(of: account, at: mark) == (try VenueFixture.rate(maintenance)))
    #expect(rules.initialRate(of: account, at: mark) == (try VenueFixture.rate(initial)))
    #expect(rules.maintenance(of: account, at: mark) == (try contract.money(required)))
    #expect(rules.initial(of: account, at: mark) == (try contract.money(opening)))
  }

  @Test("of Bybit is taken at the entry value: bybit-lp-iso-long")
  func bybit() throws {
    let contract = try VenueFixture.contract(price: 2, size: 3)
    let rules = try contract.rules(
      VenueFixture.flat("0.005", initial: "0.02"), valuation: .entry)
    let account = try contract.account("1", at: "20000", margin: "400")
    let entry = try contract.price("20000")
    #expect(rules.initial(of: account, at: entry) == (try contract.money("400")))
    for price in ["20000", "10000", "30000"] {
      let found = try rules.maintenance(of: account, at: contract.price(price))
      #expect(found == (try contract.money("100")))
    }
  }

  @Test("of Kraken's inverse contract: kraken-epp-inverse-long")
  func kraken() throws {
    let contract = try VenueFixture.contract(price: 1, size: 0, money: 8, kind: .inverse)
    let rules = try contract.rules(VenueFixture.flat("0.01", initial: "0.02"))
    let account = try contract.account("1000", at: "8000", margin: "0.01")
    let entry = try contract.price("8000")
    #expect(rules.notional(of: account, at: entry) == (try contract.money("0.125")))
    #expect(rules.initial(of: account, at: entry) == (try contract.money("0.0025")))
    #expect(rules.maintenance(of: account, at: entry) == (try contract.money("0.00125")))
  }

  @Test(
    "of Deribit grows with size",
    arguments: [
      (
        "deribit-im-25", "25", "100000", "0.02", "0.01", "0.00005", ("0.02125", "0.01125"),
        "53125", "28125"
      ),
      (
        "deribit-sol-6000", "6000", "200", "0.04", "0.02", "0.000005", ("0.07", "0.05"), "84000",
        "60000"
      ),
      (
        "deribit-sol-6000", "25", "200", "0.04", "0.02", "0.000005", ("0.040125", "0.020125"),
        "200.625", "100.625"
      ),
      // A short of a fraction of a coin.
      (
        "deribit short", "-0.5", "60000", "0.02", "0.01", "0.00005", ("0.020025", "0.010025"),
        "600.75", "300.75"
      ),
    ])
  func deribit(
    id: String, size: String, price: String, initial: String, maintenance: String, slope: String,
    rates: (String, String), initialMargin: String, maintenanceMargin: String
  ) throws {
    let contract = try VenueFixture.contract(price: 2, size: 3)
    let rules = try contract.rules(
      .linearInSize(
        maintenance: VenueFixture.rate(maintenance), initial: VenueFixture.rate(initial),
        perUnit: VenueFixture.rate(slope)))
    let account = try contract.account(size, at: price, margin: "0")
    let mark = try contract.price(price)
    #expect(rules.initialRate(of: account, at: mark) == (try VenueFixture.rate(rates.0)), "\(id)")
    #expect(
      rules.maintenanceRate(of: account, at: mark) == (try VenueFixture.rate(rates.1)), "\(id)")
    #expect(rules.initial(of: account, at: mark) == (try contract.money(initialMargin)), "\(id)")
    #expect(
      rules.maintenance(of: account, at: mark) == (try contract.money(maintenanceMargin)), "\(id)")
  }

  @Test(
    "of Hyperliquid is half of the initial margin at the greatest leverage: hl-backstop-thresholds",
    arguments: [
      (40, 12_500_000_000, 25_000_000_000), (50, 10_000_000_000, 20_000_000_000),
      // A third and a sixth, rounded up.
      (3, 166_666_666_667, 333_333_333_334),
    ] as [(Int64, Int64, Int64)])
  func hyperliquid(leverageMax: Int64, maintenance: Int64, initial: Int64) throws {
    let contract = try VenueFixture.contract(price: 2, size: 3)
    let rules = try contract.rules(.halfOfInitial(leverageMax: leverageMax))
    let account = try contract.account("1", at: "60000", margin: "6000")
    let mark = try contract.price("60000")
    #expect(
      rules.maintenanceRate(of: account, at: mark) == FineRate(partsPerTrillion: maintenance))
    #expect(rules.initialRate(of: account, at: mark) == FineRate(partsPerTrillion: initial))
  }

  @Test("of OKX is left for the lowest step by closing 13,000 of 15,000: okx-partial-tier3")
  func okx() throws {
    let contract = try VenueFixture.contract(price: 1, size: 0)
    let steps = try [(2000, "0.01"), (12_000, "0.015"), (nil, "0.02")].map {
      (limit: Int64?, rate: String) in
      SteppedTier(
        limit: limit.map { .size(Quantity(lots: $0)) }, maintenance: try VenueFixture.rate(rate),
        initial: .one)
    }
    let rules = try contract.rules(.steppedTiers(steps, by: .size))
    let account = try contract.account("15000", at: "100", margin: "1000")
    let mark = try contract.price("100")
    #expect(rules.tier(of: account, at: mark) == 2)
    #expect(rules.quantityToTier(account, down: 2, at: mark) == Quantity(lots: 13_000))
    #expect(rules.quantity(toTier: 0, of: account, at: mark) == Quantity(lots: 13_000))
    #expect(rules.quantityToTier(account, down: 3, at: mark) == nil)
    var rest = account
    rest.trade(Quantity(lots: -13_000), at: mark, of: contract, fee: .zero)
    #expect(rest.position.size == Quantity(lots: 2000))
    #expect(rules.tier(of: rest, at: mark) == 0)
    // 2 % of 1,500,000.
    #expect(rules.maintenance(of: account, at: mark) == (try contract.money("30000")))
  }

  @Test("of dYdX scales its initial rate with open interest: dydx-oimf")
  func openInterest() {
    let scale = OpenInterestScale(lower: Money(atoms: 1_000_000), upper: Money(atoms: 2_000_000))
    let base = Rate(partsPerMillion: 200_000)
    let found = [0, 1_500_000, 1_234_567, 3_000_000].map { (open: Int64) in
      scale.initialRate(base: base, openNotional: Money(atoms: open)).partsPerMillion
    }
    #expect(found == [200_000, 600_000, 387_653, 1_000_000])
  }

  @Test(
    "of Synthetix v2 counts a keeper fee between two bounds: snxv2-liq-margin",
    arguments: [
      ("1000", "20", "0.0035", "0.0025", "25"), ("1000", "1", "0.0035", "0.0025", "12"),
      ("1500", "1", "0.0035", "0.0025", "18"), ("1500", "1", "0.02", "0.0025", "67.5"),
      ("1500", "1", "0.02", "0.03", "150"),
      // 0.35 % of 2,000,000 is above the greatest fee of 1,000.
      ("1000000", "1", "0.0035", "0.0025", "6000"),
    ])
  func keeper(price: String, least: String, fee: String, buffer: String, expected: String) throws {
    let contract = try VenueFixture.contract(price: 2, size: 2)
    let rules = try contract.rules(
      VenueFixture.flat(buffer),
      keeperFee: KeeperFee(
        rate: VenueFixture.rate(fee), minimum: contract.money(least),
        maximum: contract.money("1000")))
    let account = try contract.account("-2", at: price, margin: "0")
    let found = try rules.maintenance(of: account, at: contract.price(price))
    #expect(found == (try contract.money(expected)))
  }

  @Test(
    "of Synthetix v2 counts a premium by size: snxv2-premium",
    arguments: [
      ("-100", "1200", 1_000_000, 1_000_000, "12"), ("50", "2000", 1_000_000, 1_000_000, "5"),
      // Twice the multiplier on a scale of 50,000: 0.01 / 25,000 of 15.
      ("0.01", "1500", 50_000, 2_000_000, "0.000006"),
    ] as [(String, String, Int64, Int64, String)])
  func premium(
    size: String, price: String, scale: Int64, multiplier: Int64, expected: String
  ) throws {
    let contract = try VenueFixture.contract(price: 2, size: 2)
    let rules = try contract.rules(
      .bySkew(
        scale: scale, fraction: Rate(partsPerMillion: multiplier), minimum: .zero,
        maintenance: .one))
    let account = try contract.account(size, at: price, margin: "0")
    let found = try rules.maintenance(of: account, at: contract.price(price))
    #expect(found == (try contract.money(expected)))
  }

  @Test(
    "grows with the square root of size where a venue says so",
    // FTX: the greater of 2 % and 0.002 a root; Drift: the greater of 5 % and 4 % and 0.001 a root.
    arguments: [
      ("64", "0.02", "0", "0.002", "0.02"), ("256", "0.02", "0", "0.002", "0.032"),
      ("64", "0.05", "0.04", "0.001", "0.05"), ("400", "0.05", "0.04", "0.001", "0.06"),
      ("2", "0.001", "0", "0.001", "0.001414213563"), ("0.25", "0.001", "0", "0.1", "0.05"),
    ])
  func root(size: String, floor: String, offset: String, factor: String, expected: String) throws {
    let contract = try VenueFixture.contract(price: 0, size: 2, money: 12)
    let rate = try SquareRootRate(
      floor: VenueFixture.rate(floor), offset: VenueFixture.rate(offset),
      factor: VenueFixture.rate(factor))
    let rules = try contract.rules(.squareRootOfSize(maintenance: rate, initial: rate))
    let account = try contract.account(size, at: "1", margin: "0")
    let mark = Price(ticks: 1)
    let notional = Double(try contract.money(size).atoms)
    let wanted = Double(try VenueFixture.rate(expected).partsPerTrillion) / 1e12 * notional
    for found in [
      rules.maintenance(of: account, at: mark), rules.initial(of: account, at: mark),
    ] {
      #expect(abs(Double(found.atoms) - wanted) <= 1 + notional * 1e-12)
    }
  }

  @Test("of an inverse long on Bybit is published rounded up: bybit-bankruptcy-inverse-iso")
  func bybitInverse() throws {
    // The entry is an average between the ticks of 0.5.
    let fine = try VenueFixture.contract(price: 2, size: 0, money: 8, kind: .inverse)
    let contract = try VenueFixture.contract(
      price: 1, size: 0, money: 8, kind: .inverse, tickUnits: 5)
    let shape = try VenueFixture.flat("0.005", initial: "0.02")
    let rules = try contract.rules(shape, valuation: .entry)
    var account = try fine.account("100000000", at: "7890.08", margin: "0")
    // What a leverage of 50 asks at the entry.
    account.cash = try fine.rules(shape).initial(of: account, at: fine.price("7890.08"))
    let mark = try contract.price("7890")
    let bankruptcy = try #require(rules.edge(.bankruptcy, of: account, from: mark))
    #expect(abs(contract.decimal(bankruptcy) - 7735.372549) <= 1e-6)
    #expect(rules.bankruptcyPrice(of: account) == (try contract.price("7735.5")))
    let liquidation = try #require(rules.edge(of: account, from: mark))
    #expect(liquidation.rounded(.up) == Int128(try contract.price("7773.5").ticks))
    #expect(rules.liquidationPrice(of: account) == (try contract.price("7773.0")))
  }

  @Test(
    "of Drift is reached below an entry whose fee is paid out of the deposit: drift-sdk-liqprice")
  func drift() throws {
    let contract = try VenueFixture.contract(price: 1, size: 1, money: 9)
    let rules = try contract.rules(VenueFixture.flat("0.05"))
    var account = Account(cash: try contract.money("10"))
    // 17.5 for 17.500007, and 0.1 % of that as fee.
    let quote = try contract.money("17.500007")
    account.cash += account.position.trade(try contract.size("17.5"), value: quote)
    account.cash -= contract.fee(quote, Rate(partsPerMillion: 1000))
    let price = try #require(rules.edge(of: account, from: contract.price("1")))
    #expect(abs(contract.decimal(price) - 0.45219) <= 2e-5)
  }

  @Test("profit of an inverse long: liq.inverse_contract")
  func inverseProfit() throws {
    // A million times the example, to twelve decimals.
    let contract = try VenueFixture.contract(price: 0, size: 0, money: 12, kind: .inverse)
    let rules = try contract.rules(VenueFixture.flat("0.005"))
    let account = try contract.account("100000000000", at: "50000", margin: "20000")
    let profit = rules.unrealisedProfit(of: account, at: Price(ticks: 49_000))
    #expect(abs(contract.decimal(profit) / 1e6 / -0.0408163265306 - 1) < 1e-12)
  }
}
