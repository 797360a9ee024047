import Margin
import Testing
import Units

@Suite struct MarginScheduleTests {
  @Test func theRecursionGivesThePublishedBinanceDeductionsForBitcoin() throws {
    let schedule = try Fixtures.bitcoinSchedule()
    #expect(
      schedule.tiers.map(\.deduction)
        == Fixtures.bitcoinBrackets.map { Fixtures.units($0.deduction) })
  }

  @Test func theRecursionGivesThePublishedBinanceDeductionsForEther() throws {
    let floors: [Int64] = [
      0, 50_000, 600_000, 3_000_000, 12_000_000, 50_000_000, 65_000_000, 150_000_000, 320_000_000,
      400_000_000, 530_000_000, 800_000_000,
    ]
    let rates: [Int64] = [
      4000, 5000, 6500, 10_000, 20_000, 25_000, 50_000, 100_000, 125_000, 150_000, 250_000, 500_000,
    ]
    let published: [Int64] = [
      0, 50, 950, 11_450, 131_450, 381_450, 2_006_450, 9_506_450, 17_506_450, 27_506_450,
      80_506_450, 280_506_450,
    ]
    let schedule = try MarginSchedule(
      tiers: zip(floors, rates).map { Fixtures.tier($0 * 1_000_000, $1) })
    #expect(schedule.tiers.map(\.deduction) == published.map { Fixtures.units($0) })
  }

  @Test func deductionsStatedAsPublishedAreAccepted() throws {
    #expect(try Fixtures.bitcoinSchedule(stated: true) == Fixtures.bitcoinSchedule())
  }

  @Test func theOlderBinanceTableAsks3700ForAHalfMillion() throws {
    let schedule = try MarginSchedule(tiers: [
      Fixtures.tier(0, 4000), Fixtures.tier(50_000_000_000, 5000),
      Fixtures.tier(250_000_000_000, 10_000),
    ])
    #expect(schedule.tiers[2].deduction == Fixtures.units(1300))
    #expect(schedule.maintenance(Fixtures.units(500_000)) == Fixtures.units(3700))
    #expect(schedule.tier(of: Fixtures.units(264_000)) == 2)
  }

  @Test func theAccountPaysTheFractionOfAnAtom() throws {
    let schedule = try Fixtures.flat(4000)
    #expect(schedule.maintenance(Money(atoms: 250)) == Money(atoms: 1))
    #expect(schedule.maintenance(Money(atoms: 251)) == Money(atoms: 2))
    #expect(schedule.maintenance(.zero) == .zero)
    let initial = try MarginSchedule(tiers: [
      MarginTier(
        floor: .zero, maintenance: Rate(partsPerMillion: 4000),
        initial: Rate(partsPerMillion: 8000))
    ])
    #expect(initial.initial(Money(atoms: 125)) == Money(atoms: 1))
    #expect(initial.initial(Money(atoms: 126)) == Money(atoms: 2))
  }

  @Test func aFloorBelongsToItsTierAndTheRequirementDoesNotJumpThere() throws {
    let schedule = try Fixtures.bitcoinSchedule()
    for (index, row) in Fixtures.bitcoinBrackets.enumerated() where index > 0 {
      let floor = Fixtures.units(row.floor)
      let below = floor - Money(atoms: 1)
      #expect(schedule.tier(of: floor) == index)
      #expect(schedule.tier(of: below) == index - 1)
      #expect(schedule.maintenance(floor) - schedule.maintenance(below) <= Money(atoms: 1))
    }
  }

  @Test func theInitialRateOfATierHoldsForTheWholeNotional() throws {
    let schedule = try Fixtures.bitcoinSchedule()
    #expect(schedule.initial(Fixtures.units(50_000)) == Fixtures.units(500))
    #expect(schedule.initial(Fixtures.units(25_000)) == Fixtures.units(200))
  }

  @Test func everySmallNotionalAsksWhatItsBracketsAddUpTo() throws {
    let rates: [Int64] = [1, 250_000, 250_001, 999_999]
    for low in rates {
      for high in rates where high >= low {
        for floor: Int64 in [1, 7, 30] {
          let schedule = try MarginSchedule(tiers: [
            Fixtures.tier(0, low), Fixtures.tier(floor, high),
          ])
          let naive = NaiveMargin(brackets: [(0, low), (floor, high)], atomsPerTickLot: 1)
          for notional: Int64 in 0...60 {
            let exact = naive.requirement(notional)
            let up = exact / 1_000_000 + (exact % 1_000_000 == 0 ? 0 : 1)
            #expect(Int128(schedule.maintenance(Money(atoms: notional)).atoms) == up)
          }
        }
      }
    }
  }

  @Test(arguments: [
    ([], MarginScheduleError.noTiers),
    ([Fixtures.tier(1, 4000)], .firstFloorNotZero),
    ([Fixtures.tier(0, 4000), Fixtures.tier(0, 5000)], .floorNotAscending(tier: 1)),
    ([Fixtures.tier(0, 0)], .maintenanceOutOfRange(tier: 0)),
    ([Fixtures.tier(0, 1_000_000)], .maintenanceOutOfRange(tier: 0)),
    ([Fixtures.tier(0, 5000), Fixtures.tier(9, 4000)], .rateFalls(tier: 1)),
    (
      [
        MarginTier(
          floor: .zero, maintenance: Rate(partsPerMillion: 5000),
          initial: Rate(partsPerMillion: 4999))
      ], .initialOutOfRange(tier: 0)
    ),
    (
      [
        Fixtures.tier(0, 4000),
        MarginTier(
          floor: Fixtures.units(50_000), maintenance: Rate(partsPerMillion: 5000), initial: .one,
          deduction: Fixtures.units(51)),
      ], .deductionNotContinuous(tier: 1, derived: Fixtures.units(50))
    ),
  ])
  func aScheduleThatContradictsItselfIsRefused(
    tiers: [MarginTier], flaw: MarginScheduleError
  ) {
    #expect(throws: flaw) { try MarginSchedule(tiers: tiers) }
    #expect(!flaw.description.isEmpty)
  }
}
