import Kernel
package import Margin
package import Market
package import Units

/// The accounts of one seed, drawn account by account, netting to zero.
package struct Population: Sendable {
  /// One drawn account.
  package struct Account: Sendable {
    package var owner: OwnerID
    /// Signed.
    package var size: Quantity
    package var leverage: Int64
    package var entryPrice: Price
    package var collateral: Money
  }

  package private(set) var accounts: [Account]

  /// Draws the accounts.
  package init(
    settings: PopulationSettings, rules: MarginRules, opening: Price, seed: UInt64
  ) {
    let stream = RandomStream(seed: seed, name: "population")
    let instrument = rules.instrument
    accounts = (0..<settings.count).map { index in
      Self.draw(index, settings, instrument, opening, stream)
    }
    net()
    for index in accounts.indices {
      fund(index, rules: rules, opening: opening)
    }
  }

  /// The draws of one account, whatever the others are.
  private static func draw(
    _ index: Int, _ settings: PopulationSettings, _ instrument: Instrument, _ opening: Price,
    _ stream: RandomStream
  ) -> Account {
    let first = stream.block(draw: 0, entity: UInt64(index))
    let isLong = first.uniform(0) * 1e6 < Double(settings.longShare.partsPerMillion)
    let notionals = Distribution.logNormal(
      median: Double(settings.notionalMedian.atoms), sigma: settings.notionalSigma)
    let notional = notionals.sample(first.uniform(1))
    let normal = Elementary.normalQuantile(first.uniform(2))
    let offset =
      normal * Double(settings.entryDeviation.partsPerMillion) / 1e6 * Double(opening.ticks)
    let entry = max(opening.ticks + Elementary.roundToInt(offset), 1)
    let perLot: Double
    switch instrument.kind {
    case .linear:
      perLot = Double(instrument.notional(Price(ticks: entry), Quantity(lots: 1)).atoms)
    // One lot to the nearest atom would be too coarse.
    case .inverse: perLot = Double(instrument.atomTicksPerLot) / Double(entry)
    }
    let lots = max(Elementary.roundToInt(min(notional / perLot, 1e12)), 1)
    return Account(
      owner: OwnerID(Int32(index)), size: Quantity(lots: isLong ? lots : -lots),
      leverage: leverage(settings.leverage, uniform: first.uniform(3)),
      entryPrice: Price(ticks: entry), collateral: .zero)
  }

  private static func leverage(_ weights: [LeverageWeight], uniform: Double) -> Int64 {
    let total = weights.reduce(0) { $0 + $1.weight }
    var left = Elementary.roundToInt(uniform * Double(total) + 0.5)
    for weight in weights {
      left -= weight.weight
      if left <= 0 { return weight.leverage }
    }
    return weights[weights.count - 1].leverage
  }

  /// Cuts the larger side, last accounts first, until open interest nets to zero.
  private mutating func net() {
    var excess = accounts.reduce(0) { $0 + $1.size.lots }
    for index in accounts.indices.reversed() {
      let lots = accounts[index].size.lots
      if excess > 0, lots > 0 {
        let cut = min(excess, lots)
        accounts[index].size.lots -= cut
        excess -= cut
      } else if excess < 0, lots < 0 {
        let cut = max(excess, lots)
        accounts[index].size.lots -= cut
        excess -= cut
      }
    }
  }

  /// Gives an account the collateral of its leverage, and at least what it needs to stand at the opening.
  private mutating func fund(
    _ index: Int, rules: MarginRules, opening: Price
  ) {
    let instrument = rules.instrument
    let account = accounts[index]
    let notional = instrument.notional(account.entryPrice, account.size.magnitude)
    // Rounded up: the account deposits the fraction.
    let margin = divide(Int128(notional.atoms), by: Int128(account.leverage), rounding: .up)
    let moved =
      instrument.value(account.size, at: opening)
      - instrument.value(account.size, at: account.entryPrice)
    // An entry far from the opening would be liquidated at once; such a trader has added margin.
    let position = Position(
      size: account.size, entryCost: -instrument.value(account.size, at: account.entryPrice))
    let needed =
      rules.initial(of: Margin.Account(cash: .zero, position: position), at: opening) - moved
    accounts[index].collateral = max(Money(atoms: Int64(margin)), needed)
  }
}
