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

  @Test func `the value of an inverse contract is minus its size over the price`() throws {
    // Contracts of 100 dollars, a tick of 0.5, satoshis.
    let inverse = try Instrument(
      symbol: "BTCUSD", priceDecimals: 1, tickUnits: 5, quantityDecimals: 0, lotUnits: 100,
      makerFee: .zero, takerFee: .zero, kind: .inverse, moneyDecimals: 8)
    // 1,000 dollars at 8,000 are 0.125 coins.
    let price = Price(ticks: 16_000)
    #expect(inverse.value(Quantity(lots: 10), at: price) == Money(atoms: -12_500_000))
    #expect(inverse.value(Quantity(lots: -10), at: price) == Money(atoms: 12_500_000))
    #expect(inverse.notional(price, Quantity(lots: 10)) == Money(atoms: 12_500_000))
    // 100 dollars at 30,000.5 are 333,327.777... atoms; both sides book the same.
    let odd = Price(ticks: 60_001)
    #expect(inverse.value(Quantity(lots: 1), at: odd) == Money(atoms: -333_328))
    #expect(inverse.value(Quantity(lots: -1), at: odd) == Money(atoms: 333_328))
  }

  @Test func `the value of a linear contract is its notional, in the decimals of its money`() throws
  {
    let linear = try Instrument(
      symbol: "BTC-PERP", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: .zero, takerFee: .zero, moneyDecimals: 8)
    #expect(linear.atomsPerTickLot == 10_000)
    let value = linear.value(Quantity(lots: -250), at: Price(ticks: 432_107))
    #expect(value == Money(atoms: -1_080_267_500_000))
    // Too few decimals for one tick on one lot.
    #expect(throws: InstrumentError.valueOfTickNotWholeAtoms) {
      try Instrument(
        symbol: "X", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
        makerFee: .zero, takerFee: .zero, moneyDecimals: 3)
    }
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
    #expect(throws: InstrumentError.decimalsOutOfRange) { try bitcoin(priceDecimals: 19) }
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

  @Test func `a tick has no one value on an inverse contract, nor a lot on a linear one`() async {
    await #expect(processExitsWith: .failure) {
      let inverse = try Instrument(
        symbol: "X", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0, lotUnits: 1,
        makerFee: .zero, takerFee: .zero, kind: .inverse)
      _ = inverse.atomsPerTickLot
    }
    await #expect(processExitsWith: .failure) {
      let linear = try Instrument(
        symbol: "X", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0, lotUnits: 1,
        makerFee: .zero, takerFee: .zero)
      _ = linear.atomTicksPerLot
    }
  }

  @Test func `an inverse contract has no value at a price of zero`() async {
    await #expect(processExitsWith: .failure) {
      let inverse = try Instrument(
        symbol: "X", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0, lotUnits: 1,
        makerFee: .zero, takerFee: .zero, kind: .inverse)
      _ = inverse.value(Quantity(lots: 1), at: .zero)
    }
  }
}
