package import Market
package import Units

/// The money and the position of one isolated account, as a value.
package struct Account: Sendable, Hashable {
  /// Collateral, in which settled funding, fees and realised profit are already counted.
  package var cash: Money
  /// What is held.
  package var position: Position

  /// Makes an account.
  package init(cash: Money = .zero, position: Position = Position()) {
    self.cash = cash
    self.position = position
  }

  /// Cash plus entry cost: the part of equity that no price moves.
  package var fixedPart: Money { cash + position.entryCost }

  /// Trades at a price and pays a fee.
  ///
  /// - Parameters:
  ///   - change: Lots bought, or minus the lots sold.
  ///   - price: The price of the trade.
  ///   - instrument: The contract.
  ///   - fee: Paid if positive, received if negative.
  package mutating func trade(
    _ change: Quantity, at price: Price, of instrument: Instrument, fee: Money
  ) {
    cash += position.trade(change, value: instrument.value(change, at: price)) - fee
  }
}
