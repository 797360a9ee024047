import Margin
import Market
import Units

extension Account {
  /// What an account with one position receives for some lots at its bankruptcy price; negative is paid.
  func bankruptcyQuote(closing quantity: Quantity, rules: MarginRules, at price: Price) -> Money {
    let leg = CrossLeg(
      symbol: rules.instrument.symbol, rules: rules, position: position, mark: price)
    return CrossAccount(collateral: cash, legs: [leg]).bankruptcyQuote(leg: 0, closing: quantity)
  }
}
