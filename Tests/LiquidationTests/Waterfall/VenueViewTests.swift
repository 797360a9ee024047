import Liquidation
import Margin
import Market
import Testing
import Units

/// Worked out by hand: one base unit of a contract without fees, bankrupt five ticks from the mark.
@Suite("What a venue decides about an account in liquidation") struct VenueViewTests {
  private func view(lots: Int64 = 1000, fund: Double = 10) throws -> VenueView {
    let rules = try VenueFixture.rules(maintenance: 10_000)
    let quote: Double = lots > 0 ? -95 : 105
    return VenueView(
      rules: rules,
      prices: VenueView.Prices(
        check: Price(ticks: 100), mark: Price(ticks: 100), previousMark: Price(ticks: 101),
        index: Price(ticks: 99), last: nil),
      fund: FundPromise(
        terms: FundTerms(), opening: VenueFixture.money(fund), cash: VenueFixture.money(fund),
        committed: .zero, promisedInBlock: .zero),
      account: VenueFixture.account(quote: quote, lots: lots, at: Price(ticks: 100), rules))
  }

  @Test func `account and fund together can pay more than the account`() throws {
    #expect(try view().bankruptcyPrice() == Price(ticks: 95))
    #expect(try view().bankruptcyPrice(support: VenueFixture.money(2)) == Price(ticks: 93))
    #expect(try view(lots: -1000).bankruptcyPrice() == Price(ticks: 105))
  }

  @Test(
    "a position is handed over at what the path asks, or at bankruptcy if that is better",
    arguments: [
      (Int64(1000), Int64(90), Int64(95)), (1000, 97, 97), (-1000, 110, 105), (-1000, 103, 103),
    ])
  func handover(lots: Int64, asked: Int64, price: Int64) throws {
    #expect(try view(lots: lots).handoverPrice(Price(ticks: asked)) == Price(ticks: price))
  }

  @Test(
    "counterparties close at the price of the venue's own rule, where it has one",
    arguments: [
      (DeleveragingPrice.bankruptcy, Int64(95)), (.mark, 100), (.previousMark, 101), (.index, 99),
      (.bankruptcyUnlessFar(Rate(partsPerMillion: 50_000)), 95),
      (.bankruptcyUnlessFar(Rate(partsPerMillion: 49_999)), 100),
    ])
  func deleveraging(rule: DeleveragingPrice, price: Int64) throws {
    #expect(
      try view().deleveragingPrice(Price(ticks: 90), by: rule) == Price(ticks: price))
  }

  @Test(
    "a forced order gets the limit that account and fund can pay, and the fund sets aside what that lacks",
    arguments: [(Int64(97), Int64(97), Double(0)), (90, 90, 5), (80, 85, 10)])
  func forcedLimit(asked: Int64, limit: Int64, exposure: Double) throws {
    let forced = try view().forcedLimit(Price(ticks: asked))
    #expect(forced.limit == Price(ticks: limit))
    #expect(forced.fundExposure == VenueFixture.money(exposure))
  }

  @Test func `a counterparty loses what the mark is better than the price`() throws {
    let lots = Quantity(lots: 500)
    #expect(
      try view().counterpartyLoss(lots, at: Price(ticks: 103)) == VenueFixture.money(1.5))
    #expect(try view().counterpartyLoss(lots, at: Price(ticks: 97)) == .zero)
    #expect(
      try view(lots: -1000).counterpartyLoss(lots, at: Price(ticks: 97))
        == VenueFixture.money(1.5))
  }

  // MARK: Takeovers

  private func offer(lots: Int64 = 1000, at price: Int64, to equity: Double) throws -> Takeover {
    Takeover(
      Quantity(lots: 500), of: try view(lots: lots), at: Price(ticks: price),
      to: Account(cash: VenueFixture.money(equity)))
  }

  @Test
  func `the backstop takes no loss at once, no more than its limit, and nothing without money`()
    throws
  {
    let most = VenueFixture.money(50)
    #expect(try offer(at: 100, to: 1).suitsBackstop(notionalMaximum: most))
    #expect(try !offer(at: 101, to: 1).suitsBackstop(notionalMaximum: most))
    #expect(try offer(lots: -1000, at: 101, to: 1).suitsBackstop(notionalMaximum: most))
    #expect(try !offer(lots: -1000, at: 99, to: 1).suitsBackstop(notionalMaximum: most))
    #expect(try !offer(at: 99, to: 1).suitsBackstop(notionalMaximum: VenueFixture.money(49.9)))
    #expect(try !offer(at: 99, to: 0).suitsBackstop(notionalMaximum: most))
  }

  @Test func `the fund takes any price, with equity and within its share`() throws {
    #expect(try offer(at: 120, to: 50).suitsFund(FundTerms(notionalShareMax: .one)))
    #expect(try !offer(at: 99, to: 49.9).suitsFund(FundTerms(notionalShareMax: .one)))
    #expect(try offer(at: 99, to: 0.1).suitsFund(FundTerms()))
    #expect(try !offer(at: 99, to: 0).suitsFund(FundTerms()))
  }
}
