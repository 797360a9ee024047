import Intake
import Market
import Testing
import Units

@Suite("The grid of a tape") struct TapeGridTests {
  private let folder = try? TapeFolder()

  private func draft(_ prices: [String]) throws -> TapeDraft {
    let rows = prices.enumerated().map { "\($0.offset) \($0.offset) x buy \($0.element) 0.6" }
    return try #require(folder).draft("t.csv", TardisText.trades(rows))
  }

  private func complaint(
    _ prices: [String], tick: Int64? = nil, lot: Int64? = nil
  ) throws -> String {
    let draft = try draft(prices)
    return try #require(folder).complaint { () throws(InputError) in
      _ = try TapeImage(drafts: [draft], tick: tick, lot: lot)
    }
  }

  @Test(
    "is the largest step that all prices and sizes are multiples of",
    arguments: [
      (["1.5", "2", "10"], "0.5"), (["0.00000001", "5"], "0.00000001"), (["300", "750"], "150"),
      (["7"], "7"), (["0.3", "0.7"], "0.1"),
    ])
  func found(prices: [String], tick: String) throws {
    let grid = try TapeImage(drafts: [try draft(prices)]).facts.grid
    #expect(grid.tickDecimal.text == tick)
    #expect(grid.lotDecimal.text == "0.6")
  }

  @Test("that is given is checked, and a price or a size off it is named")
  func given() throws {
    let image = try TapeImage(drafts: [try draft(["0.3"])], tick: 10_000_000, lot: 20_000_000)
    #expect(image.facts.grid.tickDecimal.text == "0.1")
    #expect(image.facts.grid.lotDecimal.text == "0.2")
    #expect(
      try complaint(["0.4", "0.5"], tick: 20_000_000)
        == "t.csv:3: price: expected a multiple of 0.2, as --tick says, found 0.5")
    #expect(
      try complaint(["0.4"], lot: 25_000_000)
        == "t.csv:2: amount: expected a multiple of 0.25, as --lot says, found 0.6")
    #expect(
      try complaint(["0.00000001", "90000"])
        == "t.csv: --tick: expected prices of at most 2147483647 ticks, found 90000 in ticks of 0.00000001"
    )
  }
}
