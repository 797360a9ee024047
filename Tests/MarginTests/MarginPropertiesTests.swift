import Margin
import Market
import Testing
import Units

/// What holds for every contract, shape and switch, over seeded accounts.
@Suite("Margin, for every kind of contract and every shape,")
struct MarginPropertiesTests {
  /// Prices up to here are all tried.
  private static let highest: Int64 = 560

  /// The first failing price coming from safety, by trying them all.
  private func scanned(_ rules: MarginRules, _ account: Account) -> Int64? {
    let isLong = account.position.size > .zero
    let path = isLong ? Array((1...Self.highest).reversed()) : Array(1...Self.highest)
    return path.first { rules.isLiquidatable(account, at: Price(ticks: $0)) }
  }

  @Test("fails first at the liquidation price", arguments: ContractKind.allCases)
  func firstFailure(kind: ContractKind) throws {
    var (failing, safe, exactAgrees) = (0, 0, 0)
    for seed in UInt64(0)..<200 {
      var source = MarginDraws(seed: seed)
      let instrument = try source.contract(kind)
      let rules = try source.rules(instrument)
      let account = source.account(instrument, prices: 200...500)
      let found = rules.liquidationPrice(of: account)?.ticks
      let isLong = account.position.size > .zero
      if let judged = scanned(rules, account) {
        failing += 1
        // A long that fails at the highest price tried may fail above it.
        let isBeyond = isLong && judged == Self.highest && found ?? 0 >= judged
        #expect(found == judged || isBeyond, "seed \(seed), \(kind)")
        // Coming from safety: from far up, or from the lowest price.
        let start = Price(ticks: isLong ? 1_000_000 : 1)
        if kind == .linear, let found, let exact = rules.edge(of: account, from: start) {
          let distance = Double(exact.numerator) / Double(exact.denominator) - Double(found)
          let side = isLong ? distance : -distance
          #expect(side >= -1e-6 && side <= 1 + 1e-6 || found == 1, "seed \(seed): \(distance)")
          exactAgrees += 1
        }
      } else {
        safe += 1
        // A short may fail above the highest price tried.
        #expect(found == nil || !isLong && found ?? 0 > Self.highest, "seed \(seed), \(kind)")
      }
    }
    #expect(failing > 100 && safe > 2 && (kind == .inverse || exactAgrees > 100))
  }

  @Test("fails later with more margin", arguments: ContractKind.allCases)
  func monotone(kind: ContractKind) throws {
    var moved = 0
    for seed in UInt64(1000)..<1200 {
      var source = MarginDraws(seed: seed)
      let instrument = try source.contract(kind)
      let rules = try source.rules(instrument)
      let poor = source.account(instrument, prices: 200...500)
      var rich = poor
      rich.cash += source.money(1...20_000)
      let isLong = poor.position.size > .zero
      let (before, after) = (rules.liquidationPrice(of: poor), rules.liquidationPrice(of: rich))
      guard let after else { continue }
      let first = try #require(before, "seed \(seed), \(kind)")
      #expect(isLong ? after <= first : after >= first, "seed \(seed), \(kind)")
      if after != first { moved += 1 }
      let mark = Price(ticks: 350)
      if let later = rules.edge(.bankruptcy, of: rich, from: mark) {
        let earlier = try #require(rules.edge(.bankruptcy, of: poor, from: mark), "seed \(seed)")
        #expect(isLong ? later <= earlier : later >= earlier, "seed \(seed), \(kind)")
      }
    }
    #expect(moved > 80)
  }

  @Test(
    "leaves something at the bankruptcy price and a tick worse nothing",
    arguments: ContractKind.allCases)
  func bankruptcy(kind: ContractKind) throws {
    var tried = 0
    for seed in UInt64(2000)..<2200 {
      var source = MarginDraws(seed: seed)
      let instrument = try source.contract(kind)
      let rules = try source.rules(instrument)
      let account = source.account(instrument, prices: 200...500)
      let isLong = account.position.size > .zero
      let zero = try #require(rules.zeroPrice(of: account))
      let worse = Price(ticks: zero.ticks &+ (isLong ? -1 : 1))
      guard (1..<1_000_000).contains(zero.ticks), worse > .zero else { continue }
      #expect(rules.equity(of: account, at: zero) >= .zero, "seed \(seed), \(kind)")
      #expect(rules.equity(of: account, at: worse) < .zero, "seed \(seed), \(kind)")
      tried += 1
    }
    #expect(tried > 100)
  }

  @Test("restores an account with the fewest lots that do", arguments: ContractKind.allCases)
  func restoring(kind: ContractKind) throws {
    var restored = 0
    for seed in UInt64(3000)..<3300 {
      var source = MarginDraws(seed: seed)
      let instrument = try source.contract(kind)
      let rules = try source.rules(instrument)
      let account = source.account(instrument, prices: 200...500)
      let check = Price(ticks: source.draws.integer(in: 200...500))
      let fee = Rate(partsPerMillion: source.draws.integer(in: 0...3000))
      let found = rules.quantityToRestore(
        account, buffer: .zero, check: check, execution: check, fee: fee)
      // Every number of lots tried, on the account itself.
      func isRestored(_ lots: Int64) -> Bool {
        var cross = CrossAccount(
          collateral: account.cash,
          legs: [
            CrossLeg(symbol: "A", rules: rules, position: account.position, mark: check)
          ])
        if lots > 0 {
          let value = instrument.notional(check, Quantity(lots: lots))
          cross.close(
            leg: 0, quantity: Quantity(lots: lots), at: check,
            fee: value.times(fee, rounding: .up))
        }
        return !cross.isLiquidatable
      }
      let held = account.position.size.magnitude.lots
      let judged = (0..<held).first { isRestored($0) }
      if let found { #expect(isRestored(found.lots), "seed \(seed), \(kind)") }
      #expect(found?.lots == judged, "seed \(seed), \(kind)")
      if judged ?? 0 > 0 { restored += 1 }
    }
    #expect(restored > 15)
  }
}
