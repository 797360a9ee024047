import Margin
import Market
import Units

/// An account under one set of margin rules, before it is put into figures.
struct QuoteSheet {
  let books: QuoteBooks
  /// The rules of each leg.
  let rules: [MarginRules]

  /// A leg with the collateral, as if the others were not there.
  func alone(_ index: Int) -> Account {
    let leg = books.legs[index]
    let cost = -leg.instrument.value(leg.size, at: leg.entry)
    return Account(cash: books.collateral, position: Position(size: leg.size, entryCost: cost))
  }

  /// All legs behind one collateral, at their marks.
  var account: CrossAccount {
    CrossAccount(
      collateral: books.collateral,
      legs: books.legs.indices.map { index in
        CrossLeg(
          symbol: books.legs[index].instrument.symbol, rules: rules[index],
          position: alone(index).position, mark: books.legs[index].mark)
      })
  }

  /// All legs, those in the contract of one of them at a price.
  func account(_ index: Int, at price: Price) -> CrossAccount {
    var account = account
    for other in account.legs.indices where account.legs[other].symbol == symbol(index) {
      account.legs[other].mark = price
    }
    return account
  }

  /// The account as if it held one leg, with what the others bring when its contract is at a price.
  func exposed(_ index: Int, at price: Price) -> Account {
    var exposed = alone(index)
    let whole = account(index, at: price)
    exposed.cash = whole.equity - whole.legs[index].unrealisedProfit
    return exposed
  }

  /// What the other legs require when the contract of one is at a price.
  func otherMaintenance(_ index: Int, at price: Price) -> Money {
    account(index, at: price).maintenance - rules[index].maintenance(of: alone(index), at: price)
  }

  /// The leg on the other side of the same contract.
  func opposite(_ index: Int) -> Int? {
    books.legs.indices.first { $0 != index && symbol($0) == symbol(index) }
  }

  func symbol(_ index: Int) -> String { books.legs[index].instrument.symbol }

  /// How the account stands at its marks.
  var state: AccountState {
    let account = account
    guard account.isLiquidatable else { return .safe }
    let fees = account.legs.reduce(Money.zero) { sum, leg in
      sum + leg.notional.times(leg.rules.closingFeeRate, rounding: .up)
    }
    return account.equity <= fees ? .bankrupt : .belowMaintenance
  }

  /// The prices at which a leg fails while the other contracts stand still.
  func prices(_ index: Int, takeover: Rate?) -> FailurePrices {
    let account = account
    let net = books.legs[index].size.lots + (opposite(index).map { books.legs[$0].size.lots } ?? 0)
    return FailurePrices(
      maintenance: account.failureEdges(leg: index, measure: .maintenance),
      emptiness: account.failureEdges(leg: index, measure: .bankruptcy),
      backstop: takeover.map {
        account.failureEdges(leg: index, measure: .shareOfMaintenance($0))
      },
      isLong: net > 0)
  }

  /// Whether the venue asks for the whole value of a leg, or so nearly that it fails at no price that could
  /// be booked: a rate that grows with size has reached one.
  func asksForAll(_ index: Int) -> Bool {
    let leg = books.legs[index]
    if leg.instrument.kind == .inverse { return false }
    guard let price = prices(index, takeover: nil).liquidation else { return false }
    return LegQuote.ticks(price).map { !leg.instrument.canBook(leg.size, at: $0) } ?? true
  }
}
