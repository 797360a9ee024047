/// Why a description is not an instrument.
public enum InstrumentError: Error, Sendable, Hashable {
  /// The tick is not a positive number of units.
  case tickNotPositive
  /// The lot is not a positive number of units.
  case lotNotPositive
  /// A count of decimals is outside 0...18.
  case decimalsOutOfRange
  /// One tick on one lot (inverse: one lot at one tick) is not a whole number of atoms in 64 bits.
  case valueOfTickNotWholeAtoms
  /// A fee rate is 100 % or more in size.
  case feeOutOfRange
}
