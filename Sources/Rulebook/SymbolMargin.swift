package import Margin
package import Market
import Units

/// The margin terms of one contract of a venue.
package struct SymbolMargin: Sendable, Hashable {
  /// The contract as the venue names it.
  package let symbol: String
  /// What an account needs; where steps count lots, they are lots of ``sizeUnit``.
  package let terms: MarginTerms
  /// The size of the contracts that the steps of a schedule count; nil where it counts none.
  package let sizeUnit: SizeGrid?

  /// Makes the terms of a contract.
  package init(symbol: String, terms: MarginTerms, sizeUnit: SizeGrid? = nil) {
    self.symbol = symbol
    self.terms = terms
    self.sizeUnit = sizeUnit
  }

  /// The terms for an instrument, whose lots may be of another size than the venue's contracts.
  ///
  /// The end of a step rounds down to a lot of the instrument, so that no position is in a lower step than the
  /// venue has it in.
  package func terms(for instrument: Instrument) throws(MarginScheduleError) -> MarginTerms {
    guard let sizeUnit, case .steppedTiers(let steps, .size) = terms.schedule.shape else {
      return terms
    }
    let own = SizeGrid(units: instrument.lotUnits, decimals: instrument.quantityDecimals)
    let scaled = steps.map { step in
      var step = step
      if case .size(let limit) = step.limit {
        // Down: the account pays the higher rate for the fraction of a lot.
        let lots = divide(
          Int128(limit.lots) * sizeUnit.count(decimals: own.decimals),
          by: own.count(decimals: sizeUnit.decimals), rounding: .down)
        step.limit = .size(Quantity(lots: Int64(clamping: lots)))
      }
      return step
    }
    var terms = terms
    terms.schedule = try MarginSchedule(shape: .steppedTiers(scaled, by: .size))
    return terms
  }
}

/// A size as a count of decimals: `units * 10^-decimals` of the base, or of quote where that is the size.
package struct SizeGrid: Sendable, Hashable {
  /// The count.
  package let units: Int64
  /// How fine it is.
  package let decimals: Int

  /// Makes a size.
  package init(units: Int64, decimals: Int) {
    self.units = units
    self.decimals = decimals
  }

  /// The count with as many decimals more.
  func count(decimals more: Int) -> Int128 {
    var count = Int128(units)
    for _ in 0..<more { count *= 10 }
    return count
  }
}
