import Liquidation
import Margin
import TestSupport
import Testing
import Units

/// Figures: the closing rule of Chitra (2025) for a position of 10 at a price of 1.
@Suite struct LeastCloseTests {
  /// A lot is 10^-11 and an atom 10^-12 of a unit, as the published digits ask for.
  ///
  /// - Parameter alpha: The impact in thousandths of price per unit.
  private func question(alpha: Int128, equity: Int64 = 500_000_000_000) throws -> LeastClose {
    // alpha / 1000 of price on a unit is alpha / 1000 * 10^12 atoms on 10^22 squared lots.
    LeastClose(
      equity: Money(atoms: equity), size: Quantity(lots: 1_000_000_000_000),
      lotValue: Money(atoms: 10), maintenance: Rate(partsPerMillion: 100_000),
      fee: Rate(partsPerMillion: 2000),
      impact: try #require(Ratio(alpha, over: 10_000_000_000_000)))
  }

  @Test("liq.ladder_min_close: the smallest close that restores margin")
  func smallestRoot() throws {
    let question = try question(alpha: 5)
    guard case .close(let lots) = question.answer else {
      Issue.record("no close restores it: \(question.answer)")
      return
    }
    #expect(isClose(Double(lots.lots) * 1e-11, 6.02944363705, relative: 1e-10))
    let equity = question.equity(afterClosing: lots)
    #expect(isClose(Double(equity.atoms) * 1e-12, 0.397055636295, relative: 1e-10))
    let requirement = question.requirement(afterClosing: lots)
    #expect(isClose(Double(requirement.atoms) * 1e-12, 0.397055636295, relative: 1e-10))
    #expect(equity >= requirement)
    let less = lots - Quantity(lots: 1)
    #expect(question.equity(afterClosing: less) < question.requirement(afterClosing: less))
  }

  @Test("liq.ladder_min_close: with twice the impact no partial close ever restores margin")
  func noRealRoot() throws {
    #expect(try question(alpha: 10).answer == .neverRestores)
  }

  @Test func theOtherRegimesAreTold() throws {
    #expect(try question(alpha: 5, equity: 1_000_000_000_000).answer == .notNeeded)
    // Without impact a lot frees 9.8 %, so a hole of 1 needs all ten and a fifth more.
    #expect(try question(alpha: 0, equity: 0).answer == .onlyAll)
    var costly = try question(alpha: 0)
    costly.fee = Rate(partsPerMillion: 100_000)
    #expect(costly.answer == .neverRestores)
  }

  /// The judge tries every size.
  @Test(arguments: UInt64(1)...60)
  func noSmallerCloseWouldDo(seed: UInt64) throws {
    var random = TestRandom(seed: seed)
    let size = random.integer(1...80)
    let lotValue = random.integer(1000...2000)
    let impact = (random.integer(0...40), random.integer(1...20))
    let question = LeastClose(
      equity: Money(atoms: random.integer(-1000...(size * lotValue / 10))),
      size: Quantity(lots: size), lotValue: Money(atoms: lotValue),
      maintenance: Rate(partsPerMillion: random.integer(10_000...200_000)),
      fee: Rate(partsPerMillion: random.integer(0...30_000)),
      impact: try #require(Ratio(Int128(impact.0), over: Int128(impact.1))))
    // In units of 10^-6 atoms over twice the divisor of the impact.
    let enough = (0...size).first { closed in
      let rest = Int128(size - closed) * Int128(lotValue) * 2 * Int128(impact.1)
      let needed = rest * Int128(question.maintenance.partsPerMillion)
      let fee =
        Int128(closed) * Int128(lotValue) * 2 * Int128(impact.1)
        * Int128(question.fee.partsPerMillion)
      let moved = Int128(closed) * Int128(closed) * Int128(impact.0) * 1_000_000
      return Int128(question.equity.atoms) * 2_000_000 * Int128(impact.1) - fee - moved >= needed
    }
    switch question.answer {
    case .notNeeded: #expect(enough == 0, "seed \(seed)")
    case .close(let lots): #expect(lots.lots == enough && lots.lots < size, "seed \(seed)")
    case .onlyAll, .neverRestores:
      #expect(enough == nil || enough == size, "seed \(seed), \(question)")
    }
  }

  @Test func impossibleQuestionsStopTheProgram() async {
    await #expect(processExitsWith: .failure) {
      guard let impact = Ratio(-1, over: 1) else { return }
      _ = LeastClose(
        equity: .zero, size: Quantity(lots: 1), lotValue: Money(atoms: 1),
        maintenance: .basisPoints(1), fee: .zero, impact: impact)
    }
    await #expect(processExitsWith: .failure) {
      guard let impact = Ratio(1, over: 1) else { return }
      _ = LeastClose(
        equity: .zero, size: Quantity(lots: 1), lotValue: .zero, maintenance: .basisPoints(1),
        fee: .zero, impact: impact)
    }
  }
}
