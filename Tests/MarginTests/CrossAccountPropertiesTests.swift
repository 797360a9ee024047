import Margin
import Market
import Testing
import Units

/// What holds for every cross account, over seeded ones of one to five legs.
@Suite("A cross account of any legs")
struct CrossAccountPropertiesTests {
  private func drawn(
    _ source: inout MarginDraws, kind: ContractKind, proportional: Bool
  ) throws -> CrossAccount {
    let count = Int(source.draws.integer(in: 1...5))
    var legs: [CrossLeg] = []
    for index in 0..<count {
      // A million times finer than the small contracts, so that an atom is little.
      let instrument =
        switch kind {
        case .linear: try Fixtures.small(atoms: source.draws.integer(in: 1000...3000))
        case .inverse:
          try Instrument(
            symbol: "COIN", priceDecimals: 0, tickUnits: 1, quantityDecimals: 0, lotUnits: 1000,
            makerFee: .zero, takerFee: .zero, kind: .inverse, moneyDecimals: 6)
        }
      let rules =
        try proportional
        ? MarginRules(
          instrument: instrument,
          terms: MarginTerms(
            schedule: MarginSchedule(
              shape: .flat(
                maintenance: source.rate(5000...100_000), initial: .one))))
        : source.rules(instrument, stepped: false)
      legs.append(
        CrossLeg(
          symbol: "LEG\(index)", rules: rules,
          position: source.account(instrument, prices: 200...500).position,
          mark: Price(ticks: source.draws.integer(in: 200...500))))
    }
    var account = CrossAccount(collateral: .zero, legs: legs)
    // Equity from twice the requirement down to as much below nothing.
    let need = account.maintenance.atoms
    account.collateral =
      Money(atoms: source.draws.integer(in: -2 * need...2 * need)) - account.equity
    return account
  }

  /// Equity over maintenance, as the atoms by which equity misses the ratio before.
  private func drift(_ before: CrossAccount, _ after: CrossAccount) -> Double {
    let kept = Double(before.equity.atoms) * Double(after.maintenance.atoms)
    return Double(after.equity.atoms) - kept / Double(before.maintenance.atoms)
  }

  @Test(
    "keeps its ratio when part of a leg closes at the zero price", arguments: ContractKind.allCases)
  func zeroPrice(kind: ContractKind) throws {
    var (partial, bankrupt, priced) = (0, 0, 0)
    for seed in UInt64(0)..<1200 {
      var source = MarginDraws(seed: seed)
      let account = try drawn(&source, kind: kind, proportional: source.draws.next() % 2 == 0)
      let leg = Int(source.draws.integer(in: 0...Int64(account.legs.count - 1)))
      let held = account.legs[leg].position.size.magnitude
      let closed = Quantity(lots: source.draws.integer(in: 1...held.lots))
      guard account.maintenance > .zero else { continue }
      // A fee at the bankruptcy price follows the collateral, which a close changes, and not the size.
      let feeFollowsCollateral = account.legs.contains {
        $0.rules.closingFee == .countedAtBankruptcy
      }
      if feeFollowsCollateral { continue }
      let quote = account.bankruptcyQuote(leg: leg, closing: closed)
      var after = account
      after.close(leg: leg, quantity: closed, receiving: quote)
      // The quote rounds up by an atom at most, values of inverse legs and requirements by one each.
      let tolerance = 3 + 2 * abs(Double(account.equity.atoms) / Double(account.maintenance.atoms))
      #expect(abs(drift(account, after)) <= tolerance, "seed \(seed), \(kind)")
      if closed < held { partial += 1 }
      if account.equity < .zero { bankrupt += 1 }
      // The zero price is the quote, spread over the lots.
      guard let price = account.exactZeroPrice(leg: leg, closing: closed) else { continue }
      let ticks = Double(price.numerator) / Double(price.denominator)
      let instrument = account.legs[leg].rules.instrument
      let value =
        switch kind {
        case .linear: ticks * Double(closed.lots) * Double(instrument.atomsPerTickLot)
        case .inverse: Double(closed.lots) * Double(instrument.atomTicksPerLot) / ticks
        }
      #expect(abs(value - abs(Double(quote.atoms))) <= 1 + value * 1e-12, "seed \(seed), \(kind)")
      priced += 1
    }
    #expect(partial > 100 && bankrupt > 50 && priced > 100)
  }

  @Test(
    "fails first at the liquidation price of a leg, others held", arguments: ContractKind.allCases)
  func liquidationPrice(kind: ContractKind) throws {
    var failing = 0
    for seed in UInt64(500)..<600 {
      var source = MarginDraws(seed: seed)
      let account = try drawn(&source, kind: kind, proportional: false)
      let leg = Int(source.draws.integer(in: 0...Int64(account.legs.count - 1)))
      guard account.legs.allSatisfy({ $0.rules.terms.equality == .safe }) else { continue }
      let isLong = account.legs[leg].position.size > .zero
      func fails(_ ticks: Int64) -> Bool {
        var moved = account
        moved.legs[leg].mark = Price(ticks: ticks)
        return moved.isLiquidatable
      }
      guard let found = account.liquidationPrice(leg: leg)?.ticks, found < 5000 else { continue }
      #expect(fails(found), "seed \(seed), \(kind)")
      let next = found + (isLong ? 1 : -1)
      if next >= 1 { #expect(!fails(next), "seed \(seed), \(kind)") }
      failing += 1
    }
    #expect(failing > 10)
  }

  @Test("of one leg is the isolated account", arguments: ContractKind.allCases)
  func oneLeg(kind: ContractKind) throws {
    for seed in UInt64(700)..<900 {
      var source = MarginDraws(seed: seed)
      let instrument = try source.contract(kind)
      let rules = try source.rules(instrument)
      let isolated = source.account(instrument, prices: 200...500)
      let mark = Price(ticks: source.draws.integer(in: 200...500))
      let cross = CrossAccount(
        collateral: isolated.cash,
        legs: [CrossLeg(symbol: "A", rules: rules, position: isolated.position, mark: mark)])
      #expect(cross.equity == rules.equity(of: isolated, at: mark))
      #expect(cross.maintenance == rules.maintenance(of: isolated, at: mark))
      #expect(cross.standing == rules.standing(of: isolated, at: mark))
      #expect(cross.liquidationPrice(leg: 0) == rules.liquidationPrice(of: isolated))
      // Without a fee the account is used up where its equity is zero.
      var terms = rules.terms
      terms.closingFeeRate = .zero
      let feeless = try MarginRules(instrument: instrument, terms: terms)
      let zero = (
        cross.exactZeroPrice(leg: 0), feeless.edge(.bankruptcy, of: isolated, from: mark)
      )
      if cross.maintenance > .zero { #expect(zero.0 == zero.1, "seed \(seed), \(kind)") }
    }
  }

  /// Money only moves: what an account has is what came in less what went out, to the atom.
  @Test("books every fill, payment and fee to the atom", arguments: ContractKind.allCases)
  func books(kind: ContractKind) throws {
    for seed in UInt64(1000)..<1100 {
      var source = MarginDraws(seed: seed)
      var account = try drawn(&source, kind: kind, proportional: true)
      // Collateral and entry costs, and what others received for it.
      var others = -account.legs.reduce(account.collateral) { $0 + $1.position.entryCost }
      for _ in 0..<20 {
        let leg = Int(source.draws.integer(in: 0...Int64(account.legs.count - 1)))
        let held = account.legs[leg].position.size.magnitude.lots
        let fee = source.money(-5...50)
        if held == 0 { continue }
        let price = Price(ticks: source.draws.integer(in: 100...600))
        let closed = Quantity(lots: source.draws.integer(in: 1...held))
        let side = account.legs[leg].position.size.lots.signum()
        others -=
          account.legs[leg].rules.instrument.value(
            Quantity(lots: closed.lots * side), at: price) - fee
        account.close(leg: leg, quantity: closed, at: price, fee: fee)
        let sum = account.legs.reduce(account.collateral) { $0 + $1.position.entryCost } + others
        #expect(sum == .zero, "seed \(seed), \(kind)")
        let isEmptied = account.legs[leg].position.isFlat
        #expect(!isEmptied || account.legs[leg].position.entryCost == .zero)
      }
      let shed = source.money(0...100)
      let before = account
      account.closeShareOfEveryLeg(Rate(partsPerMillion: 500_000), fee: shed)
      // At the marks equity loses only the fee, and the atom of rounding of each inverse leg.
      let lost = (before.equity - account.equity - shed).magnitude.atoms
      #expect(lost <= (kind == .linear ? 0 : Int64(account.legs.count)), "seed \(seed), \(kind)")
    }
  }
}
