import Market
import Testing
import Units

@Suite("Decimals of a contract")
struct InstrumentTextTests {
  private func instrument(
    tickUnits: Int64 = 1, lotUnits: Int64 = 1, priceDecimals: Int = 2, quantityDecimals: Int = 3,
    kind: ContractKind = .linear, moneyDecimals: Int = 6
  ) throws -> Instrument {
    try Instrument(
      symbol: "X", priceDecimals: priceDecimals, tickUnits: tickUnits,
      quantityDecimals: quantityDecimals, lotUnits: lotUnits, makerFee: .zero, takerFee: .zero,
      kind: kind, moneyDecimals: moneyDecimals)
  }

  @Test("are written exactly and with all of them")
  func writes() throws {
    let cents = try instrument()
    #expect(cents.text(Price(ticks: 5_999_660)) == "59996.60")
    #expect(cents.text(Price(ticks: -5)) == "-0.05")
    #expect(cents.text(Quantity(lots: 125)) == "0.125")
    #expect(cents.text(Quantity(lots: -2000)) == "-2.000")
    // A tick of half a unit, a lot of a hundred whole ones.
    let coarse = try instrument(
      tickUnits: 5, lotUnits: 100, priceDecimals: 1, quantityDecimals: 0)
    #expect(coarse.text(Price(ticks: 3)) == "1.5")
    #expect(coarse.text(Quantity(lots: 7)) == "700")
    // Beyond 64 bits.
    #expect(coarse.text(Price(ticks: .max)) == "4611686018427387903.5")
  }

  @Test("of money say what it is counted in, with two or as many as it needs")
  func writesMoney() throws {
    let linear = try instrument()
    #expect(linear.text(Money(atoms: 12_500_000)) == "12.50 quote")
    #expect(linear.text(Money(atoms: -1)) == "-0.000001 quote")
    #expect(linear.text(Money(atoms: 1_234_560_000)) == "1234.56 quote")
    #expect(linear.text(Money.zero) == "0.00 quote")
    let inverse = try instrument(
      priceDecimals: 1, quantityDecimals: 0, kind: .inverse, moneyDecimals: 8)
    #expect(inverse.text(Money(atoms: 25_000)) == "0.00025 coin")
    let whole = try instrument(priceDecimals: 0, quantityDecimals: 0, moneyDecimals: 0)
    #expect(whole.text(Money(atoms: 120)) == "120 quote")
  }

  @Test("are read where they lie on the grid, and never rounded")
  func reads() throws {
    let coarse = try instrument(
      tickUnits: 5, lotUnits: 100, priceDecimals: 1, quantityDecimals: 0)
    #expect(try coarse.price("1.5") == Price(ticks: 3))
    #expect(try coarse.price("59996.0") == Price(ticks: 119_992))
    #expect(throws: DecimalTextError.offGrid("1.4", step: "0.5")) { try coarse.price("1.4") }
    #expect(throws: DecimalTextError.offGrid("1.55", step: "0.5")) { try coarse.price("1.55") }
    #expect(try coarse.quantity("700") == Quantity(lots: 7))
    #expect(throws: DecimalTextError.offGrid("750", step: "100")) { try coarse.quantity("750") }
    #expect(try coarse.money("12.5") == Money(atoms: 12_500_000))
    #expect(throws: DecimalTextError.offGrid("0.0000001", step: "0.000001")) {
      try coarse.money("0.0000001")
    }
    for text in ["", "-", "1e3", "1,000", "abc", " 1"] {
      #expect(throws: DecimalTextError.notDecimal(text)) { try coarse.price(text) }
    }
    #expect(throws: DecimalTextError.self) { try coarse.price("99999999999999999999") }
    let flaw = DecimalTextError.offGrid("1.4", step: "0.5")
    #expect(flaw.description == "expected a multiple of 0.5, found 1.4")
  }

  @Test("are read as they are written")
  func roundTrip() throws {
    let cents = try instrument()
    for ticks in stride(from: Int64(-1_000_000), through: 1_000_000, by: 997) {
      #expect(try cents.price(cents.text(Price(ticks: ticks))) == Price(ticks: ticks))
    }
  }
}
