/// What is measured of the tail.
enum TailQuantity: String, Sendable, Hashable {
  /// How much worse than the trigger price forced orders traded, by liquidation, weighted by what they traded.
  case executionShortfall = "execution_shortfall"
  /// The share of what an owner had at the breach in the control that is lost at the end.
  case ownersLoss = "owners_loss"
  /// Whether an owner has nothing at the end.
  case ownersWithNothing = "owners_with_nothing"
  /// What the insurance fund paid for deficits in a run.
  case fundDraw = "fund_draw"
  /// How many accounts were deleveraged in a run.
  case deleveragedAccounts = "deleveraged_accounts"
  /// The end of the first second after which the insurance fund held nothing.
  case fundExhausted = "fund_exhausted"

  /// What an estimate says of the quantity.
  enum Measure: String, Sendable, Hashable {
    /// The value at which the worst part begins.
    case threshold
    /// The mean of the worst part.
    case expectedShortfall = "expected_shortfall"
    /// The mean of all.
    case mean
    /// The share of those counted to whom it happened.
    case probability
    /// When half of the seeds had come to it.
    case median
    /// The mean time, that of a seed which never came to it being the whole run.
    case restrictedMean = "restricted_mean"
  }
}
