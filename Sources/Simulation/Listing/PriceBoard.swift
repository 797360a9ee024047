import Liquidation
import Market
import Units

/// The prices of the venue, kept apart: index, mark, last.
struct PriceBoard: Sendable {
  /// The index as the venue last saw it.
  private(set) var index: Price
  /// The number of that update; nil before the first.
  private var indexNumber: Int64?
  /// The published mark price.
  var mark: Price
  /// The mark before the present one.
  var previousMark: Price
  /// The last trade of the book; nil before the first.
  var last: Price?
  /// The last price of a tape, where one drives the margin check.
  var tapeLast: Price?
  /// The mark that a market tape told last, which holds instead of the formula's.
  var tapeMark: Price?
  var markState: MarkState
  var funding: FundingState?

  init(index: Price, mark: MarkSettings, funding: FundingSettings?) {
    self.index = index
    self.mark = index
    previousMark = index
    markState = MarkState(formula: mark.formula, interval: mark.interval)
    self.funding = funding.map { FundingState(formula: $0.formula) }
  }

  /// Takes an index update in, unless a later one was faster.
  mutating func see(index price: Price, number: Int64) {
    if let seen = indexNumber, number < seen { return }
    indexNumber = number
    index = price
  }

  /// Takes an index in that the venue knows at once.
  mutating func see(index price: Price) { index = price }

  /// The prices of now as the liquidation engine goes by them.
  func view(check price: CheckPrice) -> VenueView.Prices {
    VenueView.Prices(
      check: check(price), mark: mark, previousMark: previousMark, index: index, last: last)
  }

  /// The price that a margin check uses.
  func check(_ price: CheckPrice) -> Price {
    switch price {
    case .index: index
    case .mark: mark
    case .last: tapeLast ?? last ?? index
    }
  }
}
