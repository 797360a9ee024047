import Margin
import Market
import TestSupport
import Testing
import Units

/// A watch beside a scan of every account, over seeded ledgers in which accounts trade, pay and are paid while the
/// price walks and jumps.
///
/// In debug a tenth of the seeds run.
@Suite("The watch and a scan of every account") struct MarginWatchSwarmTests {
  #if DEBUG
    private static let seeds: Range<UInt64> = 0..<100
  #else
    private static let seeds: Range<UInt64> = 0..<1000
  #endif

  private struct Crowd {
    static let count = 8
    var source: MarginDraws
    let book: MarginBook
    var ledger: Ledger
    var watch = MarginWatch(accountCount: count)
    var price = Price(ticks: 350)
    /// Who has been noted as failing and has not changed since.
    var resting: Set<Int> = []

    var rules: MarginRules { book.rules[0] }

    init(seed: UInt64, kind: ContractKind) throws {
      source = MarginDraws(seed: seed)
      let instrument = try source.contract(kind)
      var rules = try source.rules(instrument)
      // Steps of the notional in half of all, because there an account can be beyond its trigger and safe.
      while seed % 4 >= 2, !Self.hasSteps(rules) { rules = try source.rules(instrument) }
      book = MarginBook(rules: [rules])
      ledger = Ledger(participantCount: Self.count, instrument: book.rules[0].instrument)
      for account in 0..<Self.count {
        ledger.deposit(source.money(0...6000), to: OwnerID(Int32(account)))
      }
      for _ in 0..<12 { trade() }
    }

    static func hasSteps(_ rules: MarginRules) -> Bool {
      if case .steppedTiers(_, .notional) = rules.schedule.shape { true } else { false }
    }

    mutating func touch(_ account: Int32) {
      watch.touch(Int(account))
      resting.remove(Int(account))
    }

    mutating func trade() {
      let buyer = Int32(source.draws.integer(in: 0...Int64(Self.count - 1)))
      let seller =
        (buyer + Int32(source.draws.integer(in: 1...Int64(Self.count - 1)))) % Int32(Self.count)
      ledger.fill(
        buyer: OwnerID(buyer), seller: OwnerID(seller), price: price,
        quantity: Quantity(lots: source.draws.integer(in: 1...30)), buyerFee: source.money(0...5))
      touch(buyer)
      touch(seller)
    }

    /// Money comes or goes, for one or for all.
    mutating func pay() {
      let account = Int32(source.draws.integer(in: 0...Int64(Self.count - 1)))
      switch source.draws.integer(in: 0...4) {
      case 0:
        ledger.payFunding(
          rate: Rate(partsPerMillion: source.draws.integer(in: -9000...9000)), price: price)
        for account in 0..<Int32(Self.count) { touch(account) }
      case 1, 2:
        ledger.deposit(source.money(0...2000), to: OwnerID(account))
        touch(account)
      default:
        ledger.withdraw(source.money(0...2000), from: OwnerID(account))
        touch(account)
      }
    }

    /// A step of a few ticks, or a jump to anywhere.
    mutating func move() {
      let ticks =
        source.draws.integer(in: 0...4) == 0
        ? source.draws.integer(in: 60...700)
        : price.ticks + source.draws.integer(in: -9...9)
      price = Price(ticks: max(ticks, 20))
    }

    mutating func refresh() {
      let (book, ledger, price) = (book, ledger, price)
      watch.refresh { account, leg in
        book.trigger(
          of: AccountView(ledger[OwnerID(Int32(account))]), leg: leg, share: .one, at: [price])
      }
    }

    func fails(_ account: Int) -> Bool {
      book.standing(of: AccountView(ledger[OwnerID(Int32(account))]), at: [price]).fails
    }
  }

  @Test("find the same") func findTheSame() throws {
    var failing: [AtEquality: Int] = [:]
    var (safeBeyond, ofSteps) = (0, 0)
    for seed in Self.seeds {
      let kind: ContractKind = seed % 2 == 0 ? .linear : .inverse
      var crowd = try Crowd(seed: seed, kind: kind)
      for _ in 0..<12 {
        if crowd.source.draws.next() % 2 == 0 { crowd.trade() }
        if crowd.source.draws.next() % 3 == 0 { crowd.pay() }
        crowd.move()
        crowd.refresh()
        let candidates = crowd.watch.candidates(leg: 0, at: crowd.price)
        let found = candidates.filter { crowd.fails($0) }
        let (ledger, rules, price) = (crowd.ledger, crowd.rules, crowd.price)
        let reached = NaiveMarginScan.reached(in: ledger, rules: rules, at: price)
        let judged = NaiveMarginScan.failing(in: ledger, rules: rules, at: price)
        let awake = { (account: Int) in !crowd.resting.contains(account) }
        #expect(candidates == reached.filter(awake), "asked, seed \(seed), \(kind)")
        #expect(found == judged.filter(awake), "failing, seed \(seed), \(kind)")
        failing[rules.terms.equality, default: 0] += found.count
        safeBeyond += candidates.count - found.count
        if Crowd.hasSteps(rules) { ofSteps += found.count }
        for account in found where crowd.source.draws.next() % 2 == 0 {
          crowd.watch.rest(account)
          crowd.resting.insert(account)
        }
      }
    }
    #expect(failing[.safe, default: 0] > 50 && failing[.liquidatable, default: 0] > 50)
    #expect(ofSteps > 20 && safeBeyond > 0)
  }
}
