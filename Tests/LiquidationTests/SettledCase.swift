import Liquidation
import Margin
import Market
import Testing
import Units

/// A case carried out with the parts that a run uses, without a world: book, ledger, penalty, fund.
///
/// The accounts are the first owners of the ledger. The market, which comes after them, holds the other side
/// of what they start with and takes what is closed outside the book.
struct SettledCase {
  let rules: MarginRules
  var ledger: Ledger
  /// Who takes the other side.
  let market: OwnerID

  /// Opens the accounts, each at an entry price of whole ticks, and the fund.
  init(_ accounts: [Account], rules: MarginRules, fund: Money = .zero) {
    self.rules = rules
    market = OwnerID(Int32(accounts.count))
    ledger = Ledger(participantCount: accounts.count + 1, instrument: rules.instrument)
    ledger.deposit(fund, to: ledger.fund)
    for (index, account) in accounts.enumerated() {
      open(account, as: OwnerID(Int32(index)))
    }
  }

  private mutating func open(_ account: Account, as owner: OwnerID) {
    if account.cash > .zero {
      ledger.deposit(account.cash, to: owner)
    } else {
      ledger.withdraw(-account.cash, from: owner)
    }
    let size = account.position.size
    if size != .zero {
      let perTick = rules.instrument.value(size, at: Price(ticks: 1)).atoms
      ledger.fill(
        buyer: size > .zero ? owner : market, seller: size > .zero ? market : owner,
        price: Price(ticks: -account.position.entryCost.atoms / perTick), quantity: size.magnitude)
    }
    #expect(ledger[owner] == account)
  }

  /// What the fund holds.
  var fund: Money { ledger.cash(ledger.fund) }

  /// Sends a forced order of the first account into a book, and settles what it fills.
  ///
  /// - Parameters:
  ///   - order: The order.
  ///   - resting: The orders on the other side, all of the second account.
  ///   - penalty: What is charged for the lots closed.
  ///   - check: The price the account is valued at.
  /// - Returns: Lots closed.
  mutating func fill(
    _ order: ForcedOrder, against resting: [(price: Price, quantity: Quantity)],
    penalty: Penalty, check: Price
  ) throws -> Quantity {
    let owner = OwnerID(0)
    let before = ledger[owner]
    let isLong = before.position.size > .zero
    let bankruptcy = try #require(rules.bankruptcyPrice(of: before))
    var book = OrderBook(instrument: rules.instrument)
    book.adjustPosition(of: owner, by: before.position.size)
    for offer in resting {
      book.enter(
        book.prepare(
          .limit(
            owner: OwnerID(1), side: isLong ? .buy : .sell, price: offer.price,
            quantity: offer.quantity)))
    }
    book.enter(
      book.prepare(
        .limit(
          owner: owner, side: isLong ? .sell : .buy, price: order.limit, quantity: order.quantity,
          timeInForce: .immediateOrCancel, flags: .reduceOnly)))
    var closed = ClosedLots?.none
    for case .filled(let fill) in book.effects {
      ledger.fill(fill)
      let notional = rules.instrument.notional(fill.price, fill.quantity)
      closed = ClosedLots(
        quantity: (closed?.quantity ?? .zero) + fill.quantity,
        notional: (closed?.notional ?? .zero) + notional, isLong: isLong, bankruptcy: bankruptcy)
    }
    if let closed { charge(penalty, for: closed, to: owner, check: check) }
    return closed?.quantity ?? .zero
  }

  /// Closes all that an account holds at a price, and charges the penalty to the fund.
  mutating func close(_ owner: OwnerID, at price: Price, penalty: Penalty, check: Price) throws {
    let before = ledger[owner]
    let quantity = before.position.size.magnitude
    let bankruptcy = try #require(rules.bankruptcyPrice(of: before))
    ledger.transferPosition(quantity, from: owner, to: market, price: price)
    charge(
      penalty,
      for: ClosedLots(
        quantity: quantity, notional: rules.instrument.notional(price, quantity),
        isLong: before.position.size > .zero, bankruptcy: bankruptcy),
      to: owner, check: check)
  }

  private mutating func charge(
    _ penalty: Penalty, for closed: ClosedLots, to owner: OwnerID, check: Price
  ) {
    let charged = penalty.charge(for: closed, to: ledger[owner], rules: rules, at: check)
    ledger.charge(charged, to: owner, for: ledger.fund)
  }

  /// Ends the case of a flat account: the fund pays a deficit, or receives what is left where it is to.
  ///
  /// - Returns: What nobody has paid.
  mutating func end(_ owner: OwnerID, remainder: Remainder) -> Money {
    let settlement = Settlement(
      cash: ledger.cash(owner), fund: ledger.cash(ledger.fund), fees: .zero, remainder: remainder)
    switch settlement {
    case .none: return .zero
    case .passesOn(let amount, _):
      ledger.transfer(amount, from: owner, to: ledger.fund)
      return .zero
    case .debt(let paid, let waived, let borne):
      ledger.transfer(paid, from: ledger.fund, to: owner)
      return waived + borne
    }
  }
}
