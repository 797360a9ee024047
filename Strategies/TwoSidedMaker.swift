public import Stepladder

/// Quotes both sides of the book around the mid, post-only, shifted against its inventory.
///
/// It requotes on every picture of the book that asks for a price farther than a tolerance from the one
/// it has, and withdraws when a side of the book is empty or the venue liquidates it.
public struct TwoSidedMaker: Strategy {
  /// The name in scenarios.
  public static var name: String { "two-sided-maker" }
  /// One sentence for lists.
  public static var summary: String {
    "Quotes both sides around the mid, post-only, shifted against its inventory."
  }

  private let parameters: Parameters
  private var quotes = QuotePair()

  /// Makes the strategy.
  public init(parameters: Parameters) { self.parameters = parameters }

  /// Moves the quotes to where the picture asks for them.
  public mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
    guard !quotes.isHalted, let bestBid = book.bid, let bestAsk = book.ask, let mid = book.mid
    else {
      return quotes.withdraw(at: &desk)
    }
    let size = worth(parameters.quoteNotional, at: mid, desk)
    let limit = max(worth(parameters.inventoryNotionalMax, at: mid, desk), 1)
    let held = desk.position.lots
    // Rounded away from the mid: the quote, not the taker, gets the fraction of a tick.
    let half = part(mid, parameters.halfSpreadPartsPerMillion, rounding: .up)
    let skewed =
      Int128(mid.ticks) * Int128(parameters.skewPartsPerMillion) * Int128(held)
    let shift = Int64(divide(skewed, by: 1_000_000 * Int128(limit), rounding: .toNearestOrEven))
    let center = mid.ticks - shift
    // A post-only order stays a tick away from the other side.
    let buyAt = Price(ticks: min(center - half, bestAsk.ticks - 1))
    let sellAt = Price(ticks: max(center + half, bestBid.ticks + 1))
    let tolerance = part(mid, parameters.tolerancePartsPerMillion, rounding: .down)
    quotes.place(.buy, at: buyAt, lots: min(size, limit - held), tolerance: tolerance, &desk)
    quotes.place(.sell, at: sellAt, lots: min(size, limit + held), tolerance: tolerance, &desk)
  }

  /// Learns what became of a quote.
  public mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) {
    quotes.learn(update)
  }

  /// Withdraws as soon as the venue liquidates the account, and quotes again when it is done.
  public mutating func riskNoticed(_ notice: RiskNotice, at desk: inout Desk) {
    quotes.learn(notice, at: &desk)
  }

  private func worth(_ units: Int64, at mid: Price, _ desk: Desk) -> Int64 {
    desk.instrument.quantity(worthQuote: units, at: mid).lots
  }

  private func part(_ price: Price, _ partsPerMillion: Int64, rounding: Rounding) -> Int64 {
    let product = Int128(price.ticks) * Int128(partsPerMillion)
    return Int64(divide(product, by: 1_000_000, rounding: rounding))
  }
}
