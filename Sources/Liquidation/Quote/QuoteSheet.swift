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

  /// The leg with what the others bring at their marks.
  private func exposed(_ index: Int) -> Account {
    var account = alone(index)
    account.cash += otherProfit(index)
    return account
  }

  private func otherProfit(_ index: Int) -> Money {
    let account = account
    return account.equity - account.collateral - account.legs[index].unrealisedProfit
  }

  private func otherMaintenance(_ index: Int) -> Money {
    let leg = books.legs[index]
    return account.maintenance - rules[index].maintenance(of: alone(index), at: leg.mark)
  }

  /// The prices at which a leg fails while the others stand still.
  func prices(_ index: Int, takeover: Rate?) -> FailurePrices {
    let exposed = exposed(index)
    var rules = rules[index]
    if books.legs.count > 1, takeover != nil {
      // What the others require is a charge that does not move with this leg's price.
      var terms = rules.terms
      terms.fixedCharge += otherMaintenance(index)
      rules = (try? MarginRules(instrument: rules.instrument, terms: terms)) ?? rules
    }
    return FailurePrices(
      liquidation: account.exactLiquidationPrice(leg: index),
      bankruptcy: rules.exactBankruptcyPrice(of: exposed),
      takeover: takeover.flatMap { rules.priceWhereEquityIs($0, ofMaintenanceOf: exposed) })
  }

  /// Whether the venue asks for the whole value of a leg, or so nearly that it fails at no price that could
  /// be booked: a rate that grows with size has reached one.
  func asksForAll(_ index: Int) -> Bool {
    let leg = books.legs[index]
    guard let price = account.exactLiquidationPrice(leg: index) else { return false }
    if leg.instrument.kind == .inverse { return false }
    return LegQuote.ticks(price).map { !leg.instrument.canBook(leg.size, at: $0) } ?? true
  }

  /// The figures of one leg.
  ///
  /// - Parameters:
  ///   - index: The leg.
  ///   - charged: The same account with the venue's fees.
  ///   - rulebook: The rules.
  func quote(_ index: Int, charged: QuoteSheet, rulebook: Rulebook) -> LegQuote {
    let leg = books.legs[index]
    let account = alone(index)
    let share = rulebook.backstop?.belowMaintenance
    let prices = prices(index, takeover: share)
    let failing = prices.liquidation.flatMap { failingTick($0, index) }
    let edge = prices.liquidation.flatMap { LegQuote.ticks($0) }.map { max($0, Price(ticks: 1)) }
    let step = failing.flatMap { price in
      ForcedStep(
        of: rulebook.path(onGridOf: leg.instrument),
        in: situation(index, at: price, rulebook.penalty),
        pricedIn: situation(index, at: edge ?? price, rulebook.penalty))
    }
    var penalty: Money?
    var closingFee: Money?
    if let step, let price = edge {
      let closed = leg.instrument.notional(price, step.quantity)
      penalty = charge(rulebook.penalty, index, closed: step.quantity, at: price)
      closingFee = rulebook.closingFeeRate(of: rules[index].instrument.symbol)
        .map { leg.instrument.fee(closed, $0) }
    }
    return LegQuote(
      instrument: leg.instrument, rules: rules[index], size: leg.size, entry: leg.entry,
      mark: leg.mark, entryValue: leg.instrument.notional(leg.entry, leg.size.magnitude),
      otherProfit: otherProfit(index), otherMaintenance: otherMaintenance(index), prices: prices,
      withFees: charged.prices(index, takeover: share),
      zero: failing.flatMap { zero(index, at: $0) },
      atLiquidation: edge.map { QuoteRequirement(rules[index], account, at: $0) },
      atMark: QuoteRequirement(rules[index], account, at: leg.mark), step: step,
      penalty: penalty, closingFee: closingFee)
  }

  /// The zero price of one of several legs that stands at a price.
  private func zero(_ index: Int, at price: Price) -> Ratio? {
    var account = account
    if account.legs.count == 1 { return nil }
    account.legs[index].mark = price
    return account.exactZeroPrice(leg: index)
  }

  /// The first whole tick beyond an exact price, at which the account is below maintenance.
  private func failingTick(_ price: Ratio, _ index: Int) -> Price? {
    let isLong = books.legs[index].size > .zero
    // Away from safety, and past equality: the situation is one that the venue acts on.
    let ticks =
      isLong
      ? divide(price.numerator - 1, by: price.denominator, rounding: .down)
      : divide(price.numerator, by: price.denominator, rounding: .down) + 1
    guard let fits = Int64(exactly: ticks), fits >= 1 else { return nil }
    return Price(ticks: fits)
  }

  /// The account as a path sees it when one leg's price is all that has moved.
  private func situation(_ index: Int, at price: Price, _ penalty: Penalty) -> Situation {
    let account = alone(index)
    let rules = rules[index]
    let exposed = exposed(index)
    let isLong = account.position.size > .zero
    var cross: Situation.CrossTotals?
    if books.legs.count > 1 {
      var notional = rules.notional(of: account, at: price)
      for (other, leg) in books.legs.enumerated() where other != index {
        notional += leg.instrument.notional(leg.mark, leg.size.magnitude)
      }
      cross = Situation.CrossTotals(
        value: rules.equity(of: exposed, at: price),
        requirement: rules.maintenance(of: account, at: price) + otherMaintenance(index),
        notional: notional)
    }
    let bankruptcy = rules.bankruptcyPrice(of: exposed) ?? price
    return Situation(
      now: .zero, opened: .zero, outcome: .opened, originalSize: account.position.size,
      account: exposed, rules: rules, checkPrice: price, mark: price, bankruptcyPrice: bankruptcy,
      // The fund is taken to hold enough, so that only the stage's own limit shows.
      budgetPrice: Price(ticks: isLong ? 1 : Int64.max / 4), fundDrawdown: .zero, cross: cross,
      penalty: penalty.onNotional)
  }

  /// The penalty on some lots at a price.
  private func charge(
    _ penalty: Penalty, _ index: Int, closed lots: Quantity, at price: Price
  ) -> Money {
    let account = alone(index)
    let whole = account.position.size.magnitude
    let base: Money
    switch penalty.base {
    case .closedNotional: base = rules[index].instrument.notional(price, lots)
    case .maintenance:
      let all = rules[index].maintenance(of: account, at: price)
      let part = Int128(all.atoms) * Int128(lots.lots)
      // Up: the account pays the fraction.
      base = Money(atoms: Int64(divide(part, by: Int128(whole.lots), rounding: .up)))
    }
    // Up: the account pays the fraction.
    return base.times(penalty.rate, rounding: .up)
  }
}
