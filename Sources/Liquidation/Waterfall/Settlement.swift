package import Units

/// Who pays what an account owes when its position is gone, and who keeps what is left.
package enum Settlement: Sendable, Hashable {
  /// Nothing is owed, and what is left stays with the owner.
  case none
  /// What is left passes on; zero is possible.
  case passesOn(Money, to: Remainder)
  /// A debt is paid: by the fund as far as it goes, by the venue the rest.
  ///
  /// The venue first gives back the fees of the case, `waived`: every fill rounds its fee up by itself, so an account
  /// closed at its limit can end some atoms short. More, `borne`, is left only where something else was taken from
  /// the account while its order was under way, such as funding, or where a counterparty was deleveraged at a price
  /// beyond its own bankruptcy.
  case debt(fund: Money, waived: Money, borne: Money)

  /// Settles the cash of a flat account.
  ///
  /// - Parameters:
  ///   - cash: What the account has; negative is a debt.
  ///   - fund: The cash of the insurance fund.
  ///   - fees: The trading fees of the case, which the venue may give back.
  ///   - remainder: Who keeps what is left.
  package init(cash: Money, fund: Money, fees: Money, remainder: Remainder) {
    if cash < .zero {
      let paid = min(-cash, max(fund, .zero))
      let uncovered = -cash - paid
      let waived = min(uncovered, max(fees, .zero))
      self = .debt(fund: paid, waived: waived, borne: uncovered - waived)
      return
    }
    self = remainder == .owner ? .none : .passesOn(cash, to: remainder)
  }
}
