import Margin
import Market
import Rulebook
import Units

extension RulebookReader {
  /// Decimals of an atom of money.
  var moneyDecimals: Int { market == .inverse ? 8 : 6 }

  /// The most that one amount may be.
  private var moneyMax: Money {
    market == .inverse ? Money(atoms: 100_000_000 * 100_000_000) : ScenarioLimits.money.upperBound
  }

  /// An amount of money that is not negative.
  func money(_ value: ValueReader) throws(InputError) -> Money {
    try value.money(in: .zero...moneyMax, decimals: moneyDecimals)
  }

  /// `margin`, and the fields that hold for all its contracts: `valuation`, `equality`, `closingFee`,
  /// `closingFeeRate`, `fixedCharge` and `keeperFee`.
  mutating func margins(
    _ object: inout ObjectReader, takerFee: Rate?
  ) throws(InputError) -> [SymbolMargin] {
    let table = try object.required("margin")
    let contracts = try table.object { (object: inout ObjectReader) throws(InputError) in
      object.all()
    }
    guard !contracts.isEmpty else { throw table.mismatch("at least one contract") }
    var schedules: [(symbol: String, read: ReadSchedule, value: ValueReader)] = []
    for (symbol, value) in contracts {
      let reader = MarginShapeReader(decimals: moneyDecimals, most: moneyMax)
      let read = try field(value, "margin.\(symbol)") { (value) throws(InputError) in
        try reader.schedule(value)
      }
      schedules.append((symbol, read, value))
    }
    let valuation = try field(&object, "valuation") { (value) throws(InputError) in
      try value.word(MarginValuation.words)
    }
    let equality = try field(&object, "equality") { (value) throws(InputError) in
      try value.word(AtEquality.words)
    }
    let closingFee = try field(&object, "closingFee") { (value) throws(InputError) in
      try value.word([
        "ignored": MarginRules.ClosingFee.ignored, "counted": .counted,
        "countedAtBankruptcy": .countedAtBankruptcy,
      ])
    }
    let closingFeeRate = try optionalField(&object, "closingFeeRate") {
      (value) throws(InputError) in
      try value.rate(in: .zero...Rate.basisPoints(1000))
    }
    let reader = self
    let fixedCharge = try optionalField(&object, "fixedCharge") { (value) throws(InputError) in
      try reader.money(value)
    }
    let keeperFee = try optionalField(&object, "keeperFee") { (value) throws(InputError) in
      try value.object { (object: inout ObjectReader) throws(InputError) in
        KeeperFee(
          rate: try object.required("rate").fineRate(),
          minimum: try reader.money(object.required("minimum")),
          maximum: try reader.money(object.required("maximum")))
      }
    }
    var margins: [SymbolMargin] = []
    for (symbol, read, value) in schedules {
      let terms = MarginTerms(
        schedule: read.schedule, valuation: valuation, equality: equality, closingFee: closingFee,
        closingFeeRate: closingFeeRate ?? takerFee, fixedCharge: fixedCharge ?? .zero,
        keeperFee: keeperFee)
      try checkTerms(terms, at: value)
      margins.append(SymbolMargin(symbol: symbol, terms: terms, sizeUnit: read.sizeUnit))
    }
    return margins
  }

  /// Refuses terms that no instrument can have: a closing fee and a rate above the whole together.
  private func checkTerms(_ terms: MarginTerms, at value: ValueReader) throws(InputError) {
    do {
      let plain = try Instrument(
        symbol: "X", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0, lotUnits: 1,
        makerFee: .zero, takerFee: .zero, kind: market.contract ?? .linear,
        moneyDecimals: moneyDecimals)
      _ = try MarginRules(instrument: plain, terms: terms)
    } catch let error as MarginScheduleError {
      throw value.mismatch("that \(error)", found: "more")
    } catch {
      invariant(false, "a plain instrument is sound")
    }
  }
}
