import Margin
import Market
import Testing
import Units

@Suite struct MarginRulesReductionsTests {
  @Test func aLongThatClosesAtTheCheckPriceFreesItsMaintenance() throws {
    // 100 lots worth 1,000 each, 10 % maintenance, equity 8,000: a fifth has to go.
    let (rules, account) = try setting(lots: 100, price: 10, equity: 8_000)
    let price = Price(ticks: 10)
    func restore(buffer: Int64 = 0, execution: Int64 = 10, fee: Int64 = 0) -> Int64? {
      rules.quantityToRestore(
        account, buffer: Rate(partsPerMillion: buffer), check: price,
        execution: Price(ticks: execution), fee: Rate(partsPerMillion: fee))?.lots
    }
    #expect(restore() == 20)
    // With a quarter on top, 64 lots can stay.
    #expect(restore(buffer: 250_000) == 36)
    // Each lot frees 100 and pays 50 of fee: 40.
    #expect(restore(fee: 50_000) == 40)
    // A tick worse costs 100 a lot, all that it frees: no partial close helps.
    #expect(restore(execution: 9) == nil)
    // A tick better earns 100 a lot besides.
    #expect(restore(execution: 11) == 10)
  }

  @Test func aShortThatBuysBackDearerLosesInsteadOfGaining() throws {
    let (rules, account) = try setting(lots: -100, price: 10, equity: 8_000)
    let price = Price(ticks: 10)
    func restore(at execution: Int64) -> Quantity? {
      rules.quantityToRestore(
        account, buffer: .zero, check: price, execution: Price(ticks: execution), fee: .zero)
    }
    #expect(restore(at: 9) == Quantity(lots: 10))
    #expect(restore(at: 10) == Quantity(lots: 20))
    #expect(restore(at: 11) == nil)
  }

  @Test func theFractionOfAFeeCountsAsAWholeAtom() throws {
    // Each lot needs 100.5 and pays 0.5 of fee.
    let rules = try MarginRules(
      instrument: Fixtures.small(atoms: 100), schedule: Fixtures.flat(100_500))
    func restore(equity: Int64) -> Int64? {
      let position = Position(size: Quantity(lots: 100), entryCost: Money(atoms: -100_000))
      return rules.quantityToRestore(
        Account(cash: Money(atoms: equity), position: position), buffer: .zero,
        check: Price(ticks: 10), execution: Price(ticks: 10), fee: Rate(partsPerMillion: 500))?.lots
    }
    // Three lots: a fee of 1.5 rounds to 2, and 9,748 does not cover 97 times 100.5.
    #expect(restore(equity: 9750) == 4)
    #expect(restore(equity: 9751) == 3)
    // Four lots: the fee is 2 without rounding, and 9,648 covers 96 times 100.5.
    #expect(restore(equity: 9650) == 4)
    #expect(restore(equity: 9649) == 5)
  }

  @Test func aHealthyAccountHasNothingToClose() throws {
    let (rules, account) = try setting(lots: 100, price: 10, equity: 10_000)
    let answer = rules.quantityToRestore(
      account, buffer: .zero, check: Price(ticks: 10), execution: Price(ticks: 1),
      fee: Rate(partsPerMillion: 500_000))
    #expect(answer == .zero)
    #expect(
      rules.quantityToRestore(
        Account(), buffer: .zero, check: Price(ticks: 10), execution: Price(ticks: 10), fee: .zero)
        == nil)
  }

  /// A tenth of maintenance on a contract whose lot is worth 100 atoms a tick.
  private func setting(
    lots: Int64, price: Int64, equity: Int64
  ) throws -> (MarginRules, Account) {
    let rules = try MarginRules(
      instrument: Fixtures.small(atoms: 100), schedule: Fixtures.flat(100_000))
    let account = Account(
      cash: Money(atoms: equity),
      position: Position(
        size: Quantity(lots: lots), entryCost: Money(atoms: -lots * price * 100)))
    return (rules, account)
  }

  /// What is left above the need after a close, in 1e-12 atoms, told by closing.
  private func surplus(
    _ naive: NaiveMargin, _ account: Account, closing lots: Int64, buffer: Int64, check: Int64,
    execution: Int64, fee: Int64
  ) -> Int128 {
    var closed = account
    let side = account.position.size.lots.signum()
    let lot = Money(atoms: execution * naive.atomsPerTickLot)
    let paid = Money(atoms: lots * lot.atoms).times(
      Rate(partsPerMillion: fee), rounding: .up)
    closed.cash += closed.position.trade(Quantity(lots: -side * lots), lotValue: lot) - paid
    let notional = abs(closed.position.size.lots) * check * naive.atomsPerTickLot
    return Int128(naive.equity(closed, at: check)) * 1_000_000_000_000
      - naive.requirement(notional) * Int128(1_000_000 + buffer)
  }

  @Test func seededReductionsAreTheLeastThatAScanFinds() throws {
    var draws = Draws(seed: 99)
    var restored = 0
    var hopeless = 0
    let atom: Int128 = 1_000_000_000_000
    for round in 0..<4000 {
      let brackets: [(floor: Int64, rate: Int64)] = [
        (0, draws.integer(in: 1000...50_000)),
        (draws.integer(in: 1...40_000), draws.integer(in: 50_000...150_000)),
        (draws.integer(in: 40_001...90_000), draws.integer(in: 150_000...500_000)),
      ]
      let naive = NaiveMargin(brackets: brackets, atomsPerTickLot: 100)
      let rules = try MarginRules(
        instrument: Fixtures.small(atoms: 100),
        schedule: MarginSchedule(tiers: brackets.map { Fixtures.tier($0.floor, $0.rate) }))
      let lots = draws.integer(in: 1...24) * (draws.next() % 2 == 0 ? 1 : -1)
      let check = draws.integer(in: 20...80)
      let execution = check + draws.integer(in: -6...6)
      let buffer = draws.integer(in: 0...3) * 50_000
      let fee = draws.integer(in: 0...2) * 333
      let notional = abs(lots) * check * 100
      let equity = draws.integer(in: -100...(notional / 3))
      let account = Account(
        cash: Money(atoms: equity),
        position: Position(
          size: Quantity(lots: lots), entryCost: Money(atoms: -lots * check * 100)))
      let answer = rules.quantityToRestore(
        account, buffer: Rate(partsPerMillion: buffer), check: Price(ticks: check),
        execution: Price(ticks: execution), fee: Rate(partsPerMillion: fee))
      func left(_ closing: Int64) -> Int128 {
        surplus(
          naive, account, closing: closing, buffer: buffer, check: check, execution: execution,
          fee: fee)
      }
      // One atom is what the fraction of a fee may hold back.
      let slack = fee == 0 ? 0 : atom
      let end = answer?.lots ?? abs(lots)
      let fewerSuffice = (0..<end).contains { left($0) >= slack }
      #expect(!fewerSuffice, "seed 99, round \(round): fewer than \(end) lots suffice")
      if let answer {
        #expect(left(answer.lots) >= 0, "seed 99, round \(round): \(answer.lots) lots")
        if answer > .zero { restored += 1 }
      } else {
        hopeless += 1
      }
    }
    // Sometimes: a partial close restores, and sometimes none does.
    #expect(restored > 200 && hopeless > 200)
  }

  @Test func thePublishedOkxPositionIsReducedTo2000Contracts() throws {
    // OKX, forced partial liquidation: tier 1 to 2,000 contracts, tier 3 from 12,001; 15,000 held.
    let schedule = try MarginSchedule(tiers: [
      Fixtures.tier(0, 4000), Fixtures.tier(2001, 5000), Fixtures.tier(12_001, 20_000),
    ])
    let rules = try MarginRules(instrument: Fixtures.small(), schedule: schedule)
    let account = Account(position: Position(size: Quantity(lots: -15_000)))
    let price = Price(ticks: 1)
    #expect(rules.quantityToTier(account, down: 2, at: price) == Quantity(lots: 13_000))
    #expect(rules.quantityToTier(account, down: 1, at: price) == Quantity(lots: 3000))
    #expect(rules.quantityToTier(account, down: 3, at: price) == nil)
    #expect(rules.quantityToTier(Account(), down: 1, at: price) == nil)
  }

  @Test func everySmallPositionDropsItsTiersWithTheFewestLots() throws {
    let schedule = try MarginSchedule(tiers: [
      Fixtures.tier(0, 10_000), Fixtures.tier(10, 20_000), Fixtures.tier(25, 30_000),
      Fixtures.tier(70, 40_000),
    ])
    let rules = try MarginRules(instrument: Fixtures.small(), schedule: schedule)
    for lots: Int64 in 1...20 {
      for ticks: Int64 in 1...12 {
        let account = Account(position: Position(size: Quantity(lots: lots)))
        let from = schedule.tier(of: Money(atoms: lots * ticks))
        for count in 1...4 {
          let fewest = (1...lots).first {
            schedule.tier(of: Money(atoms: (lots - $0) * ticks)) <= from - count
          }
          let found = rules.quantityToTier(account, down: count, at: Price(ticks: ticks))
          #expect(found?.lots == fewest, "\(lots) lots at \(ticks), \(count) tiers down")
        }
      }
    }
  }

  @Test func anOrderNeedsInitialMarginAfterItsFillAndFee() throws {
    let rules = try MarginRules(
      instrument: Fixtures.bitcoin(), schedule: Fixtures.bitcoinSchedule())
    let price = Price(ticks: 6_000_000)
    func accepts(
      atoms: Int64, lots: Int64 = 1000, at order: Price? = nil, fee: Int64 = 0,
      leverage: Int64? = nil
    ) -> Bool {
      rules.initialMarginMet(
        Account(cash: Money(atoms: atoms)), change: Quantity(lots: lots), price: order ?? price,
        mark: price, fee: Rate(partsPerMillion: fee), leverage: leverage)
    }
    // 60,000 is in the 100x bracket: 600.
    #expect(accepts(atoms: 600_000_000) && !accepts(atoms: 599_999_999))
    #expect(accepts(atoms: 600_000_000, lots: -1000))
    // A fee of 0.05 % is 30 more; a limit 10 above the mark costs 10 at once.
    #expect(accepts(atoms: 630_000_000, fee: 500) && !accepts(atoms: 629_999_999, fee: 500))
    #expect(accepts(atoms: 610_000_000, at: Price(ticks: 6_001_000)))
    #expect(!accepts(atoms: 609_999_999, at: Price(ticks: 6_001_000)))
    // The account's own limit of 20x asks 3,000.
    #expect(accepts(atoms: 3_000_000_000, leverage: 20))
    #expect(!accepts(atoms: 2_999_999_999, leverage: 20))
  }

  @Test func whatOnlyReducesIsAcceptedAndWhatTurnsRoundIsNot() throws {
    let rules = try MarginRules(
      instrument: Fixtures.bitcoin(), schedule: Fixtures.bitcoinSchedule())
    let price = Price(ticks: 6_000_000)
    let broke = Fixtures.account(
      lots: 1000, entry: price, margin: .zero, in: try Fixtures.bitcoin())
    func accepts(_ lots: Int64) -> Bool {
      rules.initialMarginMet(
        broke, change: Quantity(lots: lots), price: price, mark: price, fee: .zero)
    }
    #expect(accepts(-1) && accepts(-1000))
    #expect(!accepts(1) && !accepts(-1001) && !accepts(-2000))
  }
}
