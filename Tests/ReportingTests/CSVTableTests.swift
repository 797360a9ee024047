import Reporting
import Testing
import Units

@Suite("CSV tables")
struct CSVTableTests {
  @Test("a table is plain where it can be and quoted where it must be")
  func quoting() {
    var table = CSVTable(columns: [
      CSVColumn("path", .text), CSVColumn("liquidations_count", .integer),
      CSVColumn("fund_draw_quote", .decimal), CSVColumn("shortfall_bp", .decimal),
    ])
    table.append([
      .text("market order"), .integer(-3), .decimal(FixedDecimal(units: 1_500_000, decimals: 6)),
      .number(2.345, decimals: 2),
    ])
    table.append([
      .text("a \"b\", c"), .count(0), .decimal(FixedDecimal(units: 0, decimals: 6)),
      .number(nil, decimals: 2),
    ])
    table.append([.text("two\nlines"), .count(7), .missing, .number(.nan, decimals: 2)])
    let expected = """
      path,liquidations_count,fund_draw_quote,shortfall_bp
      market order,-3,1.500000,2.35
      "a ""b"", c",0,0.000000,
      "two
      lines",7,,

      """
    #expect(String(decoding: table.bytes, as: UTF8.self) == expected)
    #expect(table.rowCount == 3)
  }

  @Test("time is written to the nanosecond")
  func time() {
    #expect(
      CSVCell.seconds(Instant(nanoseconds: 1_000_000_001))
        == .decimal(FixedDecimal(units: 1_000_000_001, decimals: 9)))
  }

  @Test("a blank integer, a short row and a repeated header stop the program")
  func misuse() async {
    await #expect(processExitsWith: .failure) {
      var table = CSVTable(columns: [CSVColumn("n_count", .integer)])
      table.append([.missing])
    }
    await #expect(processExitsWith: .failure) {
      var table = CSVTable(columns: [CSVColumn("n_count", .integer)])
      table.append([])
    }
    await #expect(processExitsWith: .failure) {
      _ = CSVTable(columns: [CSVColumn("a", .integer), CSVColumn("a", .integer)])
    }
  }
}
