import Liquidation
import Market
import Testing
import Units

/// Liquidators who bid unseen until a deadline.
@Suite struct SealedBidAuctionTests {
  private func open(
    _ side: Side = .sell, offered: Int64 = 100, reserve: Int64 = 90,
    _ clearing: SealedBidTerms.Clearing = .payAsBid
  ) -> SealedBidAuction {
    SealedBidAuction(
      side: side, offered: Quantity(lots: offered), reserve: Price(ticks: reserve),
      deadline: .zero + .seconds(5), clearing: clearing)
  }

  private func bid(
    _ bidder: Int32, _ price: Int64, _ lots: Int64, at milliseconds: Int64 = 0
  ) -> SealedBidAuction.Bid {
    SealedBidAuction.Bid(
      bidder: OwnerID(bidder), price: Price(ticks: price), quantity: Quantity(lots: lots),
      arrival: .zero + .milliseconds(milliseconds))
  }

  private func story(_ auction: SealedBidAuction) -> String {
    auction.awards().map { "\($0.bidder.index): \($0.quantity.lots) @ \($0.price.ticks)" }
      .joined(separator: ", ")
  }

  @Test func theBestPricesWinAndEachWinnerPaysItsOwn() {
    var auction = open()
    for bid in [bid(1, 95, 40), bid(2, 97, 50), bid(3, 96, 30), bid(4, 99, 5)] {
      #expect(auction.submit(bid) == .accepted)
    }
    #expect(story(auction) == "4: 5 @ 99, 2: 50 @ 97, 3: 30 @ 96, 1: 15 @ 95")
  }

  @Test func underOnePriceAllWinnersPayTheWorstThatWins() {
    var auction = open(.sell, .uniform)
    for bid in [bid(1, 95, 40), bid(2, 97, 50), bid(3, 96, 60), bid(4, 99, 5)] {
      _ = auction.submit(bid)
    }
    #expect(story(auction) == "4: 5 @ 96, 2: 50 @ 96, 3: 45 @ 96")
  }

  @Test func aShortIsBoughtBackFromTheLowestOffers() {
    var auction = open(.buy, reserve: 110, .uniform)
    #expect(auction.submit(bid(1, 111, 10)) == .beyondReserve)
    #expect(auction.submit(bid(2, 110, 60)) == .accepted)
    #expect(auction.submit(bid(3, 104, 60)) == .accepted)
    #expect(story(auction) == "3: 60 @ 110, 2: 40 @ 110")
  }

  @Test func amongEqualPricesTheEarlierWinsThenTheSmallerBidderThenTheFirstSent() {
    var auction = open(offered: 25)
    _ = auction.submit(bid(7, 95, 10, at: 20))
    _ = auction.submit(bid(9, 95, 10, at: 10))
    _ = auction.submit(bid(8, 95, 10, at: 10))
    #expect(story(auction) == "8: 10 @ 95, 9: 10 @ 95, 7: 5 @ 95")
    var twice = open(offered: 25)
    _ = twice.submit(bid(7, 95, 20))
    _ = twice.submit(bid(7, 95, 10))
    #expect(story(twice) == "7: 20 @ 95, 7: 5 @ 95")
  }

  @Test func lateAndHopelessBidsDoNotCount() {
    var auction = open()
    #expect(auction.submit(bid(1, 90, 10, at: 5000)) == .accepted)
    #expect(auction.submit(bid(2, 99, 10, at: 5001)) == .late)
    #expect(auction.submit(bid(3, 89, 10)) == .beyondReserve)
    #expect(auction.submit(bid(4, 95, 0)) == .empty)
    #expect(auction.submit(bid(5, 95, -1)) == .empty)
    #expect(story(auction) == "1: 10 @ 90")
    #expect(open().awards().isEmpty)
  }

  /// The order of arrival at the auction changes nothing, and nothing beyond the offer is sold.
  @Test(arguments: UInt64(1)...30)
  func theOutcomeHangsOnTheBidsAlone(seed: UInt64) {
    var state = seed
    func draw(_ bound: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 33) % bound
    }
    let bids = (0..<12).map { bid(Int32($0), 88 + draw(6), draw(30), at: draw(3) * 2500) }
    for clearing in [SealedBidTerms.Clearing.payAsBid, .uniform] {
      var forward = open(.sell, clearing)
      var backward = open(.sell, clearing)
      for bid in bids { _ = forward.submit(bid) }
      for bid in bids.reversed() { _ = backward.submit(bid) }
      let awards = forward.awards()
      #expect(awards == backward.awards(), "seed \(seed)")
      let sold = awards.reduce(Int64(0)) { $0 + $1.quantity.lots }
      let wanted = bids.filter { $0.price.ticks >= 90 }
        .reduce(Int64(0)) { $0 + $1.quantity.lots }
      #expect(sold == min(100, wanted), "seed \(seed)")
      #expect(awards.allSatisfy { $0.price.ticks >= 90 }, "seed \(seed)")
    }
  }

  @Test func anAuctionOfNothingStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = SealedBidAuction(
        side: .sell, offered: .zero, reserve: .zero, deadline: .zero, clearing: .uniform)
    }
  }
}
