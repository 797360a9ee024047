public import Units

/// The money and the position of one isolated account, as a value.
public struct Account: Sendable, Hashable {
  /// Collateral, in which settled funding, fees and realised profit are already counted.
  public var cash: Money
  /// What is held.
  public var position: Position

  /// Makes an account.
  public init(cash: Money = .zero, position: Position = Position()) {
    self.cash = cash
    self.position = position
  }

  /// Cash plus entry cost: the part of equity that no price moves.
  public var fixedPart: Money { cash + position.entryCost }

  /// Trades at a price and pays a fee.
  ///
  /// - Parameters:
  ///   - change: Lots bought, or minus the lots sold.
  ///   - lotValue: The value of one lot at the price of the trade.
  ///   - fee: Paid if positive, received if negative.
  package mutating func trade(_ change: Quantity, lotValue: Money, fee: Money) {
    cash += position.trade(change, lotValue: lotValue) - fee
  }
}
