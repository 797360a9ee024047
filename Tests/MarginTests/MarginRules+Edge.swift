import Margin
import Market
import Units

extension MarginRules {
  /// The price at which an account fails, as a quote finds it for an account of one leg.
  ///
  /// - Parameter mark: Where the search starts.
  func edge(_ measure: FailureMeasure = .maintenance, of account: Account, from mark: Price)
    -> Ratio?
  {
    CrossAccount(collateral: account.cash, legs: [leg(account, at: mark)])
      .failureEdges(leg: 0, measure: measure).price(isLong: account.position.size > .zero)
  }

  /// The position of an account as the only leg of one.
  func leg(_ account: Account, at mark: Price) -> CrossLeg {
    CrossLeg(
      symbol: instrument.symbol, rules: self, position: account.position, mark: mark)
  }
}
