import Liquidation
import Market
import Testing
import Units

/// MakerDAO's auctions, with the figures of dss clip.t.sol at fa4f6630.
///
/// A lot is 10^-6 of the collateral, a tick 10^-9 of its price, and an atom 10^-15 of the debt.
@Suite struct DutchAuctionTests {
  static func lots(_ amount: Double) -> Quantity { Quantity(lots: Int64((amount * 1e6).rounded())) }
  static func debt(_ amount: Double) -> Money { Money(atoms: Int64((amount * 1e15).rounded())) }
  static func price(_ amount: Double) -> Price { Price(ticks: Int64((amount * 1e9).rounded())) }
  static func time(_ second: Int64) -> Instant { .zero + .seconds(second) }

  static func terms(
    _ curve: AuctionCurve? = nil, tail: Int64 = 3600, cusp: Int64 = 300_000, chost: Double = 0,
    tip: Double = 0, chip: Int64 = 0, start: Int64 = 1_250_000
  ) -> DutchAuctionTerms {
    let percent = AuctionRatio(Rate(partsPerMillion: 990_000))
    return DutchAuctionTerms(
      curve: curve ?? .stairstep(cut: percent, step: .seconds(1)),
      startFactor: Rate(partsPerMillion: start), resetAfter: .seconds(tail),
      resetBelow: Rate(partsPerMillion: cusp), flatIncentive: debt(tip),
      shareIncentive: Rate(partsPerMillion: chip), leastDebt: debt(chost))
  }

  /// 40 of collateral for a debt of 110; the feed is at 4, so the auction starts at 5.
  static func auction(
    _ terms: DutchAuctionTerms = terms(), owed: Double = 110, lot: Double = 40
  ) -> DutchAuction {
    DutchAuction(
      terms: terms, offered: lots(lot), owed: debt(owed), feed: price(4), atomsPerTickLot: 1,
      at: .zero)
  }

  @Test("maker-take-over: a bid beyond the debt is cut to it and the rest goes back")
  func makerTakeOver() {
    var auction = Self.auction()
    let answer = auction.take(Self.lots(25), limit: Self.price(5), at: .zero)
    let fill = AuctionFill(quantity: Self.lots(22), price: Self.price(5), cost: Self.debt(110))
    #expect(answer == .bought(fill))
    #expect(auction.isOver)
    #expect(auction.returned == Self.lots(18))
    #expect(auction.take(Self.lots(1), limit: Self.price(5), at: .zero) == .refused(.over))
  }

  @Test("maker-take-two: the second bidder waits half a minute and pays less")
  func makerTakeTwo() throws {
    var auction = Self.auction()
    _ = auction.take(Self.lots(10), limit: Self.price(5), at: .zero)
    #expect(auction.owed == Self.debt(60))
    #expect(auction.offered == Self.lots(30))
    let answer = auction.take(Self.lots(30), limit: Self.price(5), at: Self.time(30))
    guard case .bought(let fill) = answer else {
      Issue.record("refused: \(answer)")
      return
    }
    #expect(isClose(Double(fill.price.ticks) * 1e-9, 3.698501866941401, within: 0.001))
    #expect(isClose(Double(fill.quantity.lots) * 1e-6, 16.222785, within: 0.001))
    #expect(fill.cost == Self.debt(60))
    #expect(auction.isOver)
  }

  @Test("maker-dust-recalc: a bid that would leave dust is cut so that the least debt stays")
  func makerDust() {
    var auction = Self.auction(Self.terms(chost: 22))
    let answer = auction.take(Self.lots(18), limit: Self.price(5), at: .zero)
    let fill = AuctionFill(quantity: Self.lots(17.6), price: Self.price(5), cost: Self.debt(88))
    #expect(answer == .bought(fill))
    #expect(auction.owed == Self.debt(22))
    #expect(auction.offered == Self.lots(22.4))
    // Now the debt is the least one: only all of it can be paid.
    #expect(
      auction.take(Self.lots(1), limit: Self.price(5), at: .zero) == .refused(.wouldLeaveDust))
    _ = auction.take(Self.lots(10), limit: Self.price(5), at: .zero)
    #expect(auction.returned == Self.lots(18))
  }

  @Test("maker-reset-cusp: at half of the start the auction goes on, below it stops")
  func makerCusp() {
    let line = AuctionCurve.linear(length: .seconds(3600))
    var auction = Self.auction(Self.terms(line, cusp: 500_000))
    #expect(!auction.needsReset(at: Self.time(1800)))
    #expect(auction.needsReset(at: Self.time(1801)))
    let late = auction.take(Self.lots(1), limit: Self.price(5), at: Self.time(1801))
    #expect(late == .refused(.needsReset))
    #expect(auction.reset(feed: Self.price(3), at: Self.time(1800)) == nil)
    #expect(auction.reset(feed: Self.price(3), at: Self.time(1801)) == .zero)
    #expect(auction.price(at: Self.time(1801)) == Self.price(3.75))
  }

  @Test func theTimeLimitIsStrictToo() {
    let auction = Self.auction(Self.terms(.linear(length: .seconds(36_000)), tail: 1800))
    #expect(!auction.needsReset(at: Self.time(1800)))
    #expect(auction.needsReset(at: Self.time(1800) + Interval(nanoseconds: 1)))
  }

  @Test func theKeeperEarnsItsTipAndShareUnlessTheAuctionIsDust() {
    let terms = Self.terms(tail: 60, chost: 22, tip: 3, chip: 20_000)
    var auction = Self.auction(terms)
    #expect(auction.startIncentive == Self.debt(5.2))
    #expect(auction.reset(feed: Self.price(4), at: Self.time(61)) == Self.debt(5.2))
    var small = Self.auction(terms, owed: 21)
    #expect(small.reset(feed: Self.price(4), at: Self.time(61)) == .zero)
    var cheap = Self.auction(terms, lot: 5)
    #expect(cheap.reset(feed: Self.price(4), at: Self.time(61)) == .zero)
  }

  @Test func aBidderWithAWorseLimitGetsNothing() {
    var auction = Self.auction()
    let before = auction
    #expect(
      auction.take(Self.lots(1), limit: Self.price(4.9), at: .zero)
        == .refused(.priceBeyondLimit))
    #expect(auction.take(.zero, limit: Self.price(5), at: .zero) == .refused(.nothingTaken))
    #expect(auction == before)
  }

  @Test func aShortIsBoughtBackAtPricesThatRise() {
    let line = AuctionCurve.linear(length: .seconds(1000))
    var auction = DutchAuction(
      terms: Self.terms(line, start: 1_100_000), side: .buy, offered: Quantity(lots: 10),
      feed: Price(ticks: 1000), atomsPerTickLot: 1, at: .zero)
    #expect(auction.price(at: .zero) == Price(ticks: 900))
    #expect(auction.price(at: Self.time(100)) == Price(ticks: 1010))
    let early = auction.take(Quantity(lots: 4), limit: Price(ticks: 1000), at: Self.time(50))
    #expect(early == .refused(.priceBeyondLimit))
    let answer = auction.take(Quantity(lots: 4), limit: Price(ticks: 1000), at: Self.time(100))
    let cost = Money(atoms: 4040)
    #expect(
      answer
        == .bought(
          AuctionFill(quantity: Quantity(lots: 4), price: Price(ticks: 1010), cost: cost)))
    _ = auction.take(Quantity(lots: 40), limit: Price(ticks: 1000), at: Self.time(100))
    #expect(auction.isOver)
    #expect(auction.returned == .zero)
  }

  /// The judge knows no price: it only counts what went in and what came out.
  @Test(arguments: UInt64(1)...20)
  func nothingIsLostBetweenBiddersAndOwner(seed: UInt64) {
    var state = seed
    func draw(_ bound: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 33) % bound
    }
    var auction = Self.auction(Self.terms(chost: 5), owed: 60 + Double(draw(60)))
    let (lot, owed) = (auction.offered, auction.owed ?? .zero)
    var sold = Quantity.zero
    var paid = Money.zero
    for second in Int64(0)..<60 {
      let wanted = Quantity(lots: draw(4_000_000))
      if case .bought(let fill) = auction.take(
        wanted, limit: Self.price(5), at: Self.time(second))
      {
        #expect(fill.quantity <= wanted)
        sold += fill.quantity
        paid += fill.cost
      }
      let rest = auction.owed ?? .zero
      #expect(rest == .zero || rest >= Self.debt(5) || auction.offered == .zero, "seed \(seed)")
    }
    #expect(sold + auction.offered == lot, "seed \(seed)")
    #expect(paid + (auction.owed ?? .zero) == owed, "seed \(seed)")
  }

  @Test func aLotThatBringsTooLittleLeavesADebt() {
    var auction = Self.auction(lot: 10)
    let answer = auction.take(Self.lots(40), limit: Self.price(5), at: .zero)
    let fill = AuctionFill(quantity: Self.lots(10), price: Self.price(5), cost: Self.debt(50))
    #expect(answer == .bought(fill))
    #expect(auction.isOver)
    #expect(auction.unpaid == Self.debt(60))
    #expect(auction.returned == .zero)
  }

  @Test func impossibleTermsAreNamed() {
    #expect(Self.terms().flaw == nil)
    #expect(Self.terms(.linear(length: .zero)).flaw != nil)
    #expect(Self.terms(tail: 0).flaw != nil)
    #expect(Self.terms(cusp: 1_000_000).flaw != nil)
    #expect(Self.terms(chost: -1).flaw != nil)
    #expect(Self.terms(chip: 1_000_000).flaw != nil)
    #expect(Self.terms(start: 0).flaw != nil)
  }

  @Test func anAuctionOfNothingStopsTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = DutchAuctionTests.auction(lot: 0) }
    await #expect(processExitsWith: .failure) { _ = DutchAuctionTests.auction(owed: 0) }
    await #expect(processExitsWith: .failure) {
      _ = DutchAuctionTests.auction(DutchAuctionTests.terms(tail: 0))
    }
    await #expect(processExitsWith: .failure) {
      _ = DutchAuction(
        terms: DutchAuctionTests.terms(start: 2_000_000), side: .buy,
        offered: Quantity(lots: 1), feed: Price(ticks: 1), atomsPerTickLot: 1, at: .zero)
    }
    await #expect(processExitsWith: .failure) {
      _ = DutchAuction(
        terms: DutchAuctionTests.terms(), side: .buy, offered: Quantity(lots: 1),
        owed: Money(atoms: 1), feed: Price(ticks: 1), atomsPerTickLot: 1, at: .zero)
    }
  }
}
