import Margin
import Market
import Quote
import Rulebook
import Testing
import Units

@Suite struct VenueQuoteTests {
  /// Binance, "How to Calculate Liquidation Price of USD-M Futures Contracts": cross margin with a second leg.
  @Test func `A leg of a cross account fails where the venue's own example says`() throws {
    let rulebook = QuoteFixture.rulebook(
      scope: .cross,
      margins: [
        // Deductions 135,365 and 16,300 of the example follow from where the tiers meet.
        ("ETHUSDT", try QuoteFixture.tiers([(0, "5%"), (2_707_300, "10%")])),
        ("BTCUSDT", try QuoteFixture.tiers([(0, "2%"), (3_260_000, "2.5%")])),
      ])
    let account = QuoteAccount(
      collateral: .quote(QuoteNumber(units: 153_544_301, decimals: 2)),
      legs: [
        QuoteLeg(
          symbol: "ETHUSDT", side: .buy, size: QuoteNumber(units: 3_683_979, decimals: 3),
          entry: QuoteNumber(units: 145_684, decimals: 2)),
        QuoteLeg(
          symbol: "BTCUSDT", side: .buy, size: QuoteNumber(units: 109_488, decimals: 3),
          entry: QuoteNumber(units: 3_248_198, decimals: 2),
          mark: QuoteNumber(units: 3_196_727, decimals: 2)),
      ])
    let quote = try VenueQuote(account, under: rulebook)
    #expect(QuoteFixture.cents(quote.legs[0].prices.liquidation, of: quote.legs[0]) == 115_326)
    #expect(QuoteFixture.cents(quote.legs[0].otherProfit, of: quote) == -5_635_457)
    #expect(QuoteFixture.cents(quote.legs[0].otherMaintenance, of: quote) == 7_120_081)
    // Alone, the same leg fails at 1,114.78.
    let alone = QuoteAccount(collateral: account.collateral, legs: [account.legs[0]])
    let isolated = try VenueQuote(alone, under: rulebook)
    #expect(
      QuoteFixture.cents(isolated.legs[0].prices.liquidation, of: isolated.legs[0]) == 111_478)
  }

  /// dYdX v4 documentation, liquidations: a deposit of 1,000 behind two legs.
  @Test func `A short beside another leg fails where the documentation of dYdX says`() throws {
    let rulebook = QuoteFixture.rulebook(
      scope: .cross,
      margins: [("ETH-USD", QuoteFixture.flat("5%")), ("STRK-USD", QuoteFixture.flat("10%"))])
    let account = QuoteAccount(
      collateral: .quote(QuoteNumber(units: 1000)),
      legs: [
        QuoteLeg(
          symbol: "ETH", side: .sell, size: QuoteNumber(units: 15, decimals: 1),
          entry: QuoteNumber(units: 3000)),
        QuoteLeg(
          symbol: "STRK", side: .buy, size: QuoteNumber(units: 1000),
          entry: QuoteNumber(units: 175, decimals: 2)),
      ])
    let quote = try VenueQuote(account, under: rulebook)
    #expect(QuoteFixture.cents(quote.legs[0].prices.liquidation, of: quote.legs[0]) == 338_095)
    // At that price equity is maintenance, so the leg's zero price is 5 % further.
    #expect(QuoteFixture.cents(quote.legs[0].zero, of: quote.legs[0]) == 355_000)
    #expect(!quote.isLiquidatable)
  }

  /// Bybit, "What is Auto-Deleveraging": entry 7,890.08 at 50x, 0.5 % of the entry value.
  @Test func `An inverse long fails where Bybit's help page says`() throws {
    let rulebook = QuoteFixture.rulebook(
      market: .inverse, margins: [("BTCUSD", QuoteFixture.flat("0.5%", valuation: .entry))])
    let account = QuoteAccount(
      collateral: .leverage(QuoteNumber(units: 50)),
      legs: [
        QuoteLeg(
          symbol: "BTC", side: .buy, size: QuoteNumber(units: 1),
          entry: QuoteNumber(units: 789_008, decimals: 2))
      ])
    let leg = try VenueQuote(account, under: rulebook).legs[0]
    // 7,735.372549 and 7,773.48 before the venue rounds up to its tick of 0.5.
    #expect(QuoteFixture.cents(leg.prices.bankruptcy, of: leg) == 773_537)
    #expect(QuoteFixture.cents(leg.prices.liquidation, of: leg) == 777_348)
  }

  /// Kraken, "Equity Protection Process": 1,000 contracts of a dollar at 8,000 with 0.01 BTC and 1 %.
  @Test func `An inverse long with a margin in coin fails where Kraken's page says`() throws {
    let rulebook = QuoteFixture.rulebook(
      market: .inverse, margins: [("PI_XBTUSD", QuoteFixture.flat("1%"))])
    let account = QuoteAccount(
      collateral: .coin(QuoteNumber(units: 1, decimals: 2)),
      legs: [
        QuoteLeg(
          symbol: "BTC", side: .buy, size: QuoteNumber(units: 125, decimals: 3),
          entry: QuoteNumber(units: 8000))
      ])
    let leg = try VenueQuote(account, under: rulebook).legs[0]
    #expect(leg.instrument.symbol == "PI_XBTUSD")
    #expect(leg.size.lots == 1000)
    #expect(QuoteFixture.cents(leg.prices.liquidation, of: leg) == 748_148)
    #expect(QuoteFixture.cents(leg.prices.bankruptcy, of: leg) == 740_741)
  }

  @Test
  func `The closing fee moves the bankruptcy price and, where it counts, the liquidation price`()
    throws
  {
    let rulebook = QuoteFixture.rulebook(
      margins: [("BTC", QuoteFixture.flat("1%", closingFee: .counted))], takerFee: "1%")
    let plain = try VenueQuote(QuoteFixture.tenfold, under: rulebook).legs[0]
    #expect(QuoteFixture.cents(plain.prices.liquidation, of: plain) == 5_454_545)
    #expect(QuoteFixture.cents(plain.prices.bankruptcy, of: plain) == 5_400_000)
    let charged = try VenueQuote(QuoteFixture.tenfold, under: rulebook, fees: .venue).legs[0]
    // 54,000 / 0.98 and 54,000 / 0.99.
    #expect(QuoteFixture.cents(charged.prices.liquidation, of: charged) == 5_510_204)
    #expect(QuoteFixture.cents(charged.prices.bankruptcy, of: charged) == 5_454_545)
    #expect(QuoteFixture.cents(plain.withFees.liquidation, of: plain) == 5_510_204)
  }

  @Test func `A long that its margin covers whole has no liquidation price`() throws {
    let rulebook = QuoteFixture.rulebook(margins: [("BTC", QuoteFixture.flat("1%"))])
    var account = QuoteFixture.tenfold
    account.collateral = .quote(QuoteNumber(units: 60_000))
    let leg = try VenueQuote(account, under: rulebook).legs[0]
    #expect(leg.prices.liquidation == nil)
    #expect(leg.step == nil)
  }

  @Test func `A position at its mark below maintenance and one beyond the cap are told`() throws {
    let rulebook = QuoteFixture.rulebook(margins: [("BTC", QuoteFixture.flat("1%"))])
    var account = QuoteFixture.tenfold
    account.legs[0].mark = QuoteNumber(units: 54_100)
    #expect(try VenueQuote(account, under: rulebook).isLiquidatable)
    account = QuoteFixture.tenfold
    account.collateral = .leverage(QuoteNumber(units: 51))
    #expect(try VenueQuote(account, under: rulebook).isBeyondCap)
    account.collateral = .leverage(QuoteNumber(units: 50))
    #expect(try !VenueQuote(account, under: rulebook).isBeyondCap)
  }

  @Test func `A venue without the contract says which it has`() {
    let rulebook = QuoteFixture.rulebook(margins: [("BTC-USD", QuoteFixture.flat("1%"))])
    var account = QuoteFixture.tenfold
    account.legs[0].symbol = "DOGE"
    #expect(throws: QuoteError.unknownSymbol("DOGE", known: ["BTC-USD"])) {
      try VenueQuote(account, under: rulebook)
    }
  }

  @Test func `Legs of several coins share nothing on an inverse venue`() {
    let rulebook = QuoteFixture.rulebook(
      market: .inverse,
      margins: [("BTCUSD", QuoteFixture.flat("1%")), ("ETHUSD", QuoteFixture.flat("1%"))])
    var account = QuoteFixture.tenfold
    account.legs.append(account.legs[0])
    account.legs[1].symbol = "ETH"
    #expect(throws: QuoteError.severalCoins) { try VenueQuote(account, under: rulebook) }
  }

  @Test func `A lending market gives no quote`() {
    let rulebook = QuoteFixture.rulebook(market: .lending, margins: [])
    #expect(throws: QuoteError.noPerpetual) {
      try VenueQuote(QuoteFixture.tenfold, under: rulebook)
    }
  }

  @Test func `Numbers that cannot be booked exactly are refused`() {
    let rulebook = QuoteFixture.rulebook(margins: [("BTC", QuoteFixture.flat("1%"))])
    var account = QuoteFixture.tenfold
    // 1.000000000001 x 60000.00001 has 17 decimals and five digits before the point.
    account.legs[0].size = QuoteNumber(units: 1_000_000_000_001, decimals: 12)
    account.legs[0].entry = QuoteNumber(units: 6_000_000_001, decimals: 5)
    #expect(throws: QuoteError.notRepresentable(account)) {
      try VenueQuote(account, under: rulebook)
    }
    account.legs[0].size = QuoteNumber(units: .max)
    #expect(throws: QuoteError.notRepresentable(account)) {
      try VenueQuote(account, under: rulebook)
    }
    // The same numbers that a reader takes are booked where their product is short.
    account = QuoteFixture.tenfold
    account.legs[0].size = QuoteNumber(units: 1, decimals: 12)
    #expect(throws: Never.self) { try VenueQuote(account, under: rulebook) }
  }

  @Test func `A size that must be covered by its whole value gives no quote`() {
    // Deribit's slope of 0.005 % a coin reaches 100 % at 19,800 coins.
    let shape = MarginShape.linearInSize(
      maintenance: FineRate(.basisPoints(100)), initial: FineRate(.basisPoints(200)),
      perUnit: FineRate(Rate(partsPerMillion: 50)))
    guard let schedule = try? MarginSchedule(shape: shape) else {
      Issue.record("a line is a schedule")
      return
    }
    let rulebook = QuoteFixture.rulebook(margins: [("BTC", MarginTerms(schedule: schedule))])
    var account = QuoteFixture.tenfold
    account.collateral = .leverage(QuoteNumber(units: 2))
    account.legs[0].size = QuoteNumber(units: 19_000)
    #expect(throws: Never.self) { try VenueQuote(account, under: rulebook) }
    for size: Int64 in [19_800, 30_000, 1_000_000] {
      account.legs[0].size = QuoteNumber(units: size)
      #expect(throws: QuoteError.asksForAll("BTC")) { try VenueQuote(account, under: rulebook) }
    }
  }

  @Test func `Two legs on one side of a contract are asked for as one`() {
    let rulebook = QuoteFixture.rulebook(margins: [("BTC", QuoteFixture.flat("1%"))])
    var account = QuoteFixture.tenfold
    account.legs.append(account.legs[0])
    #expect(throws: QuoteError.sameSide("BTC")) { try VenueQuote(account, under: rulebook) }
  }

  @Test func `Both sides of a contract have one mark`() throws {
    let rulebook = QuoteFixture.rulebook(margins: [("BTC", QuoteFixture.flat("1%"))])
    var account = QuoteFixture.tenfold
    account.legs.append(account.legs[0])
    account.legs[1].side = .sell
    account.legs[1].entry = QuoteNumber(units: 61_000)
    #expect(throws: QuoteError.noMark("BTC")) { try VenueQuote(account, under: rulebook) }
    account.legs[0].mark = QuoteNumber(units: 60_500)
    let quote = try VenueQuote(account, under: rulebook)
    // 6,000 and 500 on each side.
    #expect(QuoteFixture.cents(quote.equity, of: quote) == 700_000)
    account.legs[1].mark = QuoteNumber(units: 60_501)
    #expect(throws: QuoteError.twoMarks("BTC")) { try VenueQuote(account, under: rulebook) }
  }
}
