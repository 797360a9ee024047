public import Stepladder

/// Quotes both sides as Avellaneda and Stoikov do: around a reservation price that leans against its inventory, the
/// more the longer it has to hold it.
///
/// The model is that of ``ReservationQuotes``. Its horizon begins anew whenever it is over. The mid is that of the
/// pictures of the book; the volatility is given or measured from them, and until enough were seen nothing is quoted.
/// Quotes are post-only, so one that would take stands a tick away from the other side. What the model does not know
/// is left to the parameters: it has no fees, no latency, no limit of inventory, and the arrivals that it assumes
/// need not be those of the market.
public struct AvellanedaStoikovMaker: Strategy {
  /// The name in scenarios.
  public static var name: String { "avellaneda-stoikov-maker" }
  /// One sentence for lists.
  public static var summary: String {
    "Quotes both sides around the reservation price of Avellaneda and Stoikov, which leans against its inventory."
  }

  private let parameters: Parameters
  private var model: ReservationQuotes?
  private var given: ReservationQuotes.Variance?
  private var measured: MidVariance
  private var began = Instant.zero
  private var quotes = QuotePair()

  /// Makes the strategy.
  public init(parameters: Parameters) {
    self.parameters = parameters
    measured = MidVariance(count: Int(parameters.volatilityPictures))
  }

  /// Prepares the model for the contract.
  public mutating func start(at desk: inout Desk) {
    began = desk.now
    model = ReservationQuotes(
      riskAversionMillionths: parameters.riskAversionMillionths,
      arrivalDecayMillionths: parameters.arrivalDecayMillionths, lots: parameters.lots,
      instrument: desk.instrument)
    given = parameters.volatilityMillionths.map {
      ReservationQuotes.Variance(volatilityMillionths: $0, of: desk.instrument)
    }
  }

  /// Moves the quotes to where the model asks for them.
  public mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
    guard let bestBid = book.bid, let bestAsk = book.ask else {
      return quotes.withdraw(at: &desk)
    }
    let doubledMid = bestBid.ticks + bestAsk.ticks
    if given == nil { measured.see(doubledMid: doubledMid, published: book.published) }
    guard !quotes.isHalted, let model, let variance = given ?? measured.variance else {
      return quotes.withdraw(at: &desk)
    }
    let asked = model.quotes(
      doubledMid: doubledMid, position: desk.position, variance: variance,
      left: left(at: desk.now))
    let held = desk.position.lots
    let limit = parameters.lots * parameters.inventoryQuotesMax
    // A post-only order stays a tick away from the other side.
    let buyAt = Price(ticks: min(asked.bid.ticks, bestAsk.ticks - 1))
    let sellAt = Price(ticks: max(asked.ask.ticks, bestBid.ticks + 1))
    let tolerance = parameters.toleranceTicks
    let (buy, sell) = (min(parameters.lots, limit - held), min(parameters.lots, limit + held))
    quotes.place(.buy, at: buyAt, lots: buy, tolerance: tolerance, &desk)
    quotes.place(.sell, at: sellAt, lots: sell, tolerance: tolerance, &desk)
  }

  /// Learns what became of a quote.
  public mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) {
    quotes.learn(update)
  }

  /// Withdraws as soon as the venue liquidates the account, and quotes again when it is done.
  public mutating func riskNoticed(_ notice: RiskNotice, at desk: inout Desk) {
    quotes.learn(notice, at: &desk)
  }

  /// The time to the end of the present horizon; the whole of it where one has just ended.
  private func left(at now: Instant) -> Interval {
    let horizon = parameters.horizonSeconds * 1_000_000_000
    return Interval(nanoseconds: horizon - (now - began).nanoseconds % horizon)
  }
}
