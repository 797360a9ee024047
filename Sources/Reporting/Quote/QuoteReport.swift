package import Quote

/// What several venues make of several accounts, ready to be printed.
package struct QuoteReport: Sendable {
  /// One account and its quotes.
  package struct Group: Sendable {
    /// The account as its owner states it.
    package let account: QuoteAccount
    /// One quote for each venue.
    package let quotes: [VenueQuote]
    /// Venues without a quote, and why.
    package let leftOut: [LeftOut]

    /// Makes a group.
    package init(account: QuoteAccount, quotes: [VenueQuote], leftOut: [LeftOut] = []) {
      self.account = account
      self.quotes = quotes
      self.leftOut = leftOut
    }
  }

  /// A venue that gives no quote.
  package struct LeftOut: Sendable {
    /// The venue.
    package let venue: String
    /// Why.
    package let reason: String

    /// Makes an entry.
    package init(venue: String, reason: String) {
      self.venue = venue
      self.reason = reason
    }
  }

  /// The accounts, in the order asked for.
  let groups: [Group]
  /// Which fees count.
  let fees: QuoteFees
  /// The stop that is judged, where one is.
  let stop: StopCheck.Terms?

  /// Makes a report.
  package init(groups: [Group], fees: QuoteFees, stop: StopCheck.Terms? = nil) {
    self.groups = groups
    self.fees = fees
    self.stop = stop
  }

  /// The stop of a leg judged; nil where none is asked for or its price is too fine for the leg.
  func stopCheck(_ leg: LegQuote, _ quote: VenueQuote) -> StopCheck? {
    stop.flatMap { StopCheck($0, of: leg, under: quote.rulebook) }
  }
}
