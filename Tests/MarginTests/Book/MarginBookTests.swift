import Margin
import Market
import Testing
import Units

/// What holds for accounts of one to four legs, judged leg by leg with plain arithmetic.
@Suite("A margin book") struct MarginBookTests {
  /// An account as the book reads it and as the judge does.
  private struct Drawn {
    var source: MarginDraws
    let book: MarginBook
    let account: AccountView
    let naive: NaiveStanding
    let marks: [Price]

    init(seed: UInt64, kind: ContractKind) throws {
      var source = MarginDraws(seed: seed)
      var (rules, positions, legs): ([MarginRules], [Position], [NaiveStanding.Leg]) = ([], [], [])
      for _ in 0..<source.draws.integer(in: 1...4) {
        let leg = try Self.leg(&source, kind)
        rules.append(leg.rules)
        positions.append(leg.position)
        legs.append(leg.naive)
      }
      let marks = legs.map { _ in Price(ticks: source.draws.integer(in: 200...500)) }
      let equality: AtEquality =
        rules.contains { $0.terms.equality == .liquidatable } ? .liquidatable : .safe
      let poor = NaiveStanding(cash: 0, legs: legs, equality: equality)
      // From a third of what the legs are worth beyond their requirement down to less than that.
      let worth = zip(legs, marks).reduce(Int64(0)) { $0 + $1.0.notional($1.1.ticks) } / 3
      let lacking = Int64(-poor.margin(marks.map(\.ticks)) / 1_000_000)
      let cash = lacking + source.draws.integer(in: (-worth / 8)...max(worth, 1))
      naive = NaiveStanding(cash: cash, legs: legs, equality: equality)
      account = AccountView(
        Account(cash: Money(atoms: cash), position: positions[0]),
        others: Array(positions.dropFirst()))
      book = MarginBook(rules: rules)
      self.marks = marks
      self.source = source
    }

    private static func leg(
      _ source: inout MarginDraws, _ kind: ContractKind
    ) throws -> (rules: MarginRules, position: Position, naive: NaiveStanding.Leg) {
      let instrument =
        switch kind {
        case .linear: try Fixtures.small(atoms: source.draws.integer(in: 1000...3000))
        case .inverse:
          try Instrument(
            symbol: "COIN", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0, lotUnits: 1000,
            makerFee: .zero, takerFee: .zero, kind: .inverse, moneyDecimals: 6)
        }
      let lots = source.pick([-1, -1, 1, 1, 0]) * source.draws.integer(in: 1...80)
      let position = Position(
        size: Quantity(lots: lots),
        entryCost: -instrument.value(
          Quantity(lots: lots), at: Price(ticks: source.draws.integer(in: 200...500))))
      let floor = source.draws.integer(in: 1...60_000_000)
      let low = source.draws.integer(in: 1000...100_000)
      let brackets = [
        (floor: Int64(0), rate: low),
        (floor: floor, rate: low + source.draws.integer(in: 0...200_000)),
      ]
      let isStepped = source.draws.next() % 2 == 0
      let shape: MarginShape =
        isStepped
        ? .steppedTiers(
          [
            SteppedTier(
              limit: .notional(Money(atoms: floor)), maintenance: rate(brackets[0].rate),
              initial: .one),
            SteppedTier(limit: nil, maintenance: rate(brackets[1].rate), initial: .one),
          ], by: .notional)
        : .continuousTiers(brackets.map { Fixtures.tier($0.floor, $0.rate) })
      let rules = try MarginRules(
        instrument: instrument,
        terms: MarginTerms(
          schedule: MarginSchedule(shape: shape), equality: source.pick([.safe, .liquidatable])))
      return (
        rules, position,
        NaiveStanding.Leg(
          lots: lots, entryCost: position.entryCost.atoms, kind: kind,
          weight: kind == .linear ? instrument.atomsPerTickLot : instrument.atomTicksPerLot,
          brackets: brackets, isStepped: isStepped)
      )
    }

    private static func rate(_ partsPerMillion: Int64) -> FineRate {
      FineRate(Rate(partsPerMillion: partsPerMillion))
    }

    /// Shares of the legs that sum to one.
    mutating func shares() -> [Rate] {
      var left: Int64 = 1_000_000
      return naive.legs.indices.map { leg in
        let part = leg == naive.legs.count - 1 ? left : source.draws.integer(in: 0...left)
        left -= part
        return Rate(partsPerMillion: part)
      }
    }

    /// Prices at which no leg has reached its trigger: the last before it, or any; nil where a leg has none.
    mutating func prices(before triggers: [Trigger?]) -> [Int64]? {
      var prices: [Int64] = []
      for trigger in triggers {
        let isNext = source.draws.next() % 2 == 0
        switch trigger {
        case .atOrBelow(let price):
          if price.ticks > MarginBookTests.highest { return nil }
          prices.append(price.ticks + (isNext ? 1 : source.draws.integer(in: 1...400)))
        case .atOrAbove(let price):
          let last = min(price.ticks - 1, MarginBookTests.highest)
          if last == 0 { return nil }
          prices.append(isNext ? last : source.draws.integer(in: 1...last))
        case nil: prices.append(source.draws.integer(in: 1...1000))
        }
      }
      return prices
    }
  }

  /// Far beyond every price that is drawn, and so low that no value leaves 64 bits.
  private static let highest: Int64 = 1_000_000_000

  @Test("says of an account what its legs add up to", arguments: ContractKind.allCases)
  func standing(kind: ContractKind) throws {
    var failing = 0
    for seed in UInt64(0)..<400 {
      let drawn = try Drawn(seed: seed, kind: kind)
      let standing = drawn.book.standing(of: drawn.account, at: drawn.marks)
      let ticks = drawn.marks.map(\.ticks)
      let margin = drawn.naive.margin(ticks)
      #expect(standing.fails == drawn.naive.fails(ticks), "seed \(seed), \(kind)")
      // Down: the account pays the fraction of an atom.
      let spare = standing.equity - standing.requirement
      #expect(spare.atoms == Int64(floorQuotient(margin, 1_000_000)), "seed \(seed), \(kind)")
      if standing.fails { failing += 1 }
    }
    #expect((20...200).contains(failing))
  }

  @Test(
    "lets no account fail while no leg has reached its trigger", arguments: ContractKind.allCases)
  func safety(kind: ContractKind) throws {
    var (safe, ofSeveral, usedUp, failing) = (0, 0, 0, 0)
    for seed in UInt64(0)..<1000 {
      var drawn = try Drawn(seed: seed, kind: kind)
      let legs = drawn.naive.legs
      let shares = drawn.shares()
      let triggers = legs.indices.map {
        drawn.book.trigger(of: drawn.account, leg: $0, share: shares[$0], at: drawn.marks)
      }
      for _ in 0..<20 {
        guard let prices = drawn.prices(before: triggers) else { break }
        #expect(!drawn.naive.fails(prices), "seed \(seed), \(kind), \(prices)")
        safe += 1
        if legs.count(where: { $0.lots != 0 }) > 1 { ofSeveral += 1 }
      }
      // Who fails is found where the prices are, and with all legs at their triggers nothing is left.
      let marks = drawn.marks.map(\.ticks)
      if drawn.naive.fails(marks) {
        failing += 1
        let isFound = zip(triggers, marks).contains { $0?.isReached(at: $1) ?? false }
        #expect(isFound, "seed \(seed), \(kind)")
        continue
      }
      // A flat leg leaves its share.
      let all = zip(triggers, legs).map { $1.lots == 0 ? .max : $0?.ticks ?? .max }
      if all.contains(where: { $0 > Self.highest }) { continue }
      usedUp += 1
      #expect(drawn.naive.margin(all) <= 0, "seed \(seed), \(kind)")
    }
    #expect(safe > 10_000 && ofSeveral > 5000 && usedUp > 100 && failing > 50)
  }

  @Test("gives an account of one leg its liquidation price", arguments: ContractKind.allCases)
  func oneLeg(kind: ContractKind) throws {
    var found = 0
    for seed in UInt64(0)..<600 {
      var source = MarginDraws(seed: seed)
      let instrument = try source.contract(kind)
      let rules = try source.rules(instrument)
      let account = source.account(instrument, prices: 200...500)
      let book = MarginBook(rules: [rules])
      let mark = Price(ticks: source.draws.integer(in: 200...500))
      let view = AccountView(account)
      let price = rules.liquidationPrice(of: account)
      let isLong = account.position.size > .zero
      let trigger = book.trigger(of: view, leg: 0, share: .one, at: [mark])
      #expect(trigger == price.map { isLong ? .atOrBelow($0) : .atOrAbove($0) }, "seed \(seed)")
      #expect(book.standing(of: view, at: [mark]) == rules.standing(of: account, at: mark))
      if price != nil { found += 1 }
    }
    #expect(found > 300)
  }

  @Test(
    "takes a whole share to where the account fails with the others held",
    arguments: ContractKind.allCases)
  func wholeShare(kind: ContractKind) throws {
    var failing = 0
    for seed in UInt64(2000)..<2400 {
      let drawn = try Drawn(seed: seed, kind: kind)
      for leg in drawn.naive.legs.indices {
        let trigger = drawn.book.trigger(of: drawn.account, leg: leg, share: .one, at: drawn.marks)
        guard let trigger, trigger.ticks <= Self.highest else { continue }
        var prices = drawn.marks.map(\.ticks)
        prices[leg] = trigger.ticks
        #expect(drawn.naive.fails(prices), "seed \(seed), \(kind)")
        failing += 1
      }
    }
    #expect(failing > 200)
  }

  private func floorQuotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    let (whole, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? whole - 1 : whole
  }
}

extension Trigger {
  fileprivate var ticks: Int64 {
    switch self {
    case .atOrBelow(let price), .atOrAbove(let price): price.ticks
    }
  }

  fileprivate func isReached(at ticks: Int64) -> Bool {
    switch self {
    case .atOrBelow(let price): ticks <= price.ticks
    case .atOrAbove(let price): ticks >= price.ticks
    }
  }
}
