import Foundation
import Margin
import Testing
import TestSupport
import Units

/// Every bracket that Binance published for its USD-M contracts in October 2024.
@Suite("Binance's table of October 2024")
struct BinanceTierTableTests {
  static let file = "margin-tiers/binance_leverage_tiers_2024-10.json"

  /// A bracket as the venue prints it.
  private struct Bracket: Decodable {
    struct Printed: Decodable {
      var notionalFloor: String
      var maintMarginRatio: String
      var initialLeverage: String
      var cum: String
    }
    var info: Printed
  }

  @Test(
    "has deductions that are exactly the derived ones at all 2,456 boundaries",
    .enabled(if: RealData.has(file), Comment(rawValue: RealData.absence(file))))
  func deductions() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: RealData.path(Self.file)))
    let table = try JSONDecoder().decode([String: [Bracket]].self, from: data)
    var boundaryCount = 0
    for symbol in table.keys.sorted() {
      let brackets = table[symbol] ?? []
      let tiers = try brackets.map { bracket in
        let leverage = try VenueFixture.count(bracket.info.initialLeverage, decimals: 0)
        return MarginTier(
          floor: Money(atoms: try VenueFixture.count(bracket.info.notionalFloor, decimals: 6)),
          maintenance: Rate(
            partsPerMillion: try VenueFixture.count(bracket.info.maintMarginRatio, decimals: 6)),
          initial: Rate(partsPerMillion: 1_000_000 / leverage))
      }
      let schedule = try MarginSchedule(tiers: tiers)
      for (tier, bracket) in zip(schedule.tiers, brackets).dropFirst() {
        let printed = Money(atoms: try VenueFixture.count(bracket.info.cum, decimals: 6))
        #expect(tier.deduction == printed, "\(symbol) from \(bracket.info.notionalFloor)")
        boundaryCount += 1
      }
      // Stated, they are checked for exactness, not to the atom alone.
      let stated = try zip(tiers, brackets).map { tier, bracket in
        MarginTier(
          floor: tier.floor, maintenance: tier.maintenance, initial: tier.initial,
          deduction: Money(atoms: try VenueFixture.count(bracket.info.cum, decimals: 6)))
      }
      #expect(try MarginSchedule(tiers: stated) == schedule)
    }
    #expect(boundaryCount == 2456)
  }
}
