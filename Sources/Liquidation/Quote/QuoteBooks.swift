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
  ///   - account: The account as its owner states it.
  ///   - kind: The kind of contract.
  ///   - symbols: The venue's name for each leg.
  ///   - fee: The taker fee.
  init(
    _ account: QuoteAccount, as kind: ContractKind, symbols: [String], fee: Rate
  ) throws(QuoteError) {
    // Lots of a thousandth let a partial close show, and six digits a small price; where that is too fine,
    // the owner's own decimals do.
    for fineness in [Fineness(lotDecimals: 3, digits: 6), Fineness(lotDecimals: 0, digits: 0)] {
      if let books = Self.book(account, kind, symbols, fee, fineness) {
        self = books
        return
      }
    }
    throw .notRepresentable
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

  private static func book(
    _ account: QuoteAccount, _ kind: ContractKind, _ symbols: [String], _ fee: Rate,
    _ fineness: Fineness
  ) -> QuoteBooks? {
    let grids = account.legs.map { Grid($0, kind, fineness) }
    guard grids.allSatisfy(\.isSound) else { return nil }
    let money: Int
    switch kind {
    case .linear:
      var decimals = grids.map { $0.priceDecimals + $0.quantityDecimals }
      if case .quote(let amount) = account.collateral { decimals.append(amount.decimals) }
      money = max(6, decimals.max() ?? 0)
    case .inverse: money = 12
    }
    guard money <= 12 else { return nil }
    var legs: [Leg] = []
    for (grid, symbol) in zip(grids, symbols) {
      guard let leg = grid.leg(symbol, kind, moneyDecimals: money, fee: fee) else { return nil }
      legs.append(leg)
    }
    // Far from the end of 64 bits, so that no later sum or product of prices leaves them.
    let total = grids.map { $0.value(kind, moneyDecimals: money) }.reduce(0, +)
    let atEntry = grids.map { $0.valueAtEntry(kind, moneyDecimals: money) }.reduce(0, +)
    guard total <= limit,
      let collateral = collateral(account, kind, grids, atEntry: atEntry, moneyDecimals: money),
      collateral <= limit
    else { return nil }
    return QuoteBooks(
      moneyDecimals: money, collateral: Money(atoms: Int64(collateral)), legs: legs)
  }

  private static let limit: Int128 = 1 << 59

  /// The collateral in atoms.
  private static func collateral(
    _ account: QuoteAccount, _ kind: ContractKind, _ grids: [Grid], atEntry: Int128,
    moneyDecimals: Int
  ) -> Int128? {
    guard let first = grids.first else { return nil }
    switch (account.collateral, kind) {
    case (.quote(let amount), .linear), (.coin(let amount), .inverse):
      guard amount.decimals <= moneyDecimals else { return nil }
      return amount.units(decimals: moneyDecimals)
    case (.quote(let amount), .inverse):
      // Converted at entry; down: the account holds no more than whole atoms.
      let scale = QuoteNumber.powerOfTen(moneyDecimals + first.priceDecimals)
      let divisor = QuoteNumber.powerOfTen(amount.decimals) * first.entry
      return divide(Int128(amount.units) * scale, by: divisor, rounding: .down)
    case (.coin(let amount), .linear):
      // Converted at entry; down: the account holds no more than whole atoms.
      let decimals = amount.decimals + first.priceDecimals - moneyDecimals
      let product = Int128(amount.units) * first.entry
      return decimals > 0
        ? divide(product, by: QuoteNumber.powerOfTen(decimals), rounding: .down)
        : product * QuoteNumber.powerOfTen(-decimals)
    case (.leverage(let leverage), _):
      // Up: the owner deposits the fraction of an atom.
      return divide(
        atEntry * QuoteNumber.powerOfTen(leverage.decimals), by: Int128(leverage.units),
        rounding: .up
      )
    }
  }
}

extension QuoteBooks {
  /// How fine a grid is at least.
  private struct Fineness {
    let lotDecimals: Int
    /// Digits of an entry price.
    let digits: Int
  }

  /// The decimals of one leg, and its numbers on them.
  private struct Grid {
    let priceDecimals: Int
    let quantityDecimals: Int
    let entry: Int128
    var mark: Int128
    /// Base coin of a linear contract, quote currency of an inverse one.
    let lots: Int128
    let side: Side

    init(_ leg: QuoteLeg, _ kind: ContractKind, _ fineness: Fineness) {
      let stated = leg.mark ?? leg.entry
      let wholeDigits = String(leg.entry.units).utf8.count - leg.entry.decimals
      let prices = max(
        2, leg.entry.decimals, stated.decimals, min(fineness.digits - wholeDigits, 8))
      priceDecimals = prices
      entry = leg.entry.units(decimals: prices)
      mark = stated.units(decimals: prices)
      side = leg.side
      switch kind {
      case .linear:
        quantityDecimals = max(fineness.lotDecimals, leg.size.decimals)
        lots = leg.size.units(decimals: quantityDecimals)
      case .inverse:
        // Contracts are sums of quote currency: the size at the entry price, exactly.
        var sum = Int128(leg.size.units) * Int128(leg.entry.units)
        var decimals = leg.size.decimals + leg.entry.decimals
        while decimals > 0, sum % 10 == 0 {
          sum /= 10
          decimals -= 1
        }
        quantityDecimals = decimals
        lots = sum
      }
    }

    /// Whether the numbers fit, with room to spare.
    var isSound: Bool {
      let most: Int128 = 1 << 60
      return priceDecimals <= 10 && quantityDecimals <= 12 && entry <= most && mark <= most
        && lots <= most && entry > 0 && mark > 0 && lots > 0
    }

    /// The value at the price where it is greater, in atoms; just beyond what is booked where it is more.
    func value(_ kind: ContractKind, moneyDecimals: Int) -> Int128 {
      switch kind {
      case .linear:
        let atoms = QuoteNumber.powerOfTen(moneyDecimals - priceDecimals - quantityDecimals)
        let (product, overflow) = (lots * max(entry, mark)).multipliedReportingOverflow(by: atoms)
        return overflow ? QuoteBooks.limit + 1 : min(product, QuoteBooks.limit + 1)
      case .inverse:
        let weight = QuoteNumber.powerOfTen(moneyDecimals + priceDecimals - quantityDecimals)
        let (product, overflow) = lots.multipliedReportingOverflow(by: weight)
        if overflow { return QuoteBooks.limit + 1 }
        // Nearest: it only bounds the size.
        return min(
          divide(product, by: min(entry, mark), rounding: .toNearestOrEven), QuoteBooks.limit + 1)
      }
    }

    /// The value at the entry price, in atoms.
    func valueAtEntry(_ kind: ContractKind, moneyDecimals: Int) -> Int128 {
      var grid = self
      grid.mark = entry
      return grid.value(kind, moneyDecimals: moneyDecimals)
    }

    /// The leg; nil where its instrument cannot be described exactly.
    func leg(_ symbol: String, _ kind: ContractKind, moneyDecimals: Int, fee: Rate) -> Leg? {
      let shift =
        kind == .linear
        ? moneyDecimals - priceDecimals - quantityDecimals
        : moneyDecimals + priceDecimals - quantityDecimals
      guard 0...18 ~= shift,
        let instrument = try? Instrument(
          symbol: symbol, priceDecimals: priceDecimals, tickUnits: 1,
          quantityDecimals: quantityDecimals, lotUnits: 1, makerFee: .zero, takerFee: fee,
          kind: kind, moneyDecimals: moneyDecimals)
      else { return nil }
      return Leg(
        instrument: instrument, size: Quantity(lots: side.sign * Int64(lots)),
        entry: Price(ticks: Int64(entry)), mark: Price(ticks: Int64(mark)))
    }
  }
}
