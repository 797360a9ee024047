import Margin
import Market
import Quote
import Units

/// The formulas of one leg's prices with the numbers put in.
struct QuoteFormula {
  let numbers: QuoteNumbers

  private var leg: LegQuote { numbers.leg }
  private var quote: VenueQuote { numbers.quote }
  private var isInverse: Bool { leg.instrument.kind == .inverse }
  private var size: String { numbers.plainSize(leg.size.magnitude) }

  /// The requirement that the formulas use: at the liquidation price, or at the mark where there is none.
  var requirement: QuoteRequirement { leg.atLiquidation ?? leg.atMark }

  /// The closing-fee rate that the check counts; nil where it counts none.
  private var countedFee: Rate? {
    switch leg.rules.closingFee {
    case .ignored, .countedAtBankruptcy: nil
    case .counted: leg.rules.closingFeeRate > .zero ? leg.rules.closingFeeRate : nil
    }
  }

  /// What the check adds to the rate: minimum, keeper fees and fixed charges.
  private var charges: Money {
    let byRate = measuredPart(requirement)
    // What the rate and the fee do not explain; the fraction of an atom is the account's.
    let rest = requirement.total - byRate
    return rest.magnitude.atoms <= 2 ? .zero : rest
  }

  /// Rate times value less deduction, and the counted fee; rounded up once each.
  private func measuredPart(_ requirement: QuoteRequirement) -> Money {
    func part(_ money: Money, _ parts: Int64) -> Int128 { Int128(money.atoms) * Int128(parts) }
    let whole = Int128(FineRate.one.partsPerTrillion)
    var exact = part(requirement.measured, requirement.rate.partsPerTrillion)
    exact += part(requirement.notional, countedFee.map { FineRate($0).partsPerTrillion } ?? 0)
    // Up: the account pays.
    return Money(atoms: Int64(divide(exact, by: whole, rounding: .up))) - requirement.deduction
  }

  /// The closing fee at the bankruptcy price, where the check counts it so.
  private var feeAtBankruptcy: Money {
    guard leg.rules.closingFee == .countedAtBankruptcy else { return .zero }
    let cost = -leg.instrument.value(leg.size, at: leg.entry)
    let parts = leg.rules.feeAtBankruptcy(
      Position(size: leg.size, entryCost: cost), cash: quote.collateral)
    let whole = Int128(FineRate.one.partsPerTrillion)
    // Up: the account pays.
    return Money(atoms: Int64(divide(parts, by: whole, rounding: .up)))
  }

  // MARK: Formulas of a price P

  /// The value of the position at a price P.
  private var value: String { isInverse ? "\(size) / P" : "\(size) x P" }

  /// What the venue requires at a price P.
  var maintenance: String {
    var terms: [(isMinus: Bool, text: String)] = []
    let rate = QuoteNumbers.percent(requirement.rate)
    switch leg.rules.terms.valuation {
    case .mark:
      if requirement.rate > .zero { terms.append((false, "\(rate) x \(value)")) }
    case .entry:
      if requirement.rate > .zero {
        terms.append((false, "\(rate) x \(numbers.money(leg.entryValue))"))
      }
    }
    if requirement.deduction > .zero { terms.append((true, numbers.money(requirement.deduction))) }
    if let countedFee {
      terms.append((false, "closing fee \(QuoteNumbers.percent(countedFee)) x \(value)"))
    }
    let atBankruptcy = min(feeAtBankruptcy, charges)
    if atBankruptcy > .zero {
      terms.append((false, "closing fee at the bankruptcy price \(numbers.money(atBankruptcy))"))
    }
    append(charges - atBankruptcy, to: &terms)
    return Self.joined(terms)
  }

  /// What the account is worth at a price P.
  var equity: String {
    var terms: [(isMinus: Bool, text: String)] = [(false, numbers.money(quote.collateral))]
    append(leg.otherProfit, to: &terms)
    terms.append((false, profit(of: leg.size, from: leg.entry)))
    if let opposite = leg.opposite {
      terms.append((false, profit(of: opposite.size, from: opposite.entry)))
    }
    return Self.joined(terms)
  }

  /// The profit of a position at a price P.
  private func profit(of lots: Quantity, from price: Price) -> String {
    let size = numbers.plainSize(lots.magnitude)
    let entry = numbers.price(price)
    switch (isInverse, lots > .zero) {
    case (false, true): return "\(size) x (P - \(entry))"
    case (false, false): return "\(size) x (\(entry) - P)"
    case (true, true): return "\(size) x (1 / \(entry) - 1 / P)"
    case (true, false): return "\(size) x (1 / P - 1 / \(entry))"
    }
  }

  /// The price at which equity equals maintenance and what the others require.
  var liquidation: String {
    let isOnMark = leg.rules.terms.valuation == .mark
    let rate = isOnMark ? requirement.rate : .zero
    var fixed = charges - requirement.deduction + leg.otherMaintenance
    if !isOnMark {
      fixed += Money(
        atoms: measuredPart(requirement).atoms + requirement.deduction.atoms
          - feeAtoms(requirement))
    }
    return solved(fixed: fixed, rate: rate, fee: countedFee)
  }

  /// The price at which equity is zero, closing fee included.
  var bankruptcy: String {
    let fee = leg.rules.closingFeeRate
    return solved(fixed: .zero, rate: .zero, fee: fee > .zero ? fee : nil)
  }

  private func feeAtoms(_ requirement: QuoteRequirement) -> Int64 {
    guard let countedFee else { return 0 }
    return requirement.notional.times(countedFee, rounding: .up).atoms
  }

  /// `equity = fixed + rate x value`, solved for the price.
  private func solved(fixed: Money, rate: FineRate, fee: Rate?) -> String {
    let entry = numbers.money(leg.entryValue)
    let collateral = numbers.money(quote.collateral)
    // Of the whole that the position is, a long's equity rises with a linear value and a short's falls.
    let rises = leg.isLong != isInverse
    var numerator: [(isMinus: Bool, text: String)] =
      rises
      ? [(false, entry), (true, collateral)] : [(false, collateral), (false, entry)]
    append(rises ? -leg.otherProfit : leg.otherProfit, to: &numerator)
    append(rises ? fixed : -fixed, to: &numerator)
    var shares = ["1"]
    let sign = rises ? "-" : "+"
    if rate > .zero { shares.append("\(sign) \(QuoteNumbers.percent(rate))") }
    if let fee { shares.append("\(sign) \(QuoteNumbers.percent(fee))") }
    let share = shares.count > 1 ? "(\(shares.joined(separator: " ")))" : nil
    let money = "(\(Self.joined(numerator)))"
    if isInverse {
      return "P = \([size, share].compactMap { $0 }.joined(separator: " x ")) / \(money)"
    }
    return share.map { "P = \(money) / (\(size) x \($0))" } ?? "P = \(money) / \(size)"
  }

  // MARK: Text

  private func append(_ money: Money, to terms: inout [(isMinus: Bool, text: String)]) {
    if money != .zero { terms.append((money < .zero, numbers.money(money.magnitude))) }
  }

  private static func joined(_ terms: [(isMinus: Bool, text: String)]) -> String {
    var text = ""
    for term in terms {
      if text.isEmpty {
        text = (term.isMinus ? "-" : "") + term.text
      } else {
        text += (term.isMinus ? " - " : " + ") + term.text
      }
    }
    return text.isEmpty ? "0" : text
  }

  /// Whether the formula of the liquidation price is the root of its line: the requirement of stepped tiers can
  /// jump past equity instead.
  var isRoot: Bool {
    guard let at = leg.atLiquidation else { return true }
    let alone = Account(
      cash: quote.collateral + leg.otherProfit - leg.otherMaintenance,
      position: Position(
        size: leg.size, entryCost: -leg.instrument.value(leg.size, at: leg.entry)))
    let equity = leg.rules.equity(of: alone, at: at.price)
    // A price rounded to a tick misses by the worth of a tick at the most.
    let tick =
      (leg.instrument.notional(at.price, leg.size.magnitude).atoms
        / max(at.price.ticks, 1)) + 2
    return (equity - at.total).magnitude.atoms <= tick
  }
}
