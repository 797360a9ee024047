import Market
package import Units

/// One position of a cross account, with the rules of its contract and its mark price.
package struct CrossLeg: Sendable, Hashable {
  /// The contract's symbol.
  package let symbol: String
  /// The rules of the contract.
  package let rules: MarginRules
  /// What is held.
  package var position: Position
  /// The price that the leg is valued at.
  package var mark: Price

  /// Makes a leg.
  package init(symbol: String, rules: MarginRules, position: Position, mark: Price) {
    self.symbol = symbol
    self.rules = rules
    self.position = position
    self.mark = mark
  }

  /// Entry cost plus value: profit at the mark, before fees and funding.
  package var unrealisedProfit: Money {
    position.entryCost + rules.instrument.value(position.size, at: mark)
  }

  /// The value at the mark without sign.
  package var notional: Money { rules.instrument.notional(mark, position.size.magnitude) }

  /// The maintenance requirement of the leg, fees and charges included, in 10^-12 atoms.
  ///
  /// - Parameter collateral: What stands behind it, for a fee at the bankruptcy price.
  func maintenanceParts(with collateral: Money) -> Int128 {
    rules.requirementParts(Account(cash: collateral, position: position), notional)
  }

  /// The lots that close some of the leg: against the side held.
  func change(closing quantity: Quantity) -> Quantity {
    position.size > .zero ? -quantity : quantity
  }

  /// The leg with some lots fewer, for its requirement: the entry cost goes in proportion.
  func reduced(by quantity: Quantity) -> CrossLeg {
    var rest = self
    _ = rest.position.trade(
      change(closing: quantity),
      value: rules.instrument.value(change(closing: quantity), at: mark))
    return rest
  }
}
