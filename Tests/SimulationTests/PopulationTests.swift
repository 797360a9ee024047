import Margin
import Market
import Simulation
import TestSupport
import Testing
import Units

@Suite struct PopulationTests {
  private func population(
    _ count: Int, seed: UInt64 = 1, _ change: (inout PopulationSettings) -> Void = { _ in }
  ) throws -> Population {
    let scenario = try ScenarioFixture.calm(accounts: count)
    var settings = scenario.population
    change(&settings)
    return Population(
      settings: settings,
      rules: try MarginRules(instrument: scenario.instrument, schedule: scenario.margin),
      opening: Price(ticks: 600_000), seed: seed)
  }

  @Test(arguments: [Int64(0), 200_000, 500_000, 900_000, 1_000_000])
  func openInterestNetsToZero(longShare: Int64) throws {
    for seed in UInt64(1)...5 {
      let accounts = try population(60, seed: seed) {
        $0.longShare = Rate(partsPerMillion: longShare)
      }.accounts
      #expect(accounts.reduce(0) { $0 + $1.size.lots } == 0, "seed \(seed)")
    }
  }

  @Test func anAccountIsDrawnTheSameWhateverTheOthersAre() throws {
    for seed in UInt64(1)...5 {
      let few = try population(20, seed: seed).accounts
      let many = try population(400, seed: seed).accounts
      var cutSides: Set<Int64> = []
      for (one, other) in zip(few, many) {
        #expect(one.owner == other.owner && one.leverage == other.leverage)
        #expect(one.entryPrice == other.entryPrice)
        // Netting has cut the last accounts of one side of the few; the first of many are whole.
        #expect(one.size.magnitude <= other.size.magnitude, "seed \(seed)")
        if one.size != other.size { cutSides.insert(other.size.lots.signum()) }
      }
      #expect(cutSides.count <= 1, "only the larger side is cut, seed \(seed)")
      // Cut from the end: nobody before a cut account of its side is cut in part.
      let cut = few.indices.filter { few[$0].size != many[$0].size }
      let partly = cut.filter { few[$0].size != .zero }
      #expect(partly.isEmpty || partly == [cut[0]], "seed \(seed)")
    }
  }

  @Test func theSameSeedDrawsTheSameAccountsAndAnotherSeedOthers() throws {
    let one = try population(50, seed: 3).accounts
    let again = try population(50, seed: 3).accounts
    let other = try population(50, seed: 4).accounts
    func facts(_ accounts: [Population.Account]) -> [[Int64]] {
      accounts.map {
        [$0.size.lots, $0.leverage, $0.entryPrice.ticks, $0.collateral.atoms]
      }
    }
    #expect(facts(one) == facts(again))
    #expect(zip(facts(one), facts(other)).allSatisfy { $0 != $1 })
  }

  @Test func leverageComesAsOftenAsItsWeightSays() throws {
    let count = 4000
    let accounts = try population(count, seed: 11).accounts
    // The weights of the fixture, which add up to 22.
    let weights: [(Int64, Double)] = [
      (5, 2), (10, 4), (20, 6), (25, 3), (50, 4), (75, 1), (100, 2),
    ]
    for (leverage, weight) in weights {
      let share = weight / 22
      let found = Double(accounts.count { $0.leverage == leverage }) / Double(count)
      let error = (share * (1 - share) / Double(count)).squareRoot()
      #expect(abs(found - share) < 4 * error, "leverage \(leverage): \(found) for \(share)")
    }
    #expect(accounts.allSatisfy { account in weights.contains { $0.0 == account.leverage } })
  }

  @Test func sizesAndEntriesFollowTheirStatedLaws() throws {
    let count = 4000
    let accounts = try population(count, seed: 12).accounts
    // The median notional is 80,000, a lot at the opening is worth 60: 1333 lots. Netting cuts some.
    let whole = accounts.filter { $0.size != .zero }
    #expect(whole.count > count * 9 / 10)
    let above = Double(whole.count { $0.size.magnitude.lots > 1333 }) / Double(whole.count)
    #expect(abs(above - 0.5) < 4 * (0.25 / Double(whole.count)).squareRoot())
    // Entries deviate by 1 % of 600,000 ticks: 68.27 % are within 6,000.
    let near = Double(accounts.count { abs($0.entryPrice.ticks - 600_000) <= 6000 })
    let share = near / Double(count)
    #expect(abs(share - 0.6827) < 4 * (0.6827 * 0.3173 / Double(count)).squareRoot())
    let long = Double(whole.count { $0.size > .zero }) / Double(whole.count)
    #expect(abs(long - 0.5) < 0.06)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func nobodyStartsBelowWhatTheVenueAsksOfANewPosition(seed: UInt64) throws {
    let scenario = try ScenarioFixture.calm()
    let opening = Price(ticks: 600_000)
    let accounts = try population(300, seed: seed) { $0.entryDeviation = .basisPoints(800) }
      .accounts
    for account in accounts where account.size != .zero {
      let value = scenario.instrument.notional(opening, account.size.magnitude)
      let profit = scenario.instrument.notional(opening - account.entryPrice, account.size)
      let equity = account.collateral + profit
      #expect(equity >= scenario.margin.initial(value), "account \(account.owner.index)")
      #expect(equity >= scenario.margin.maintenance(value))
      let paid = scenario.instrument.notional(account.entryPrice, account.size.magnitude)
      #expect(account.collateral.atoms * account.leverage >= paid.atoms, "margin of its leverage")
    }
  }

  @Test func theMarginOfALeverageIsDepositedWithItsFraction() throws {
    // A lot at 60,000 is worth 60,000,000 atoms, which leaves 4 when divided by 7.
    let accounts = try population(60, seed: 1) {
      $0.leverage = [LeverageWeight(leverage: 7, weight: 1)]
      $0.entryDeviation = .zero
    }.accounts
    let account = try #require(accounts.first { $0.size.magnitude.lots % 7 == 1 })
    let paid = account.size.magnitude.lots * 60_000_000
    #expect(account.collateral.atoms * 7 - paid == 3, "rounded up by three sevenths of an atom")
  }

  @Test func whereAllAreLongNobodyFindsACounterparty() throws {
    let accounts = try population(30) { $0.longShare = .one }.accounts
    #expect(accounts.allSatisfy { $0.size == .zero && $0.collateral == .zero })
  }
}
