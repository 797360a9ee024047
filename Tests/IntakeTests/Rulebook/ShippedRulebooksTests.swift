import Intake
import Liquidation
import Margin
import Market
import Rulebook
import ScenarioData
import Testing
import Units

@Suite("A shipped rulebook")
struct ShippedRulebooksTests {
  private static let names = EmbeddedVenues.all.map(\.name)

  private func read(_ name: String, _ choices: [RuleChoice] = []) throws -> Rulebook {
    let bytes = try #require(EmbeddedVenues.all.first { $0.name == name }).bytes
    return try RulebookReader.read(bytes: bytes, file: "\(name).json5", choices: choices)
  }

  @Test("is sound with every option of its switches", arguments: names)
  func sound(name: String) throws {
    let bytes = try #require(EmbeddedVenues.all.first { $0.name == name }).bytes
    let rulebook = try RulebookReader.check(bytes: bytes, file: "\(name).json5")
    #expect(rulebook.id == name)
    #expect(rulebook.path.name == name)
    #expect(rulebook.margins.isEmpty == (rulebook.market == .lending))
    for statement in rulebook.statements where statement.value != nil {
      #expect(rulebook.source(of: statement) != nil, "\(statement.key)")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    for source in rulebook.sources {
      #expect(text.contains("source: \"\(source.key)\""), "nothing refers to \(source.key)")
    }
  }

  @Test("says what no source confirms", arguments: names)
  func unverified(name: String) throws {
    let rulebook = try read(name)
    for statement in rulebook.unverified {
      #expect(statement.value != nil || statement.note != nil)
    }
    #expect(!rulebook.unverified.isEmpty)
  }

  /// Long 1 BTC at 60,000 with an isolated margin of 6,000, no fees and no funding.
  ///
  /// The figures are those of the comparison table, worked out from each venue's formula.
  private static let samePosition: [(venue: String, price: String)] = [
    ("binance-usdm", "54221.11"), ("bybit-usdt", "54300.00"), ("gmx-v2", "54300.00"),
    ("deribit", "54548.21"), ("hyperliquid", "54683.54"), ("dydx-v4", "55670.10"),
    ("ftx", "55670.10"),
  ]

  @Test("liquidates the same position at its own price", arguments: samePosition)
  func liquidationPrice(venue: String, price: String) throws {
    let margin = try #require(try read(venue).margin())
    let instrument = try Instrument(
      symbol: margin.symbol, priceDecimals: 2, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: .zero, takerFee: .zero)
    let rules = try MarginRules(instrument: instrument, terms: margin.terms(for: instrument))
    let account = CrossAccount(
      collateral: Money(atoms: 6_000_000_000),
      legs: [
        CrossLeg(
          symbol: margin.symbol, rules: rules,
          position: Position(size: Quantity(lots: 1000), entryCost: Money(atoms: -60_000_000_000)),
          mark: Price(ticks: 6_000_000))
      ])
    let exact = try #require(account.failureEdges(leg: 0, measure: .maintenance).below)
    let ticks = divide(exact.numerator, by: exact.denominator, rounding: .toNearestOrEven)
    #expect(ExactDecimal(coefficient: ticks, exponent: -2) == ExactDecimal(price))
  }

  @Test(
    "lets its switches be chosen",
    arguments: [
      ("bybit-usdt", "maintenanceBasis", "mark", "54271.36"),
      ("hyperliquid", "tiers", "2024", "54545.45"),
    ])
  func choice(venue: String, name: String, option: String, price: String) throws {
    // With maintenance at the mark: 54,000 / 0.995 and 54,000 / 0.99.
    let rulebook = try read(venue, [RuleChoice(name: name, option: option)])
    #expect(rulebook.selection == "\(venue):\(name)=\(option)")
    let margin = try #require(rulebook.margin())
    let instrument = try Instrument(
      symbol: margin.symbol, priceDecimals: 2, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: .zero, takerFee: .zero)
    let rules = try MarginRules(instrument: instrument, terms: margin.terms(for: instrument))
    let account = CrossAccount(
      collateral: Money(atoms: 6_000_000_000),
      legs: [
        CrossLeg(
          symbol: margin.symbol, rules: rules,
          position: Position(size: Quantity(lots: 1000), entryCost: Money(atoms: -60_000_000_000)),
          mark: Price(ticks: 6_000_000))
      ])
    let exact = try #require(account.failureEdges(leg: 0, measure: .maintenance).below)
    let ticks = divide(exact.numerator, by: exact.denominator, rounding: .toNearestOrEven)
    #expect(ExactDecimal(coefficient: ticks, exponent: -2) == ExactDecimal(price))
  }

  @Test("deleverages on FTX the ten largest pro rata, elsewhere one after the other")
  func deleveraging() throws {
    // FTX, backstop liquidity provider program.
    let ftx = try #require(try read("ftx").deleveraging)
    #expect(ftx.ranking == .largest && ftx.policy == .proRata && ftx.candidatesMax == 10)
    let bitmex = try #require(try read("bitmex").deleveraging)
    #expect(bitmex.policy == .queue && bitmex.candidatesMax == nil)
  }

  @Test("settles each published contradiction by a switch")
  func contradictions() throws {
    let switches: [(venue: String, name: String)] = [
      ("hyperliquid", "afterPartial"), ("dydx-v4", "fillableSign"), ("okx", "partialTarget"),
      ("paradex", "penalty"), ("drift-v2", "duration"), ("hyperliquid", "deleveragingPrice"),
      ("bybit-usdt", "maintenanceBasis"), ("bitmex", "riskLimit"),
    ]
    for line in switches {
      let standard = try read(line.venue)
      let choice = try #require(standard.switches.first { $0.name == line.name })
      #expect(choice.isStandard && choice.options.count >= 2)
      for option in choice.options.dropFirst() {
        let chosen = try read(line.venue, [RuleChoice(name: line.name, option: option.name)])
        #expect(chosen.switches.first { $0.name == line.name }?.chosen == option.name)
        #expect(chosen.statements != standard.statements, "\(line.venue) \(option.name)")
      }
    }
  }
}
