import Market
package import Units

/// The tick and the lot of a tape, in hundred-millionths.
package struct TapeGrid: Sendable, Hashable {
  /// The decimals of the units.
  static let decimals = 8

  /// The tick.
  package let tick: Int64
  /// The lot.
  package let lot: Int64

  /// The tick as a decimal of the quote currency.
  package var tickDecimal: ExactDecimal { Self.decimal(tick) }
  /// The lot as a decimal of the base currency, or of contracts.
  package var lotDecimal: ExactDecimal { Self.decimal(lot) }

  /// The tick as a scenario states it.
  var tickScale: DecimalScale { Self.scale(tick) }
  /// The lot as a scenario states it.
  var lotScale: DecimalScale { Self.scale(lot) }

  private static func scale(_ units: Int64) -> DecimalScale {
    var (units, decimals) = (units, decimals)
    while decimals > 0, units % 10 == 0 { (units, decimals) = (units / 10, decimals - 1) }
    return DecimalScale(decimals: decimals, unitsPerStep: units)
  }

  private static func decimal(_ units: Int64) -> ExactDecimal {
    ExactDecimal(coefficient: Int128(units), exponent: -decimals)
  }

  /// A step in hundred-millionths; nothing where it is not above 0 or finer than that.
  package static func units(of step: ExactDecimal) -> Int64? {
    guard case .exact(let units) = step.scaled(decimals: decimals), units > 0 else { return nil }
    return units
  }

  /// Finds the grid of sources, or checks one that is given.
  ///
  /// A step that is not given is the largest one that all prices, or all sizes, are multiples of. Where there are
  /// none, it is 1.
  ///
  /// - Parameters:
  ///   - drafts: The sources.
  ///   - tick: The tick, in hundred-millionths, where it is known.
  ///   - lot: The lot, in hundred-millionths, where it is known.
  ///   - rounds: Whether what lies between two steps is rounded to the nearer, up from halfway, and not refused.
  package init(
    of drafts: [TapeDraft], tick: Int64? = nil, lot: Int64? = nil, rounds: Bool = false
  ) throws(InputError) {
    var common = (price: Int64(0), size: Int64(0))
    var highest = Int64(0)
    for draft in drafts {
      for row in draft.rows where row.kind.hasPrice {
        highest = max(highest, row.price)
        if let tick {
          guard rounds ? row.price > (tick - 1) / 2 : row.price.isMultiple(of: tick) else {
            throw Self.offGrid(row, of: draft, "price", row.price, tick, "--tick")
          }
        } else {
          common.price = Self.commonStep(common.price, row.price)
        }
        if let lot {
          guard rounds || row.amount.isMultiple(of: lot) else {
            throw Self.offGrid(row, of: draft, "amount", row.amount, lot, "--lot")
          }
        } else {
          common.size = Self.commonStep(common.size, row.amount)
        }
      }
    }
    self.tick = tick ?? (common.price == 0 ? Self.one : common.price)
    self.lot = lot ?? (common.size == 0 ? Self.one : common.size)
    guard highest / self.tick <= Int64(Int32.max) else {
      throw InputError(
        .badData, file: drafts.first?.source.file ?? "", key: "--tick",
        expected: "prices of at most \(Int32.max) ticks",
        found: "\(Self.decimal(highest).text) in ticks of \(Self.decimal(self.tick).text)")
    }
  }

  /// Makes a grid that is known.
  init(tick: Int64, lot: Int64) {
    self.tick = tick
    self.lot = lot
  }

  private static let one: Int64 = 100_000_000

  /// The largest step that two numbers of zero or more are multiples of (Euclid).
  @inline(__always)
  private static func commonStep(_ step: Int64, _ number: Int64) -> Int64 {
    if step != 0, number % step == 0 { return step }
    var (larger, smaller) = (step, number)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }

  private static func offGrid(
    _ row: DraftRow, of draft: TapeDraft, _ column: String, _ number: Int64, _ step: Int64,
    _ option: String
  ) -> InputError {
    InputError(
      .badData, file: draft.source.file, line: Int(row.line), key: column,
      expected: "a multiple of \(decimal(step).text), as \(option) says",
      found: decimal(number).text)
  }

  /// A row on the grid.
  @inline(__always)
  func row(_ draft: DraftRow) -> TapeRow {
    let kind = draft.kind
    guard kind.hasPrice else { return TapeRow(kind, amount: draft.amount) }
    return TapeRow(
      kind, ticks: Int32((draft.price + tick / 2) / tick), amount: (draft.amount + lot / 2) / lot)
  }
}
