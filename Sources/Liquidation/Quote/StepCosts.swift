public import Units

/// What the first forced step costs its owner, and who keeps what is left.
public struct StepCosts: Sendable, Hashable {
  /// The venue's taker fee on what the step closes; nil where none is stated.
  public let closingFee: Money?
  /// The penalty as the rule asks for it.
  public let penaltyAsked: Money
  /// The penalty that is paid at the most: what is asked, as far as the account has it, and where the rule says so
  /// as far as the fill leaves something above bankruptcy.
  public let penalty: Money
  /// Who keeps what is left of the margin; nil where nothing is: the account is
  /// bankrupt, or the penalty takes all.
  public let remainder: Remainder?
}
