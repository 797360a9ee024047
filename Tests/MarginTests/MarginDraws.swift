import Margin
import Market
import Testing
import Units

/// Seeded contracts, schedules and accounts of every kind and shape.
struct MarginDraws {
  var draws: Draws

  init(seed: UInt64) { draws = Draws(seed: seed) }

  mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int(draws.integer(in: 0...Int64(list.count - 1)))]
  }

  mutating func rate(_ range: ClosedRange<Int64>) -> FineRate {
    FineRate(Rate(partsPerMillion: draws.integer(in: range)))
  }

  /// A contract small enough that every price can be tried.
  mutating func contract(_ kind: ContractKind) throws -> Instrument {
    switch kind {
    case .linear: try Fixtures.small(atoms: draws.integer(in: 1...3))
    case .inverse:
      try Instrument(
        symbol: "COIN", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0,
        lotUnits: draws.integer(in: 1...3), makerFee: .zero, takerFee: .zero, kind: .inverse,
        moneyDecimals: 6)
    }
  }

  /// A shape whose boundaries lie among notionals and sizes up to some ten thousand and a hundred.
  mutating func shape(stepped: Bool = true) -> MarginShape {
    let low = rate(1000...100_000)
    let high = FineRate(
      partsPerTrillion: low.partsPerTrillion + rate(1000...300_000).partsPerTrillion)
    switch draws.integer(in: 0...(stepped ? 5 : 3)) {
    case 0: return .flat(maintenance: low, initial: high, minimum: money(0...800))
    case 1: return .linearInSize(maintenance: low, initial: high, perUnit: rate(0...1_000_000))
    case 2:
      let rate = SquareRootRate(
        floor: low, offset: pick([.zero, low]), factor: rate(0...1_000_000))
      return .squareRootOfSize(maintenance: rate, initial: rate)
    case 3:
      return .continuousTiers([
        Fixtures.tier(0, low.partsPerTrillion / 1_000_000),
        Fixtures.tier(draws.integer(in: 1...40_000), high.partsPerTrillion / 1_000_000),
      ])
    case 4:
      return .steppedTiers(
        [
          SteppedTier(limit: .notional(money(1...40_000)), maintenance: low, initial: high),
          SteppedTier(limit: nil, maintenance: high, initial: high),
        ], by: .notional)
    default:
      return .steppedTiers(
        [
          SteppedTier(
            limit: .size(Quantity(lots: draws.integer(in: 1...200))), maintenance: low,
            initial: high),
          SteppedTier(limit: nil, maintenance: high, initial: high),
        ], by: .size)
    }
  }

  /// Terms of every switch.
  mutating func rules(_ instrument: Instrument, stepped: Bool = true) throws -> MarginRules {
    let least = money(0...200)
    return try MarginRules(
      instrument: instrument,
      terms: MarginTerms(
        schedule: MarginSchedule(shape: shape(stepped: stepped)),
        valuation: pick([.mark, .mark, .entry]), equality: pick([.safe, .liquidatable]),
        closingFee: pick([.ignored, .counted, .countedAtBankruptcy]),
        closingFeeRate: Rate(partsPerMillion: 700),
        fixedCharge: pick([.zero, money(0...200)]),
        keeperFee: pick([
          nil, nil,
          KeeperFee(rate: rate(0...20_000), minimum: least, maximum: least + money(0...800)),
        ])))
  }

  mutating func money(_ range: ClosedRange<Int64>) -> Money {
    Money(atoms: draws.integer(in: range))
  }

  /// A position entered at a price of the range, and collateral up to half of its value.
  mutating func account(_ instrument: Instrument, prices: ClosedRange<Int64>) -> Account {
    let lots = draws.integer(in: 1...80) * pick([-1, 1])
    let entry = Price(ticks: draws.integer(in: prices))
    let value = instrument.notional(entry, Quantity(lots: abs(lots)))
    return Fixtures.account(
      lots: lots, entry: entry, margin: money(0...max(1, value.atoms / 2)), in: instrument)
  }
}
