import Market
import Units

/// One contract as it is listed at a venue: its book, its prices, and those who trade in it without margin.
struct Listing: ~Copyable {
  /// Which listing it is.
  let place: Place
  var book: OrderBook
  /// The recorded book as strategies know it; empty where the market is simulated.
  var feed: FeedBook
  var prices: PriceBoard
  var shocks = ShockState()
  var crew: MakerCrew
  var takers: TakerFlow
  var arbitrageurs: [Arbitrageur]

  /// Opens a listing with an empty book.
  init(place: Place, setup: WorldSetup) {
    let scenario = setup.scenario
    let index = setup.index.updates[0].price
    self.place = place
    let showsTrades = setup.market.map { !$0.hasBook } ?? false
    if let fills = scenario.replay {
      book = OrderBook(
        instrument: scenario.instrument, replayed: fills, by: setup.roster.takers,
        showsTrades: showsTrades)
    } else {
      book = OrderBook(instrument: scenario.instrument)
    }
    feed = FeedBook(showsTrades: showsTrades)
    prices = PriceBoard(index: index, mark: setup.venue.mark, funding: setup.venue.funding)
    crew = MakerCrew(
      settings: scenario.makers, owners: setup.roster.makers, index: index, seed: setup.seed)
    takers = TakerFlow(settings: scenario.takers, owner: setup.roster.takers, seed: setup.seed)
    arbitrageurs = setup.roster.arbitrageurs.map { Arbitrageur(owner: $0) }
  }

  private init(_ other: borrowing Listing, book: consuming OrderBook) {
    place = other.place
    self.book = book
    feed = other.feed.forked()
    prices = other.prices
    shocks = other.shocks
    crew = other.crew
    takers = other.takers
    arbitrageurs = other.arbitrageurs
  }

  /// A second listing in the same state, with the same luck ahead of it.
  borrowing func forked() -> Listing { Listing(self, book: book.forked()) }

  /// A second listing in the same state but for its book.
  borrowing func forked(with book: consuming OrderBook) -> Listing { Listing(self, book: book) }
}
