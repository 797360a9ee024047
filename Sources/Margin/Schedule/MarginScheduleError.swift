public import Units

/// What is wrong with a margin schedule; tiers count from 0.
public enum MarginScheduleError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no tier.
  case noTiers
  /// The first tier does not start at a notional of zero.
  case firstFloorNotZero
  /// A tier does not start above the one before it.
  case floorNotAscending(tier: Int)
  /// A maintenance rate is not above zero and below one.
  case maintenanceOutOfRange(tier: Int)
  /// A maintenance or initial rate is below that of the tier before it.
  case rateFalls(tier: Int)
  /// An initial rate is below the maintenance rate of its tier, or above one.
  case initialOutOfRange(tier: Int)
  /// A stated deduction would make the requirement jump where the tier starts.
  case deductionNotContinuous(tier: Int, derived: Money)
  /// A closing fee is negative, or reaches one together with the highest maintenance rate.
  case closingFeeOutOfRange
  /// A step does not end above the one before it, or one that is not the last has no end.
  case limitNotAscending(tier: Int)
  /// The limit of a step counts something else than the schedule does.
  case limitOfOtherMeasure(tier: Int)
  /// A slope, a factor, an offset, a minimum or a charge is negative or too great.
  case termOutOfRange

  /// The flaw in words, as what should be true.
  public var description: String {
    switch self {
    case .noTiers: "a margin schedule has at least one tier"
    case .firstFloorNotZero: "the first margin tier starts at a notional of 0"
    case .floorNotAscending(let tier): "margin tier \(tier) starts above the tier before it"
    case .maintenanceOutOfRange(let tier):
      "the maintenance rate of margin tier \(tier) is above 0 and below 1"
    case .rateFalls(let tier): "the rates of margin tier \(tier) are not below the tier before it"
    case .initialOutOfRange(let tier):
      "the initial rate of margin tier \(tier) is between its maintenance rate and 1"
    case .deductionNotContinuous(let tier, let derived):
      "the deduction of margin tier \(tier) is \(derived.atoms) atoms, which keeps the requirement "
        + "continuous"
    case .closingFeeOutOfRange:
      "the closing fee is not negative and stays below 1 with the highest maintenance rate"
    case .limitNotAscending(let tier):
      "margin step \(tier) ends above the step before it, and only the last has no end"
    case .limitOfOtherMeasure(let tier):
      "the limit of margin step \(tier) counts what the schedule counts"
    case .termOutOfRange:
      "slopes, factors, minima and charges of a margin schedule are not negative and not above 1 as rates"
    }
  }
}
