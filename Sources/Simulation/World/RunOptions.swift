import Units

/// What a run keeps beyond its results.
package struct RunOptions: Sendable {
  /// Recount the whole ledger at every mark and at the end, and check the book's positions against it.
  package var audits = false
  /// Observe the simulated market for the table beside the measured one.
  package var observesMarket = false
  /// Keep a journal of the events in this stretch of simulated seconds.
  package var journal: Range<Int64>?
  /// The order in which the population's accounts are put in; nil for their own order.
  package var insertionOrder: [Int]?
  /// Keep what strategies ask for, to find one that does not repeat.
  package var keepsRequests = false
  /// Who is told which strategy is being called.
  package var watch: StrategyWatch?
  /// Run a shadow beside each path and split its results into drift, terms and impact.
  package var attributes = false
  /// Log the events of the run, where it is not forked.
  package var log: EventLog?

  package init(
    audits: Bool = false, observesMarket: Bool = false, journal: Range<Int64>? = nil,
    insertionOrder: [Int]? = nil, keepsRequests: Bool = false, watch: StrategyWatch? = nil,
    attributes: Bool = false, log: EventLog? = nil
  ) {
    self.log = log
    self.attributes = attributes
    self.keepsRequests = keepsRequests
    self.watch = watch
    self.insertionOrder = insertionOrder
    self.audits = audits
    self.observesMarket = observesMarket
    self.journal = journal
  }
}
