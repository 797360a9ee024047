import Margin
import Market
import Units

/// What the margin tests share: contracts, published schedules, seeded draws.
enum Fixtures {
  /// Ticks of 0.01 and lots of 0.001: one tick on one lot is 10 atoms.
  static func bitcoin(takerFee: Rate = .zero) throws -> Instrument {
    try Instrument(
      symbol: "BTC-PERP", priceDecimals: 2, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: .zero, takerFee: takerFee)
  }

  /// Ticks of 1 and lots small enough that one tick on one lot is this many atoms.
  static func small(atoms: Int64 = 1, takerFee: Rate = .zero) throws -> Instrument {
    try Instrument(
      symbol: "SMALL", priceDecimals: 0, tickUnits: 1, quantityDecimals: 6, lotUnits: atoms,
      makerFee: .zero, takerFee: takerFee)
  }

  /// Whole units of quote.
  static func units(_ count: Int64) -> Money { Money(atoms: count * Money.atomsPerUnit) }

  /// Binance BTCUSDT, October 2024: floor, maintenance in millionths, greatest leverage, deduction.
  static let bitcoinBrackets: [(floor: Int64, rate: Int64, leverage: Int64, deduction: Int64)] = [
    (0, 4000, 125, 0), (50_000, 5000, 100, 50), (600_000, 6500, 75, 950),
    (3_000_000, 10_000, 50, 11_450), (12_000_000, 20_000, 25, 131_450),
    (70_000_000, 25_000, 20, 481_450), (100_000_000, 50_000, 10, 2_981_450),
    (230_000_000, 100_000, 5, 14_481_450), (480_000_000, 125_000, 4, 26_481_450),
    (600_000_000, 150_000, 3, 41_481_450), (800_000_000, 250_000, 2, 121_481_450),
    (1_200_000_000, 500_000, 1, 421_481_450),
  ]

  /// The Binance table, with its deductions stated or left to be derived.
  static func bitcoinSchedule(stated: Bool = false) throws -> MarginSchedule {
    try MarginSchedule(
      tiers: bitcoinBrackets.map { row in
        MarginTier(
          floor: units(row.floor), maintenance: Rate(partsPerMillion: row.rate),
          initial: Rate(partsPerMillion: 1_000_000 / row.leverage),
          deduction: stated ? units(row.deduction) : nil)
      })
  }

  /// One rate for every notional.
  static func flat(_ partsPerMillion: Int64) throws -> MarginSchedule {
    try MarginSchedule(tiers: [tier(0, partsPerMillion)])
  }

  /// A tier whose initial rate is all.
  static func tier(_ floorAtoms: Int64, _ partsPerMillion: Int64) -> MarginTier {
    MarginTier(
      floor: Money(atoms: floorAtoms), maintenance: Rate(partsPerMillion: partsPerMillion),
      initial: .one)
  }

  /// An account that entered at a price and holds a margin.
  static func account(lots: Int64, entry: Price, margin: Money, in instrument: Instrument)
    -> Account
  {
    let size = Quantity(lots: lots)
    return Account(
      cash: margin,
      position: Position(size: size, entryCost: -instrument.value(size, at: entry)))
  }
}

/// A seeded source of test cases (SplitMix64, Steele, Lea and Flood 2014).
struct Draws {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func integer(in range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }
}

/// The margin rules told the plain way: bracket by bracket, as one computes a tax.
struct NaiveMargin {
  var brackets: [(floor: Int64, rate: Int64)]
  var atomsPerTickLot: Int64
  var feeCounted: Int64 = 0

  /// The requirement in millionths of an atom.
  func requirement(_ notional: Int64) -> Int128 {
    var sum = Int128(notional) * Int128(feeCounted)
    for (index, bracket) in brackets.enumerated() where notional > bracket.floor {
      let end = index + 1 < brackets.count ? min(notional, brackets[index + 1].floor) : notional
      sum += Int128(end - bracket.floor) * Int128(bracket.rate)
    }
    return sum
  }

  func equity(_ account: Account, at ticks: Int64) -> Int64 {
    account.cash.atoms + account.position.entryCost.atoms
      + account.position.size.lots * ticks * atomsPerTickLot
  }

  func isLiquidatable(_ account: Account, at ticks: Int64) -> Bool {
    let notional = abs(account.position.size.lots) * ticks * atomsPerTickLot
    return Int128(equity(account, at: ticks)) * 1_000_000 < requirement(notional)
  }

  /// The edge of the failing prices by bisection; `nil` if none up to the highest fails.
  func liquidationTicks(_ account: Account, highest: Int64) -> Int64? {
    let isLong = account.position.size.lots > 0
    var safe: Int64 = isLong ? highest + 1 : 0
    var failing: Int64 = isLong ? 1 : highest
    guard isLiquidatable(account, at: failing) else { return nil }
    while abs(safe - failing) > 1 {
      let middle = (safe + failing) / 2
      if isLiquidatable(account, at: middle) { failing = middle } else { safe = middle }
    }
    return failing
  }
}
