import Intake
import Margin
import Market
import Simulation
import Testing
import Units

@Suite("A scenario with an inverse contract")
struct InverseScenarioReaderTests {
  /// The smallest scenario with contracts of 100 dollars, and one piece of it replaced.
  private func text(_ piece: String = "", _ other: String = "") throws -> String {
    var text = ScenarioDocument.smallest
    let changes = [
      ("lot: 0.001", #"lot: 100, kind: "inverse""#), ("touchSize: 1,", "touchSize: 100,"),
      ("inventoryLimit: 10,", "inventoryLimit: 1000,"), ("sizeMinimum: 0.01", "sizeMinimum: 100"),
      ("sizeMaximum: 5", "sizeMaximum: 500"), ("sizeMedian: 0.05", "sizeMedian: 100"),
      ("inventoryLimit: 3,", "inventoryLimit: 300,"), ("floor: 50000", "floor: 0.25"),
      ("notionalMedian: 30000", "notionalMedian: 0.12345678"),
    ]
    for (piece, other) in changes + (piece.isEmpty ? [] : [(piece, other)]) {
      let range = try #require(text.firstRange(of: piece), "\(piece)")
      text.replaceSubrange(range, with: other)
    }
    return text
  }

  private func read(_ text: String) throws(InputError) -> LoadedScenario {
    try ScenarioReader.read(bytes: Array(text.utf8), file: "s.json5")
  }

  @Test("has its money in coins of eight decimals, and its canonical text says the same")
  func money() throws {
    let loaded = try read(text())
    let scenario = loaded.scenario
    #expect(scenario.instrument.kind == .inverse)
    #expect(scenario.instrument.moneyDecimals == 8)
    // 100 dollars at 60,000 are 1/600 of a coin.
    #expect(
      scenario.instrument.notional(Price(ticks: 120_000), Quantity(lots: 1))
        == Money(atoms: 166_667))
    #expect(scenario.population.notionalMedian == Money(atoms: 12_345_678))
    #expect(scenario.liquidation.fund == Money(atoms: 100_000_000_000))
    // A quarter of a coin times the step from 0.4 % to 0.5 %.
    #expect(scenario.margin.tiers[1].deduction == Money(atoms: 25_000))
    #expect(scenario.liquidators.capital == Money(atoms: 10_000_000_000))
    #expect(loaded.canonicalText.contains(#""kind": "inverse""#))
    #expect(loaded.canonicalText.contains("0.12345678"))
    let again = try read(loaded.canonicalText)
    #expect(again.scenario == scenario)
    #expect(again.canonicalText == loaded.canonicalText)
  }

  @Test(
    "with a mistake is refused with its place",
    arguments: [
      (#"kind: "inverse""#, #"kind: "quanto""#, #"expected "linear" or "inverse", found "quanto""#),
      ("0.12345678", "0.123456789", "population.notionalMedian: expected a number in the coin"),
      ("floor: 0.25", "floor: 0.255", "margin.tiers[1].floor: expected a number in the coin"),
      ("touchSize: 100", "touchSize: 150", "makers.touchSize: expected"),
    ])
  func mistakes(piece: String, other: String, message: String) throws {
    let spoiled = try text(piece, other)
    do {
      _ = try read(spoiled)
      Issue.record("nobody complained of \(other)")
    } catch {
      #expect(error.description.contains(message), "\(error.description)")
    }
  }

  @Test("whose lot is finer than an atom at a tick is refused")
  func fineLot() throws {
    let spoiled = try text("lot: 100", "lot: 0.0000000001")
    #expect(throws: InputError.self) { _ = try read(spoiled) }
  }
}
