package import Units

/// What an owner who breaches in the control has at fixed times after that breach.
///
/// Account, time and base come from the reference control, in which nobody is liquidated under the scenario's own
/// rules, so they are the same along every path and under every rulebook. Amounts are equity at the index,
/// a negative one counted as zero.
package struct OwnerOutcome: Sendable, Equatable {
  /// The account.
  package var account: Int
  /// When the account first breaches in the control.
  package var breached: Instant
  /// What it has there at that moment.
  package var equityAtBreach: Money
  /// What it has one minute later; `nil` where the run ends before.
  package var afterOneMinute: Money?
  /// What it has five minutes later; `nil` where the run ends before.
  package var afterFiveMinutes: Money?
  /// What it has at the end of the run, debts of others settled.
  package var atEnd: Money

  /// Makes an outcome; the world does, and tests of reports.
  package init(
    account: Int, breached: Instant, equityAtBreach: Money, afterOneMinute: Money?,
    afterFiveMinutes: Money?, atEnd: Money
  ) {
    self.account = account
    self.breached = breached
    self.equityAtBreach = equityAtBreach
    self.afterOneMinute = afterOneMinute
    self.afterFiveMinutes = afterFiveMinutes
    self.atEnd = atEnd
  }
}
