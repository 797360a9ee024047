import Liquidation
import Margin
import Market
import Rulebook
import Simulation
import TestSupport
import Testing
import Units

/// An inverse contract in a running world: sizes in quote currency, money in coins.
@Suite struct InverseWorldTests {
  @Test func aLongLosesMoreCoinsByAFallThanItWinsByAnEqualRise() throws {
    // Two accounts of 96,000 dollars at 60,000 with a leverage of 100: 1.6 coins against 0.016.
    let scenario = try ScenarioFixture.inverse(ScenarioFixture.still(seconds: 25))
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario),
      index: ScenarioRun.tape([(0, 600_000), (5000, 595_000), (15_000, 605_000)]))
    let account = try #require(setup.population.accounts.first)
    #expect(account.size.magnitude == Quantity(lots: 9600))
    #expect(account.collateral == Money(atoms: 1_600_000))
    // 1.6 less 96,000 / 59,500 is -0.01344538: the long breaches at 0.00255462 coins.
    let control = SeedComparison.runAlone(setup: setup, path: nil)
    let long = try #require(control.accounts.first { $0.side == .buy })
    let short = try #require(control.accounts.first { $0.side == .sell })
    // At 60,500 it has won 0.01322314, and the short has lost as much.
    #expect(long.equityAtEnd == Money(atoms: 1_600_000 + 1_322_314))
    #expect(short.equityAtEnd == Money(atoms: 1_600_000 - 1_322_314))
    #expect(control.totals.roundingDivisions == 0)
  }

  @Test func bothSidesBreachAtThePricesOfThePublishedFormula() throws {
    let scenario = try ScenarioFixture.inverse(ScenarioFixture.still(seconds: 25))
    let seed = try ScenarioFixture.pairSeed(scenario)
    // A 1.6 coin position at 60,000 needs 0.5 % of its value less 0.001 coins and has 0.016 of margin:
    // 1.617 = 1.005 x 96,000 / p for the long gives 59,666 (by hand), and 1.583 = 0.995 x 96,000 / p for
    // the short 60,341.
    for (price, side) in [(596_700, nil), (596_600, Side.buy), (603_400, nil), (603_500, .sell)] {
      let setup = try ScenarioRun.setup(
        scenario, seed: seed,
        index: ScenarioRun.tape([(0, 600_000), (5000, Int64(price))]))
      let control = SeedComparison.runAlone(setup: setup, path: nil)
      #expect(control.accounts.filter(\.breached).map(\.side) == (side.map { [$0] } ?? []))
    }
  }

  /// 1.6 coins at 60,000 with 0.016 behind them, 0.5 % of the entry and 0.075 % at bankruptcy.
  ///
  /// The long: 1.616 less 0.008 less 0.00075 x 1.616 / 1.00075 are 1.60678891, so 59,746.5; the short: 1.584 and 0.008 and 0.00075 x
  /// 1.584 / 0.99925 are 1.59318889, so 60,256.5. Without the fee it would be 59,701.5 and 60,301.5.
  @Test func aClosingFeeAtBankruptcyCountsInEveryCheckOfARun() throws {
    var scenario = try ScenarioFixture.inverse(ScenarioFixture.still(seconds: 25))
    let seed = try ScenarioFixture.pairSeed(scenario)
    let rate = FineRate(Rate.basisPoints(50))
    scenario.rulebook = Rulebook(
      id: "fee", title: "A fee at bankruptcy", asOf: "2026-01-01", market: .inverse,
      scope: .isolated, mark: .index, markInterval: .seconds(1), checkPrice: .mark,
      checkInterval: .seconds(1),
      margins: [
        SymbolMargin(
          symbol: "BTCUSD",
          terms: MarginTerms(
            schedule: try MarginSchedule(shape: .flat(maintenance: rate, initial: rate)),
            valuation: .entry, closingFee: .countedAtBankruptcy,
            closingFeeRate: Rate(partsPerMillion: 750)))
      ], path: BuiltInPaths.marketOrder)
    for (price, side) in [(597_467, nil), (597_463, Side.buy), (602_563, nil), (602_567, .sell)] {
      let setup = try ScenarioRun.setup(
        scenario, seed: seed,
        index: ScenarioRun.tape([(0, 600_000), (5000, Int64(price))]))
      let control = SeedComparison.runAlone(setup: setup, path: nil)
      #expect(control.accounts.filter(\.breached).map(\.side) == (side.map { [$0] } ?? []))
    }
  }

  @Test func anAccountDeleveragedAtItsBankruptcyPriceKeepsTheUnpaidClosingFeeAndOwesNothing() throws
  {
    let crash = try ScenarioFixture.inverse(ScenarioFixture.quickCrash())
    let path = StagedPath(
      name: "deleverage", summary: "Counterparties at the bankruptcy price, at once.",
      stages: [
        Stage(name: "all", sizing: .all, execution: .deleverage, limit: .bankruptcy)
      ])
    var closed = 0
    for seed in UInt64(1)...4 {
      let result = SeedComparison.runAlone(
        setup: try ScenarioRun.setup(crash, seed: seed), path: path)
      for record in result.liquidations where record.ending == .deleveraged {
        closed += 1
        let notional = crash.instrument.notional(record.bankruptcyPrice, record.size)
        // The bankruptcy price leaves the closing fee of 5 basis points; a tick is a thousandth of that.
        let fee = notional.times(.basisPoints(5), rounding: .up)
        let tick = notional.atoms / record.bankruptcyPrice.ticks + 2
        let least = fee.atoms - 2
        #expect((least...(fee.atoms + tick)).contains(record.equityAtEnd.atoms), "seed \(seed)")
      }
    }
    #expect(closed > 20)
  }

  @Test func theControlAndEveryPathBalanceInCoins() throws {
    var scenario = try ScenarioFixture.inverse(ScenarioFixture.quickCrash(), lot: 1)
    scenario.funding = FundingSettings(
      formula: FundingFormula(interest: Rate(partsPerMillion: 333), interval: .seconds(7)),
      sampleInterval: .seconds(1), firstSettlement: .zero + .seconds(7))
    // The recount at every mark traps where positions do not sum to zero or a coin is lost.
    let results = SeedComparison.run(
      setup: try ScenarioRun.setup(scenario), paths: BuiltInPaths.all)
    #expect(results.count == BuiltInPaths.all.count + 1)
    for result in results {
      let totals = result.totals
      #expect(totals.roundingDivisions > 100)
      #expect((0...totals.roundingDivisions).contains(totals.roundingBalance.atoms))
      #expect(result.path == RunResult.controlName || !result.liquidations.isEmpty)
    }
  }

  @Test func thePopulationNetsToZeroInContractsAndHasItsMedianInCoins() throws {
    var scenario = try ScenarioFixture.inverse(ScenarioFixture.calm(accounts: 2000))
    scenario.population.notionalSigma = 0
    scenario.population.entryDeviation = .zero
    let accounts = try ScenarioRun.setup(scenario).population.accounts
    #expect(accounts.reduce(0) { $0 + $1.size.lots } == 0)
    // 1.6 coins at 60,000 are 9,600 contracts of 10 dollars.
    let whole = accounts.count { $0.size.magnitude == Quantity(lots: 9600) }
    #expect(whole > 1500, "all but the accounts that were cut to net")
  }
}
