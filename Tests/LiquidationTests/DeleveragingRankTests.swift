import Liquidation
import Margin
import Market
import TestSupport
import Testing
import Units

/// Ranks at a mark of 110, where a tick on a lot is one unit.
@Suite struct DeleveragingRankTests {
  private static let mark = Price(ticks: 110)

  private func rank(
    _ owner: Int32, lots: Int64, entry: Int64, cash: Int64
  ) throws -> DeleveragingRank {
    let account = Account(
      cash: CaseFixture.units(cash),
      position: Position(
        size: Quantity(lots: lots), entryCost: CaseFixture.units(-lots * entry)))
    return DeleveragingRank(
      owner: OwnerID(owner), account: account, rules: try CaseFixture.rules(), mark: Self.mark)
  }

  @Test func longsRankByProfitTimesLeverageAndLosersByProfitOverLeverage() throws {
    let ranks = [
      // Profit 10 % at a leverage of 1100/200 = 5.5: 0.55.
      try rank(0, lots: 10, entry: 100, cash: 100),
      // Profit 10 % at a leverage of 1: 0.1.
      try rank(1, lots: 10, entry: 100, cash: 1000),
      // Profit 120 % at a leverage of 110/65: 2.03.
      try rank(2, lots: 1, entry: 50, cash: 5),
      // Loss of 8.33 % at a leverage of 11: -0.0076.
      try rank(3, lots: 10, entry: 120, cash: 200),
      // Loss of 8.33 % at a leverage of 1: -0.0833.
      try rank(4, lots: 10, entry: 120, cash: 1200),
      // Equity is 50 short of nothing.
      try rank(5, lots: 10, entry: 120, cash: 50),
      // No profit: 0.
      try rank(6, lots: 10, entry: 110, cash: 100),
    ]
    #expect(ranks.sorted().map(\.owner.index) == [2, 0, 1, 6, 3, 4, 5])
  }

  @Test func shortsRankInTheSameWay() throws {
    let ranks = [
      // Sold at 120, worth 110: profit 8.33 % at a leverage of 1100/200 = 5.5: 0.4583.
      try rank(0, lots: -10, entry: 120, cash: 100),
      // Sold at 220: profit 50 % at a leverage of 1100/1199: 0.4587, a hair above the first.
      try rank(1, lots: -10, entry: 220, cash: 99),
      // Sold at 100: loss 10 % at a leverage of 1100/100 = 11: -0.0091.
      try rank(2, lots: -10, entry: 100, cash: 200),
    ]
    #expect(ranks.shuffledForTest(seed: 4).sorted().map(\.owner.index) == [1, 0, 2])
  }

  @Test func equalRanksGoToTheSmallerAccount() throws {
    // Ten times the size with ten times the money has the same profit rate and leverage.
    let ranks = [
      try rank(7, lots: 100, entry: 100, cash: 1000), try rank(3, lots: 10, entry: 100, cash: 100),
      try rank(5, lots: 1, entry: 100, cash: 10), try rank(9, lots: 1, entry: 200, cash: 1),
      try rank(8, lots: 1, entry: 200, cash: 2),
    ]
    #expect(ranks.sorted().map(\.owner.index) == [3, 5, 7, 8, 9])
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func theQueueIsATotalOrder(seed: UInt64) throws {
    var random = TestRandom(seed: seed)
    let ranks = try (Int32(0)..<25).map { owner in
      try rank(
        owner, lots: random.pick([-1, 1]) * random.integer(1...20),
        entry: random.integer(100...121), cash: random.integer(0...12) * 10)
    }
    var isTotal = true
    for left in ranks {
      isTotal = isTotal && !(left < left)
      for right in ranks where left.owner != right.owner {
        isTotal = isTotal && (left < right) != (right < left)
        for third in ranks where left < right && right < third {
          isTotal = isTotal && left < third
        }
      }
    }
    #expect(isTotal, "one of two is first, and first of the first is first; seed \(seed)")
    let order = ranks.sorted().map(\.owner)
    #expect(ranks.shuffledForTest(seed: seed).sorted().map(\.owner) == order)
  }

  @Test func hugePositionsAreRankedExactly() throws {
    // A profit of one atom in 10^15 decides.
    let rules = try CaseFixture.rules()
    func rank(_ owner: Int32, cost: Int64) -> DeleveragingRank {
      let account = Account(
        cash: Money(atoms: 1_000_000_000_000),
        position: Position(size: Quantity(lots: 10_000_000), entryCost: Money(atoms: -cost)))
      return DeleveragingRank(
        owner: OwnerID(owner), account: account, rules: rules, mark: Self.mark)
    }
    let ranks = [rank(0, cost: 1_000_000_000_000_000), rank(1, cost: 999_999_999_999_999)]
    #expect(ranks.sorted().map(\.owner.index) == [1, 0])
  }
}

extension Array {
  /// The same elements in another order.
  func shuffledForTest(seed: UInt64) -> [Element] {
    var random = TestRandom(seed: seed)
    var list = self
    for index in list.indices.dropFirst() {
      list.swapAt(index, Int(random.integer(0...Int64(index))))
    }
    return list
  }
}
