import Liquidation
import Margin
import Market
import Rulebook
import Units

// The figures of one leg.
extension QuoteSheet {
  /// The prices at which the venue acts on a leg.
  private struct Moment {
    /// Where figures are taken: the mark of a failing account, else the liquidation price to the nearest tick.
    let edge: Price
    /// Where the account fails for sure: the same, or the next tick beyond.
    let failing: Price
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
    let prices = self.prices(index, takeover: share)
    let moment = self.moment(prices, index)
    let step = moment.flatMap { moment in
      ForcedStep(
        of: rulebook.path(onGridOf: leg.instrument),
        in: situation(index, at: moment.failing, rulebook.penalty),
        pricedIn: situation(index, at: moment.edge, rulebook.penalty))
    }
    let zero = moment.flatMap { self.zero(index, at: $0.failing) }
    let moving = [index] + (self.opposite(index).map { [$0] } ?? [])
    let others = books.legs.indices.filter { !moving.contains($0) }
    let opposite = self.opposite(index).map { oppositeLeg($0, at: moment?.edge) }
    let atMarks = self.account
    let otherProfit = others.reduce(Money.zero) { $0 + atMarks.legs[$1].unrealisedProfit }
    let whenActing = moment.map { QuoteRequirement(rules[index], account, at: $0.edge) }
    let atLiquidation = bookable(prices.liquidation, index).map {
      QuoteRequirement(rules[index], account, at: $0)
    }
    let costs = self.costs(of: step, index, at: moment?.edge, zero ?? prices.bankruptcy, rulebook)
    return LegQuote(
      instrument: leg.instrument, pricesNeed: leg.pricesNeed, rules: rules[index], size: leg.size,
      entry: leg.entry, mark: leg.mark,
      entryValue: leg.instrument.notional(leg.entry, leg.size.magnitude),
      opposite: opposite, otherProfit: otherProfit,
      otherMaintenance: maintenance(of: others), prices: prices,
      withFees: charged.prices(index, takeover: share), acting: moment?.edge, zero: zero,
      whenActing: whenActing, atLiquidation: atLiquidation,
      atMark: QuoteRequirement(rules[index], account, at: leg.mark), step: step,
      costs: costs)
  }

  /// What some legs require at their marks; the account pays the fraction of an atom, once.
  private func maintenance(of legs: [Int]) -> Money {
    let whole = account
    let part = CrossAccount(collateral: whole.collateral, legs: legs.map { whole.legs[$0] })
    return part.maintenance
  }

  private func oppositeLeg(_ index: Int, at price: Price?) -> OppositeLeg {
    let leg = books.legs[index]
    return OppositeLeg(
      size: leg.size, entry: leg.entry,
      requirement: QuoteRequirement(rules[index], alone(index), at: price ?? leg.mark))
  }

  // MARK: Where the venue acts

  /// Where the venue acts; nil where it never does, or at no price that could be booked.
  private func moment(_ prices: FailurePrices, _ index: Int) -> Moment? {
    if prices.maintenance.failsAtMark {
      return Moment(edge: books.legs[index].mark, failing: books.legs[index].mark)
    }
    guard let exact = prices.liquidation, let edge = bookable(exact, index),
      let failing = failingTick(exact, isBelow: exact == prices.maintenance.below)
    else { return nil }
    return Moment(edge: edge, failing: failing)
  }

  /// A price to the nearest tick, of at least one; nil where the position could not be booked there.
  private func bookable(_ price: Ratio?, _ index: Int) -> Price? {
    guard let ticks = price.flatMap({ LegQuote.ticks($0) }) else { return nil }
    let leg = books.legs[index]
    let price = max(ticks, Price(ticks: 1))
    return leg.instrument.canBook(leg.size, at: price) ? price : nil
  }

  /// The first whole tick beyond an exact price, at which the account is below maintenance.
  private func failingTick(_ price: Ratio, isBelow: Bool) -> Price? {
    // Away from safety, and past equality: the situation is one that the venue acts on.
    let ticks =
      isBelow
      ? divide(price.numerator - 1, by: price.denominator, rounding: .down)
      : divide(price.numerator, by: price.denominator, rounding: .down) + 1
    guard let fits = Int64(exactly: ticks), fits >= 1 else { return nil }
    return Price(ticks: fits)
  }

  /// The zero price of one of several legs that stands at a price.
  private func zero(_ index: Int, at price: Price) -> Ratio? {
    if books.legs.count == 1 { return nil }
    return account(index, at: price).exactZeroPrice(leg: index)
  }

  /// The account as a path sees it when one contract's price is all that has moved.
  private func situation(_ index: Int, at price: Price, _ penalty: Penalty) -> Situation {
    let exposed = self.exposed(index, at: price)
    let rules = rules[index]
    let size = books.legs[index].size
    let isLong = size > .zero
    // A contract held on both sides is used up at one price.
    let joint = opposite(index).flatMap { _ in prices(index, takeover: nil).bankruptcy }
      .flatMap { Int64(exactly: $0.rounded(isLong ? .up : .down)) }
    return Situation(
      now: .zero, opened: .zero, outcome: .opened, originalSize: size, account: exposed,
      rules: rules, checkPrice: price, mark: price,
      bankruptcyPrice: joint.map { Price(ticks: $0) } ?? rules.bankruptcyPrice(of: exposed)
        ?? price,
      // The fund is taken to hold enough, so that only the stage's own limit shows.
      budgetPrice: Price(ticks: isLong ? 1 : Int64.max / 4), fundDrawdown: .zero,
      standing: account(index, at: price).standing, penalty: penalty.onNotional)
  }

  // MARK: What it costs

  /// What a step costs at a price.
  ///
  /// - Parameter worst: The price at which the account, or the leg's part of it, is used up.
  private func costs(
    of step: ForcedStep?, _ index: Int, at price: Price?, _ worst: Ratio?, _ rulebook: Rulebook
  ) -> StepCosts? {
    guard let step, let price else { return nil }
    let instrument = books.legs[index].instrument
    let closed = instrument.notional(price, step.quantity)
    let asked = self.asked(rulebook.penalty, index, closed: step.quantity, at: price)
    let held = held(index, at: price)
    var penalty = min(asked, max(held, .zero))
    if rulebook.penalty.cappedByGapToBankruptcy, let worst {
      penalty = min(penalty, gap(index, closed: step.quantity, from: price, to: worst))
    }
    return StepCosts(
      closingFee: rulebook.closingFeeRate(of: instrument.symbol)
        .map { instrument.fee(closed, $0) },
      penaltyAsked: asked, penalty: penalty,
      remainder: held > .zero && penalty < held ? step.remainder : nil)
  }

  /// What the account has when the venue acts at a price.
  private func held(_ index: Int, at price: Price) -> Money {
    let there = account(index, at: price)
    if price == books.legs[index].mark || !there.legs[index].isWithinTick(of: there) {
      return there.equity
    }
    // At the liquidation price, before it is rounded to a tick, the account has what it requires.
    return there.maintenance
  }

  /// What some lots bring at a price above what they bring at a worse one; zero where that is better.
  private func gap(
    _ index: Int, closed lots: Quantity, from price: Price, to worst: Ratio
  ) -> Money {
    let leg = books.legs[index]
    guard let worst = bookable(worst, index) else { return Money(atoms: .max) }
    let change = leg.size > .zero ? lots : -lots
    let gained =
      leg.instrument.value(change, at: price) - leg.instrument.value(change, at: worst)
    return max(gained, .zero)
  }

  /// The penalty that the rule asks for on some lots at a price.
  private func asked(
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

extension CrossLeg {
  /// Whether equity and maintenance of an account differ by no more than a tick of this leg is worth.
  fileprivate func isWithinTick(of account: CrossAccount) -> Bool {
    let size = position.size.magnitude
    let next = rules.instrument.notional(mark + Price(ticks: 1), size)
    let tick = (next - rules.instrument.notional(mark, size)).magnitude + Money(atoms: 2)
    return (account.equity - account.maintenance).magnitude <= tick
  }
}
