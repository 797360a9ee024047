import Margin
import Market
import Reference
import Testing
import Units

/// A position of one contract and the prices that a venue, or an independent computation, gives for it.
struct PublishedPrice: Sendable, CustomTestStringConvertible {
  /// Which price.
  enum Figure: Sendable { case liquidation, backstop(Rate), bankruptcy, zero }

  var id: String
  var figure: Figure = .liquidation
  var size: String
  var entry: String
  var margin: String
  var shape: @Sendable () throws -> MarginShape
  var valuation: MarginValuation = .mark
  var kind: ContractKind = .linear
  var decimals: (price: Int, size: Int, money: Int) = (2, 3, 6)
  var expected: Double
  var tolerance: Double
  var testDescription: String { "\(id) \(figure)" }

  /// The figure as the rules give it.
  func found() throws -> Double? {
    let contract = try VenueFixture.contract(
      price: decimals.price, size: decimals.size, money: decimals.money, kind: kind)
    let rules = try contract.rules(shape(), valuation: valuation)
    let account = try contract.account(size, at: entry, margin: margin)
    let mark = try contract.price(entry)
    let ticks =
      switch figure {
      case .liquidation: rules.edge(of: account, from: mark)
      case .backstop(let share): rules.edge(.shareOfMaintenance(share), of: account, from: mark)
      case .bankruptcy: rules.edge(.bankruptcy, of: account, from: mark)
      case .zero:
        CrossAccount(collateral: account.cash, legs: [rules.leg(account, at: mark)])
          .exactZeroPrice(leg: 0)
      }
    return ticks.map { contract.decimal($0) }
  }
}

@Suite("A published price")
struct PublishedPriceTests {
  @Test("of Binance, isolated", arguments: binance)
  func binancePrice(_ example: PublishedPrice) throws { try check(example) }

  /// Asserted by a wrapper's tests on answers of the venue; the tolerance is relative there.
  @Test("of Hyperliquid", arguments: hyperliquid)
  func hyperliquidPrice(_ example: PublishedPrice) throws { try check(example) }

  @Test("of Bybit, FTX, Drift and dYdX", arguments: others)
  func othersPrice(_ example: PublishedPrice) throws { try check(example) }

  @Test("of one position on every venue", arguments: samePosition)
  func samePositionPrice(_ example: PublishedPrice) throws { try check(example) }

  @Test("of inverse contracts", arguments: inverse)
  func inversePrice(_ example: PublishedPrice) throws { try check(example) }

  /// Sizes and collateral tripled or more where a published collateral is a fraction; prices do not change.
  @Test("of the worked list of Chitra 2025", arguments: chitra)
  func chitraPrice(_ example: PublishedPrice) throws { try check(example) }

  private func check(_ example: PublishedPrice) throws {
    // The venues write zero where no positive price does it.
    let found = try example.found() ?? 0
    #expect(
      abs(found - example.expected) <= example.tolerance, "\(example.id): \(found)")
  }
}

extension PublishedPriceTests {
  static let binance: [PublishedPrice] = [
    PublishedPrice(
      id: "binance-lp-iso-eth", size: "3683.979", entry: "1456.84", margin: "1535443.01",
      shape: { try VenueFixture.tiers([(0, "0.05"), (2_707_300, "0.1")]) }, expected: 1114.78,
      tolerance: 0.01),
    PublishedPrice(
      id: "binance-lp-iso-btc", size: "109.488", entry: "32481.98", margin: "1535443.01",
      shape: { try VenueFixture.tiers([(0, "0.015"), (1_630_000, "0.025")]) },
      expected: 18778.73, tolerance: 0.01),
    // In the third bracket at the entry, in the second where it fails: (590,000 - 50) / (10 x 0.995).
    PublishedPrice(
      id: "a bracket lower at the liquidation price", size: "10", entry: "61000",
      margin: "20000", shape: brackets, expected: 59291.4573, tolerance: 0.001),
    // A wallet below nothing fails above its entry: (61,000 - 50) / 0.995.
    PublishedPrice(
      id: "a negative wallet", size: "1", entry: "60000", margin: "-1000", shape: brackets,
      expected: 61256.2814, tolerance: 0.001),
    PublishedPrice(
      id: "a wallet that covers the position", size: "1", entry: "60000", margin: "70000",
      shape: brackets, expected: 0, tolerance: 0),
    PublishedPrice(
      id: "no position", size: "0", entry: "60000", margin: "1000", shape: brackets, expected: 0,
      tolerance: 0),
  ]

  private static let brackets: @Sendable () throws -> MarginShape = {
    try VenueFixture.tiers([(0, "0.004"), (50_000, "0.005"), (600_000, "0.0065")])
  }

  private static func hyperliquid(
    _ id: String, _ size: String, _ entry: String, _ margin: String, leverageMax: Int64,
    decimals: (Int, Int, Int), _ expected: Double
  ) -> PublishedPrice {
    PublishedPrice(
      id: id, size: size, entry: entry, margin: margin,
      shape: { .halfOfInitial(leverageMax: leverageMax) },
      decimals: decimals, expected: expected, tolerance: expected * 0.0001)
  }

  static let hyperliquid: [PublishedPrice] = [
    hyperliquid(
      "hl-lp-btc-1x-long", "0.00039", "63287", "24.673292", leverageMax: 50, decimals: (1, 5, 6),
      22.37166537),
    hyperliquid(
      "hl-lp-btc-5x-long", "0.0015", "66930", "20.043862", leverageMax: 50, decimals: (1, 5, 6),
      54108.51043771),
    hyperliquid(
      "hl-lp-btc-4x-long", "0.00121", "67033", "20.251817", leverageMax: 50, decimals: (1, 5, 6),
      50804.00091827),
    hyperliquid(
      "hl-lp-btc-2x-short", "-0.00069", "68595", "23.64871", leverageMax: 50, decimals: (1, 5, 6),
      101849.99354283),
    hyperliquid(
      "hl-lp-btc-3x-short", "-0.00099", "65536", "21.604172", leverageMax: 50, decimals: (1, 5, 6),
      86493.46174617),
    hyperliquid(
      "hl-lp-eth-4x-long", "0.0329", "2545.5", "20.909894", leverageMax: 50, decimals: (1, 4, 6),
      1929.23322895),
    hyperliquid(
      "hl-lp-eth-4x-short", "-0.0327", "2552", "20.833393", leverageMax: 50, decimals: (1, 4, 6),
      3157.53150453),
    hyperliquid(
      "hl-lp-sol-2x-short", "-0.32", "155.89", "24.924941", leverageMax: 20, decimals: (2, 2, 6),
      228.07847866),
    hyperliquid(
      "hl-lp-doge-2x-long", "437", "0.11586", "25.29769", leverageMax: 20, decimals: (5, 0, 6),
      0.05945697),
  ]

  static let others: [PublishedPrice] = [
    PublishedPrice(
      id: "bybit-lp-iso-long", size: "1", entry: "20000", margin: "400",
      shape: { try VenueFixture.flat("0.005") }, valuation: .entry, expected: 19700,
      tolerance: 1e-6),
    PublishedPrice(
      id: "bybit-adl-bankruptcy-vs-mark", figure: .bankruptcy, size: "100", entry: "500",
      margin: "1100", shape: { try VenueFixture.flat("0.005") }, expected: 489, tolerance: 1e-6),
    PublishedPrice(
      id: "hl-backstop-thresholds", size: "1", entry: "60000", margin: "6000",
      shape: { .halfOfInitial(leverageMax: 40) }, expected: 54683.5443, tolerance: 0.001),
    PublishedPrice(
      id: "hl-backstop-thresholds", figure: .backstop(Rate(partsPerMillion: 666_667)), size: "1",
      entry: "60000", margin: "6000", shape: { .halfOfInitial(leverageMax: 40) },
      expected: 54453.7815, tolerance: 0.001),
    PublishedPrice(
      id: "hl-backstop-thresholds", figure: .bankruptcy, size: "1", entry: "60000",
      margin: "6000", shape: { .halfOfInitial(leverageMax: 40) }, expected: 54000,
      tolerance: 0.001),
    PublishedPrice(
      id: "ftx-blp", size: "2", entry: "10000", margin: "1000",
      shape: { try VenueFixture.flat("0.03") }, expected: 9793.8144, tolerance: 0.001),
    PublishedPrice(
      id: "ftx-blp", figure: .backstop(Rate(partsPerMillion: 500_000)), size: "2",
      entry: "10000", margin: "1000", shape: { try VenueFixture.flat("0.03") },
      expected: 9644.6701, tolerance: 0.001),
    PublishedPrice(
      id: "ftx-blp", figure: .zero, size: "2", entry: "10000", margin: "1000",
      shape: { try VenueFixture.flat("0.03") }, expected: 9500, tolerance: 0.001),
    // The mirror image: 21,000 / (2 x 1.03), / (2 x 1.015) and / 2.
    PublishedPrice(
      id: "FTX, short", size: "-2", entry: "10000", margin: "1000",
      shape: { try VenueFixture.flat("0.03") }, expected: 10194.1748, tolerance: 0.001),
    PublishedPrice(
      id: "FTX, short", figure: .backstop(Rate(partsPerMillion: 500_000)), size: "-2",
      entry: "10000", margin: "1000",
      shape: { try VenueFixture.flat("0.03") }, expected: 10344.8276, tolerance: 0.001),
    PublishedPrice(
      id: "FTX, short", figure: .zero, size: "-2", entry: "10000", margin: "1000",
      shape: { try VenueFixture.flat("0.03") }, expected: 10500, tolerance: 0.001),
  ]

  private static func same(
    _ venue: String, _ expected: Double, size: String = "1",
    figure: PublishedPrice.Figure = .liquidation, valuation: MarginValuation = .mark,
    _ shape: @escaping @Sendable () throws -> MarginShape
  ) -> PublishedPrice {
    PublishedPrice(
      id: "same-position-lp \(venue)", figure: figure, size: size, entry: "60000",
      margin: "6000", shape: shape, valuation: valuation, expected: expected, tolerance: 0.01)
  }

  static let samePosition: [PublishedPrice] = [
    same("binance", 54221.1055) { try VenueFixture.tiers([(0, "0.004"), (50_000, "0.005")]) },
    same("bybit", 54300, valuation: .entry) { try VenueFixture.flat("0.005") },
    same("hyperliquid", 54683.5443) { .halfOfInitial(leverageMax: 40) },
    same("deribit", 54548.2095) {
      .linearInSize(
        maintenance: try VenueFixture.rate("0.01"), initial: try VenueFixture.rate("0.02"),
        perUnit: try VenueFixture.rate("0.00005"))
    },
    same("dydx", 55670.1031) { try VenueFixture.flat("0.03") },
    same("gmx before fees", 54300, valuation: .entry) { try VenueFixture.flat("0.005") },
    same("bankruptcy on all", 54000, figure: .bankruptcy) { try VenueFixture.flat("0.005") },
    // The same as a short: 66,000 over one more than the rate.
    same("binance, short", 65721.3930, size: "-1") {
      try VenueFixture.tiers([(0, "0.004"), (50_000, "0.005")])
    },
    same("bybit, short", 65700, size: "-1", valuation: .entry) { try VenueFixture.flat("0.005") },
    same("hyperliquid, short", 65185.1852, size: "-1") { .halfOfInitial(leverageMax: 40) },
    same("deribit, short", 65343.2998, size: "-1") {
      .linearInSize(
        maintenance: try VenueFixture.rate("0.01"), initial: try VenueFixture.rate("0.02"),
        perUnit: try VenueFixture.rate("0.00005"))
    },
    same("dydx, short", 64077.6699, size: "-1") { try VenueFixture.flat("0.03") },
    same("bankruptcy on all, short", 66000, size: "-1", figure: .bankruptcy) {
      try VenueFixture.flat("0.005")
    },
  ]

  private static func coin(
    _ id: String, _ figure: PublishedPrice.Figure, side: String = "", size: String,
    entry: String, margin: String, rate: String, money: Int = 8, _ expected: Double,
    _ tolerance: Double
  ) -> PublishedPrice {
    PublishedPrice(
      id: id, figure: figure, size: side + size, entry: entry, margin: margin,
      shape: { try VenueFixture.flat(rate) }, kind: .inverse, decimals: (2, 0, money),
      expected: expected, tolerance: tolerance)
  }

  /// What double precision cannot tell apart near 50,000.
  private static let ulps = 1.5e-11

  static let inverse: [PublishedPrice] = [
    coin(
      "kraken-epp-inverse-long", .liquidation, size: "1000", entry: "8000", margin: "0.01",
      rate: "0.01", 7481, 1),
    coin(
      "kraken-epp-inverse-long, limit", .zero, size: "1000", entry: "8000", margin: "0.01",
      rate: "0.01", 7407, 1),
    // A short: 990 / (0.125 - 0.01) and 1,000 / (0.125 - 0.01); none where it holds more coins.
    coin(
      "Kraken, short", .liquidation, side: "-", size: "1000", entry: "8000", margin: "0.01",
      rate: "0.01", 8608.6957, 0.001),
    coin(
      "Kraken, short, limit", .zero, side: "-", size: "1000", entry: "8000", margin: "0.01",
      rate: "0.01", 8695.6522, 0.001),
    coin(
      "Kraken, a short that is covered", .liquidation, side: "-", size: "1000", entry: "8000",
      margin: "0.2", rate: "0.01", 0, 0),
    // A hundred million contracts, so that the margin of one over fifty is known to 10^-9 of itself:
    // 100,000,000 / 7,890.08 / 50 coins.
    coin(
      "bybit-bankruptcy-inverse-iso", .bankruptcy, size: "100000000", entry: "7890.08",
      margin: "253.48285442", rate: "0.005", 7735.372549, 1e-6),
    coin(
      "liq.inverse_contract", .liquidation, size: "100000", entry: "50000", margin: "0.02",
      rate: "0.005", 49752.4752475, 49752.4752475e-12 + ulps),
    coin(
      "liq.inverse_contract", .bankruptcy, size: "100000", entry: "50000", margin: "0.02",
      rate: "0.005", 49504.950495, 49504.950495e-12 + ulps),
    coin(
      "liq.inverse_contract short", .liquidation, side: "-", size: "100000", entry: "50000",
      margin: "0.02", rate: "0.005", 50252.5252525, 50252.5252525e-12 + ulps),
    coin(
      "liq.inverse_contract short", .bankruptcy, side: "-", size: "100000", entry: "50000",
      margin: "0.02", rate: "0.005", 50505.0505051, 50505.0505051e-12 + ulps),
  ]

  private static func listed(
    _ name: String, _ size: String, _ margin: String, bankruptcy: Double, liquidation: Double
  ) -> [PublishedPrice] {
    let price = PublishedPrice(
      id: "chitra.bankruptcy_liq_prices \(name)", size: size, entry: "1", margin: margin,
      shape: { try VenueFixture.flat("0.1") }, expected: liquidation,
      tolerance: tolerance(liquidation))
    var other = price
    other.figure = .bankruptcy
    other.expected = bankruptcy
    other.tolerance = tolerance(bankruptcy)
    return [price, other]
  }

  /// 10^-12; above 1 the figures are printed to eleven decimals, half a unit of which is more.
  private static func tolerance(_ printed: Double) -> Double { printed > 1 ? 5e-12 : 1e-12 }

  static let chitra: [PublishedPrice] =
    listed("A", "1", "2", bankruptcy: 0, liquidation: 0)
    + listed("B", "3", "2", bankruptcy: 0.333333333333, liquidation: 0.37037037037)
    + listed("C", "-12", "8", bankruptcy: 1.66666666667, liquidation: 1.51515151515)
    + listed("D", "19", "2", bankruptcy: 0.894736842105, liquidation: 0.994152046784)
    + listed("E", "-99", "10", bankruptcy: 1.10101010101, liquidation: 1.00091827365)
}
