public import Margin
import Market
public import Units

/// What an account receives for a part of its position at the bankruptcy price of the whole account.
///
/// `-dN - AV x |dMMR| / MMR`: the value closed, less the part of the account value that belongs to the
/// maintenance it frees. Rounded toward positive infinity, also when negative, as the tests of dYdX v4
/// pin it (dydxprotocol/v4-chain at 84d4664b, read 2026-11): the account gets the fraction of an atom.
public struct BankruptcyQuote: Sendable, Hashable {
  /// What is received; negative is paid.
  public let money: Money

  /// Quotes an account with one position.
  ///
  /// - Parameters:
  ///   - account: Its money and position.
  ///   - closing: Lots closed, positive, at most the position.
  ///   - rules: The margin rules.
  ///   - price: The price the account is valued at.
  ///   - cross: The sums over all legs, where the account has more than one.
  public init(
    _ account: Account, closing: Quantity, rules: MarginRules, at price: Price,
    cross: Situation.CrossTotals? = nil
  ) {
    let isLong = account.position.size > .zero
    let change = Quantity(lots: isLong ? -closing.lots : closing.lots)
    var rest = account
    rest.trade(change, at: price, of: rules.instrument, fee: .zero)
    let before = rules.maintenance(of: account, at: price)
    let freed = before - rules.maintenance(of: rest, at: price)
    let requirement = cross?.requirement ?? before
    let value = cross?.value ?? rules.equity(of: account, at: price)
    let signed = -rules.instrument.value(change, at: price)
    guard requirement > .zero else {
      money = signed - value
      return
    }
    // Up: see the type.
    let part = divide(
      -Int128(value.atoms) * Int128(freed.atoms), by: Int128(requirement.atoms), rounding: .up)
    money = signed + Money(atoms: Int64(part))
  }
}
