import Market
package import Units

// What closing does to a cross account.
extension CrossAccount {
  /// Closes some lots of a leg at a price.
  ///
  /// - Parameters:
  ///   - leg: The index of the leg.
  ///   - quantity: The lots closed, positive, at most what is held.
  ///   - price: The price at which they are closed.
  ///   - fee: Paid out of the collateral if positive.
  /// - Returns: The profit or loss realised, without the fee.
  @discardableResult
  package mutating func close(
    leg index: Int, quantity: Quantity, at price: Price, fee: Money = .zero
  ) -> Money {
    let leg = legs[index]
    let value = leg.rules.instrument.value(leg.change(closing: quantity), at: price)
    return close(leg: index, quantity: quantity, receiving: -value, fee: fee)
  }

  /// Closes some lots of a leg for a sum of money, such as a bankruptcy quote, which no tick may give.
  ///
  /// - Parameters:
  ///   - leg: The index of the leg.
  ///   - quantity: The lots closed, positive, at most what is held.
  ///   - quote: What the account receives for them, or pays if negative: minus the value traded.
  ///   - fee: Paid out of the collateral if positive.
  /// - Returns: The profit or loss realised, without the fee.
  @discardableResult
  package mutating func close(
    leg index: Int, quantity: Quantity, receiving quote: Money, fee: Money = .zero
  ) -> Money {
    invariant(quantity > .zero, "what is closed has a size")
    invariant(
      quantity <= legs[index].position.size.magnitude,
      "nobody closes more of a leg than it holds")
    let realised = legs[index].position.trade(
      legs[index].change(closing: quantity), value: -quote)
    collateral += realised - fee
    return realised
  }

  /// Closes the same share of every leg at its mark.
  ///
  /// - Parameters:
  ///   - share: The part of each leg, from 0 to 1; lots are rounded up, so no less is closed.
  ///   - fee: Paid out of the collateral if positive.
  /// - Returns: The profit or loss realised, without the fee.
  @discardableResult
  package mutating func closeShareOfEveryLeg(_ share: Rate, fee: Money = .zero) -> Money {
    invariant(share >= .zero && share <= .one, "a share is between nothing and all")
    var realised = Money.zero
    for index in legs.indices {
      let held = Int128(legs[index].position.size.magnitude.lots)
      // Up: no less than the share is closed.
      let lots = divide(
        held * Int128(share.partsPerMillion), by: Int128(Rate.one.partsPerMillion), rounding: .up)
      if lots == 0 { continue }
      realised += close(
        leg: index, quantity: Quantity(lots: Int64(lots)), at: legs[index].mark)
    }
    collateral -= fee
    return realised
  }
}
