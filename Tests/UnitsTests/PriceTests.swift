import Testing
import Units

@Suite struct PriceTests {
  @Test func pricesAndSizesAddAndCompareInTheirOwnUnits() {
    var price = Price(ticks: 600_000)
    price += Price(ticks: 12)
    price -= Price(ticks: 2)
    #expect(price == Price(ticks: 600_010) && price > Price(ticks: 600_009))
    #expect((Price(ticks: 3) - Price(ticks: 5)).magnitude == Price(ticks: 2))
    var size = Quantity(lots: 4)
    size -= Quantity(lots: 10)
    #expect(size == -Quantity(lots: 6) && size.magnitude == Quantity(lots: 6) && size < .zero)
    size += Quantity(lots: 6)
    #expect(size == .zero)
  }
}
