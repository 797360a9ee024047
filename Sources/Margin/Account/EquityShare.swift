package import Units

/// The part of an account's equity that belongs to part of its maintenance.
///
/// What is given up with a position so that equity over maintenance stays what it was.
package struct EquityShare: Sendable, Hashable {
  /// Whole atoms, rounded down.
  package let atoms: Int128
  /// The fraction of an atom that is left, as a dividend from zero up to the divisor.
  let rest: Int128
  /// The divisor of the rest.
  let divisor: Int128

  /// Divides `equity * freed / total`; nothing where the account has no requirement.
  ///
  /// - Parameters:
  ///   - equity: What the account is worth.
  ///   - freed: The maintenance that goes with the position, from zero to the total, in any unit.
  ///   - total: The maintenance of the account, in the same unit.
  package init(of equity: Money, freed: Int128, total: Int128) {
    if total == 0 {
      (atoms, rest, divisor) = (0, 0, 1)
      return
    }
    // In 256 bits; the quotient is at most the equity.
    let product = Int128(equity.atoms).multipliedFullWidth(by: freed)
    let (quotient, rest) = total.dividingFullWidth(product)
    atoms = rest < 0 ? quotient - 1 : quotient
    self.rest = rest < 0 ? rest + total : rest
    divisor = total
  }

  /// The rest and its divisor in at most 60 bits: finer than any price can show.
  ///
  /// Down, so that the account keeps what is lost.
  var shortRest: (rest: Int128, divisor: Int128) {
    var (rest, divisor) = (rest, divisor)
    while divisor >> 60 != 0 { (rest, divisor) = (rest / 2, divisor / 2) }
    return (rest, divisor)
  }
}
