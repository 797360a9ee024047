import Margin
import Market
import Rulebook
import Testing
import Units

@Suite struct SymbolMarginTests {
  /// Steps that end at 2,000 and 12,000 contracts of 0.01 BTC, so at 20 and 120 BTC.
  private func margin() throws -> SymbolMargin {
    func step(_ contracts: Int64?, _ percent: Int64) -> SteppedTier {
      SteppedTier(
        limit: contracts.map { .size(Quantity(lots: $0)) },
        maintenance: FineRate(Rate.basisPoints(100 * percent)),
        initial: FineRate(Rate.basisPoints(200 * percent)))
    }
    let shape = MarginShape.steppedTiers([step(2000, 1), step(12_000, 2), step(nil, 3)], by: .size)
    return SymbolMargin(
      symbol: "BTC", terms: MarginTerms(schedule: try MarginSchedule(shape: shape)),
      sizeUnit: SizeGrid(units: 1, decimals: 2))
  }

  /// The ends of the steps for an instrument with a lot of `units * 10^-decimals` BTC.
  private func limits(lot units: Int64, decimals: Int) throws -> [SteppedTier.Limit?] {
    let instrument = try Instrument(
      symbol: "BTC", priceDecimals: 0, tickUnits: 1, quantityDecimals: decimals, lotUnits: units,
      makerFee: .zero, takerFee: .zero)
    let terms = try margin().terms(for: instrument)
    guard case .steppedTiers(let steps, .size) = terms.schedule.shape else { return [] }
    return steps.map(\.limit)
  }

  @Test func `steps by contracts become steps by the instrument's lots`() throws {
    #expect(
      try limits(lot: 1, decimals: 3)
        == [.size(Quantity(lots: 20_000)), .size(Quantity(lots: 120_000)), nil])
    // 20 / 0.03 = 666.67 and 120 / 0.03 = 4,000: the fraction of a lot pays the higher rate.
    #expect(
      try limits(lot: 3, decimals: 2)
        == [.size(Quantity(lots: 666)), .size(Quantity(lots: 4000)), nil])
  }

  @Test func `lots too coarse to tell two steps apart are refused`() {
    // 20 and 120 BTC in lots of 1,000 BTC.
    #expect(throws: MarginScheduleError.self) { try limits(lot: 1000, decimals: 0) }
  }
}
