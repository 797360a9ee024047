import Intake
import Liquidation
import Margin
import Market
import Quote
import Rulebook
import ScenarioData
import TestSupport
import Testing
import Units

/// A position of so many times the size at prices that are as many times lower.
@Suite struct QuoteScaleTests {
  /// The rulebooks whose rates follow the value of a position, not the count of its coins.
  private static let venues = [
    "binance-usdm", "bybit-usdt", "hyperliquid", "dydx-v4", "gmx-v2", "kraken", "mango-v4",
    "lighter",
  ]

  private func read(_ name: String) throws -> Rulebook {
    let bytes = try #require(EmbeddedVenues.all.first { $0.name == name }).bytes
    return try RulebookReader.read(bytes: bytes, file: "\(name).json5", choices: [])
  }

  /// What a venue does, in its own integers: the unit of price and size is all that may differ.
  private func figures(_ quote: VenueQuote) -> [String] {
    quote.legs.flatMap { leg -> [String] in
      let step = leg.step
      let prices = [
        leg.prices.liquidation, leg.prices.secondLiquidation, leg.prices.bankruptcy,
        leg.prices.takeover, leg.zero,
      ].map { $0.map { "\($0.numerator)/\($0.denominator)" } ?? "none" }
      return prices + [
        "\(quote.state)", "\(leg.size.lots)", "\(leg.entry.ticks)", step?.stage.name ?? "none",
        "\(step?.quantity.lots ?? 0)", "\(step?.limit?.ticks ?? 0)",
        "\(leg.atMark.total.atoms)", "\(leg.costs?.penalty.atoms ?? 0)",
        "\(leg.costs?.closingFee?.atoms ?? 0)",
      ]
    }
  }

  @Test("changes nothing but the unit", arguments: venues)
  func scale(venue: String) throws {
    let rulebook = try read(venue)
    let symbol = try #require(rulebook.margins.first).symbol
    var random = TestRandom(seed: 20_261_128)
    for round in 0..<60 {
      let size = random.integer(1...99_999)
      let entry = random.integer(1_001...99_999)
      let mark = entry * random.integer(85...115)
      let leverage = random.integer(1...60)
      let side: Side = random.chance(50) ? .buy : .sell
      func quote(_ power: Int) throws -> VenueQuote {
        // A power of ten up moves the point of the size to the right and that of the prices to the left.
        try VenueQuote(
          QuoteAccount(
            collateral: .leverage(QuoteNumber(units: leverage)),
            legs: [
              QuoteLeg(
                symbol: symbol, side: side, size: QuoteNumber(units: size, decimals: 6 - power),
                entry: QuoteNumber(units: entry, decimals: power),
                mark: QuoteNumber(units: mark, decimals: power + 2))
            ]), under: rulebook)
      }
      let whole = figures(try quote(0))
      for power in 1...6 {
        #expect(figures(try quote(power)) == whole, "round \(round), power \(power)")
      }
    }
  }

  /// A flat 1 % with a liquidation penalty, at 0.65 and at a millionth of it.
  @Test func `A price of many zeros takes the same first step`() throws {
    let rulebook = try read("hyperliquid")
    func steps(_ size: QuoteNumber, _ entry: QuoteNumber) throws -> [String] {
      try figures(
        VenueQuote(
          QuoteAccount(
            collateral: .leverage(QuoteNumber(units: 20)),
            legs: [QuoteLeg(symbol: "BTC", side: .buy, size: size, entry: entry)]),
          under: rulebook))
    }
    #expect(
      try steps(QuoteNumber(units: 1_000_000_000), QuoteNumber(units: 65, decimals: 8))
        == steps(QuoteNumber(units: 1_000), QuoteNumber(units: 65, decimals: 2)))
  }
}
