import Margin
import Market
import Units

/// An account in the integers of one kind of contract: the grid fits the decimals that its owner wrote.
struct QuoteBooks {
  /// One leg on its grid.
  struct Leg {
    let instrument: Instrument
    let size: Quantity
    let entry: Price
    let mark: Price
    /// The decimals that the owner's prices need.
    let pricesNeed: Int
  }

  /// The decimals of an atom of the collateral.
  let moneyDecimals: Int
  /// The collateral.
  let collateral: Money
  /// The legs, in the order of the account.
  let legs: [Leg]

  /// Books an account.
  ///
  /// - Parameters:
  ///   - account: The account as its owner states it, each contract with one mark.
  ///   - kind: The kind of contract.
  ///   - symbols: The venue's name for each leg.
  ///   - fee: The taker fee.
  ///   - charges: The greatest fixed sum of the rules; nil where they have none.
  init(
    _ account: QuoteAccount, as kind: ContractKind, symbols: [String], fee: Rate,
    charges: QuoteNumber?
  ) throws(QuoteError) {
    guard account.numbers.allSatisfy(\.isInLimits) else { throw .notRepresentable(account) }
    var grids: [String: QuoteGrid] = [:]
    for symbol in symbols where grids[symbol] == nil {
      let legs = zip(symbols, account.legs).filter { $0.0 == symbol }.map(\.1)
      grids[symbol] = QuoteGrid(legs, kind)
    }
    let all = symbols.compactMap { grids[$0] }
    guard let money = Self.moneyDecimals(account, kind, all, charges) else {
      throw .notRepresentable(account)
    }
    var legs: [Leg] = []
    for (leg, symbol) in zip(account.legs, symbols) {
      guard let grid = grids[symbol],
        let booked = Self.leg(leg, symbol, kind, grid, moneyDecimals: money, fee)
      else { throw .notRepresentable(account) }
      legs.append(booked)
    }
    guard let collateral = Self.collateral(account, kind, legs, moneyDecimals: money),
      collateral.magnitude < Self.limit
    else { throw .notRepresentable(account) }
    moneyDecimals = money
    self.collateral = Money(atoms: Int64(collateral))
    self.legs = legs
  }

  /// The account with what the venue sets aside for closing fees beside the margin of a leverage.
  func settingFeesAside(_ rules: [MarginRules]) -> QuoteBooks {
    let values = legs.map { $0.instrument.notional($0.entry, $0.size.magnitude) }
    let total = max(values.reduce(0) { $0 + Int128($1.atoms) }, 1)
    var aside = Money.zero
    for (index, leg) in legs.enumerated() {
      // Up: the account deposits the fraction. A leg's margin is its part of the whole.
      let part = Int128(collateral.atoms) * Int128(values[index].atoms)
      let margin = Money(atoms: Int64(divide(part, by: total, rounding: .up)))
      aside += rules[index].feeSetAside(
        value: values[index], margin: margin, isLong: leg.size > .zero)
    }
    return QuoteBooks(
      moneyDecimals: moneyDecimals, collateral: collateral + aside, legs: legs)
  }

  private init(moneyDecimals: Int, collateral: Money, legs: [Leg]) {
    self.moneyDecimals = moneyDecimals
    self.collateral = collateral
    self.legs = legs
  }

  /// Far from the end of 64 bits, so that no later sum or product of prices leaves them.
  private static let limit: UInt128 = 1 << 57

  /// The decimals of an atom: as many as the numbers need, and so many that the account counts eleven digits.
  ///
  /// - Returns: Nil where the value of the account does not fit.
  private static func moneyDecimals(
    _ account: QuoteAccount, _ kind: ContractKind, _ grids: [QuoteGrid], _ charges: QuoteNumber?
  ) -> Int? {
    let (sum, stated) = collateralMagnitude(account, kind)
    let terms =
      [sum, charges?.magnitude].compactMap { $0 } + account.legs.map { $0.magnitude(kind) }
    let digits = digits(terms)
    var need = max(0, stated)
    let wanted: Int
    switch kind {
    case .linear:
      need = max(need, grids.map(\.moneyNeeds).max() ?? 0)
      wanted = max(13 - digits, grids.map(\.moneyDecimals).max() ?? 0)
    case .inverse:
      // Values are rounded to an atom, so that what was paid must count eight digits at the least.
      let atEntry = Self.digits(account.legs.map { $0.size.magnitude })
      need = max(need, 8 - atEntry)
      wanted = 15 - digits
    }
    let most = min(QuoteNumber.digitCountMax - digits, 18)
    return need <= most ? max(need, min(wanted, most)) : nil
  }

  /// The digits before the point that a sum of terms has at the most.
  private static func digits(_ magnitudes: [Int]) -> Int {
    (magnitudes.max() ?? 0) + 1 + QuoteNumber.digitCount(Int128(magnitudes.count))
  }

  /// The power of ten that the collateral does not reach tenfold, nil for none, and the decimals that it needs.
  private static func collateralMagnitude(
    _ account: QuoteAccount, _ kind: ContractKind
  ) -> (magnitude: Int?, decimals: Int) {
    let entry = account.legs.first?.entry.magnitude ?? 0
    switch (account.collateral, kind) {
    case (.quote(let amount), .linear), (.coin(let amount), .inverse):
      return (amount.units == 0 ? nil : amount.magnitude, amount.leastDecimals)
    case (.quote(let amount), .inverse):
      return (amount.units == 0 ? nil : amount.magnitude - entry, 0)
    case (.coin(let amount), .linear):
      return (amount.units == 0 ? nil : amount.magnitude + entry + 1, 0)
    case (.leverage(let leverage), _):
      let value = account.legs.map { $0.magnitude(kind) }.max() ?? 0
      return (value - min(leverage.magnitude, 0), 0)
    }
  }

  private static func leg(
    _ leg: QuoteLeg, _ symbol: String, _ kind: ContractKind, _ grid: QuoteGrid,
    moneyDecimals: Int, _ fee: Rate
  ) -> Leg? {
    var grid = grid
    switch kind {
    case .linear: grid.fit(moneyDecimals: moneyDecimals)
    case .inverse: grid.fitInverse(moneyDecimals: moneyDecimals)
    }
    func ticks(_ price: QuoteNumber) -> Int64? {
      Int64(exactly: price.units(decimals: grid.priceDecimals))
    }
    guard let lots = grid.lots(leg, kind), let entry = ticks(leg.entry),
      let mark = ticks(leg.mark ?? leg.entry), lots > 0, entry > 0, mark > 0,
      let instrument = grid.instrument(symbol, kind, moneyDecimals: moneyDecimals, fee: fee)
    else { return nil }
    let size = Quantity(lots: leg.side.sign * lots)
    guard instrument.canBook(size, at: Price(ticks: entry)),
      instrument.canBook(size, at: Price(ticks: mark))
    else { return nil }
    return Leg(
      instrument: instrument, size: size, entry: Price(ticks: entry), mark: Price(ticks: mark),
      pricesNeed: grid.pricesNeed)
  }

  /// The collateral in atoms; nil where it leaves 128 bits.
  private static func collateral(
    _ account: QuoteAccount, _ kind: ContractKind, _ legs: [Leg], moneyDecimals: Int
  ) -> Int128? {
    guard let first = legs.first else { return nil }
    let entry = Int128(first.entry.ticks)
    let priceScale = QuoteNumber.powerOfTen(first.instrument.priceDecimals)
    switch (account.collateral, kind) {
    case (.quote(let amount), .linear), (.coin(let amount), .inverse):
      return amount.units(decimals: moneyDecimals)
    case (.quote(let amount), .inverse):
      // Converted at entry; down: the account holds no more than whole atoms.
      return scaled(
        amount.units, times: QuoteNumber.powerOfTen(moneyDecimals), priceScale,
        over: QuoteNumber.powerOfTen(amount.decimals), entry, rounding: .down)
    case (.coin(let amount), .linear):
      // Converted at entry; down: the account holds no more than whole atoms.
      return scaled(
        amount.units, times: QuoteNumber.powerOfTen(moneyDecimals), entry,
        over: QuoteNumber.powerOfTen(amount.decimals), priceScale, rounding: .down)
    case (.leverage(let leverage), _):
      let value = legs.reduce(Money.zero) {
        $0 + $1.instrument.notional($1.entry, $1.size.magnitude)
      }
      // Up: the owner deposits the fraction of an atom.
      return scaled(
        value.atoms, times: QuoteNumber.powerOfTen(leverage.decimals), 1,
        over: Int128(leverage.units), 1, rounding: .up)
    }
  }

  /// `units * a * b / (c * d)` in whole atoms; nil where a product leaves 128 bits.
  private static func scaled(
    _ units: Int64, times a: Int128, _ b: Int128, over c: Int128, _ d: Int128,
    rounding: Rounding
  ) -> Int128? {
    Ratio(a, times: b, over: c, times: d).flatMap { ratio in
      let (product, overflow) = ratio.numerator.multipliedReportingOverflow(by: Int128(units))
      return overflow ? nil : divide(product, by: ratio.denominator, rounding: rounding)
    }
  }
}

extension QuoteLeg {
  /// The power of ten that the value of the leg does not reach tenfold, at entry and at the mark.
  fileprivate func magnitude(_ kind: ContractKind) -> Int {
    let mark = mark ?? entry
    switch kind {
    // Two numbers below ten have a product below a hundred.
    case .linear: return size.magnitude + max(entry.magnitude, mark.magnitude) + 1
    case .inverse: return size.magnitude + max(0, entry.magnitude - mark.magnitude + 1)
    }
  }
}

extension Instrument {
  /// Whether the value of a size at a price can be booked, with room for sums of such values.
  func canBook(_ size: Quantity, at price: Price) -> Bool {
    let lots = Int128(size.lots).magnitude
    let most: UInt128 = 1 << 60
    switch kind {
    case .linear:
      let (value, overflow) = (lots * Int128(price.ticks).magnitude).multipliedReportingOverflow(
        by: Int128(atomsPerTickLot).magnitude)
      return !overflow && value <= most
    case .inverse:
      guard price > .zero else { return false }
      return lots * Int128(atomTicksPerLot).magnitude / Int128(price.ticks).magnitude <= most
    }
  }
}
