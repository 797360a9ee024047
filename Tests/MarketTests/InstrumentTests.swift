import Market
import Testing
import Units

@Suite struct InstrumentTests {
  /// A contract with a tick of 0.1 and a lot of 0.001.
  private func bitcoin(
    priceDecimals: Int = 1, tickUnits: Int64 = 1, quantityDecimals: Int = 3, lotUnits: Int64 = 1,
    makerFee: Int64 = -50, takerFee: Int64 = 450
  ) throws(InstrumentError) -> Instrument {
    try Instrument(
      symbol: "BTC-PERP", priceDecimals: priceDecimals, tickUnits: tickUnits,
      quantityDecimals: quantityDecimals, lotUnits: lotUnits,
      makerFee: Rate(partsPerMillion: makerFee), takerFee: Rate(partsPerMillion: takerFee))
  }

  @Test func `a notional is exact`() throws {
    // 0.25 BTC at 43,210.7 are 10,802.675 units of quote.
    let instrument = try bitcoin()
    #expect(
      instrument.notional(Price(ticks: 432_107), Quantity(lots: 250))
        == Money(atoms: 10_802_675_000))
    #expect(
      instrument.notional(Price(ticks: 432_107), Quantity(lots: -250))
        == Money(atoms: -10_802_675_000))
    // A tick of 0.5 and a lot of 0.01.
    let coarse = try bitcoin(tickUnits: 5, quantityDecimals: 2)
    #expect(coarse.atomsPerTickLot == 5000)
  }

  @Test func `who pays a fee pays the fraction of an atom`() throws {
    let instrument = try bitcoin()
    // 450 ppm of 10,001 atoms are 4.50045; -50 ppm are -0.50005.
    #expect(
      instrument.fee(Money(atoms: 10_001), Rate(partsPerMillion: 450)) == Money(atoms: 5))
    #expect(instrument.fee(Money(atoms: 10_001), Rate(partsPerMillion: -50)) == .zero)
    #expect(
      instrument.fee(Money(atoms: 30_001), Rate(partsPerMillion: -50)) == Money(atoms: -1))
    #expect(
      instrument.fee(Money(atoms: 20_000), Rate(partsPerMillion: 450)) == Money(atoms: 9))
  }

  @Test func `a fee on a notional near the limit of 64 bits is right too`() throws {
    let instrument = try bitcoin()
    // 9e18 atoms at 450 ppm: the product needs 128 bits, the fee is 4.05e15.
    #expect(
      instrument.fee(Money(atoms: 9_000_000_000_000_000_001), Rate(partsPerMillion: 450))
        == Money(atoms: 4_050_000_000_000_001))
    #expect(
      instrument.fee(Money(atoms: 9_000_000_000_000_000_001), Rate(partsPerMillion: -450))
        == Money(atoms: -4_050_000_000_000_000))
  }

  @Test func `a contradictory description is refused`() {
    #expect(throws: InstrumentError.tickNotPositive) { try bitcoin(tickUnits: 0) }
    #expect(throws: InstrumentError.lotNotPositive) { try bitcoin(lotUnits: -1) }
    #expect(throws: InstrumentError.decimalsOutOfRange) { try bitcoin(priceDecimals: 13) }
    #expect(throws: InstrumentError.valueOfTickNotWholeAtoms) { try bitcoin(priceDecimals: 4) }
    #expect(throws: InstrumentError.feeOutOfRange) { try bitcoin(takerFee: 1_000_000) }
  }

  @Test func `a notional that does not fit stops the program`() async {
    await #expect(processExitsWith: .failure) {
      let instrument = try Instrument(
        symbol: "X", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0, lotUnits: 1,
        makerFee: .zero, takerFee: .zero)
      _ = instrument.notional(Price(ticks: 1_000_000_000), Quantity(lots: 1_000_000_000))
    }
  }
}
