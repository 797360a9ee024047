import Market
import Testing
import Units

@Suite struct ShockStateTests {
  private func millionths(_ count: Int64) -> Rate { Rate(partsPerMillion: count) }

  private func at(_ seconds: Int64) -> Instant { Instant.zero + .seconds(seconds) }

  private func plan(_ shock: DepthShock, hold: Int64 = 0, halfLife: Int64 = 10) -> DepthShockPlan {
    DepthShockPlan(
      shock: shock, timing: .at(.zero), hold: .seconds(hold), halfLife: .seconds(halfLife))
  }

  @Test func `half of a disturbance is gone after each half-life`() {
    // Powers of one half, floor of a million times: 2^-0.5 = 0.70710678, 2^-(1/3) = 0.79370053,
    // 2^-0.1 = 0.93303299, 2^-2.5 = 0.17677670, 2^-19 = 0.0000019073.
    let table: [(tenths: Int64, left: Int64)] = [
      (0, 1_000_000), (1, 933_032), (5, 707_106), (10, 500_000), (20, 250_000), (25, 176_776),
      (190, 1), (199, 1), (200, 0), (1_000_000, 0),
    ]
    for line in table {
      let left = HalfLife.remaining(
        after: .milliseconds(line.tenths * 100), halfLife: .seconds(1))
      #expect(left == millionths(line.left), "after \(line.tenths) tenths of a half-life")
    }
    #expect(HalfLife.remaining(after: .seconds(1), halfLife: .seconds(3)) == millionths(793_700))
  }

  @Test func `a disturbance never grows back`() {
    var before = Rate.one
    for step in 0..<4000 {
      let now = HalfLife.remaining(
        after: .milliseconds(Int64(step) * 7), halfLife: .milliseconds(1301))
      #expect(now <= before)
      before = now
    }
  }

  @Test func `a thinned side quotes less and recovers`() {
    var state = ShockState()
    state.strike(plan(.thin(side: .buy, rate: millionths(800_000))), number: 0, at: at(100))
    #expect(state.factors(at: at(100)).buySize == millionths(200_000))
    #expect(state.factors(at: at(110)).buySize == millionths(600_000))
    #expect(state.factors(at: at(120)).buySize == millionths(800_000))
    #expect(state.factors(at: at(110)).sellSize == .one)
    #expect(state.factors(at: at(400)) == .none)
  }

  @Test func `a shock on both sides acts on both`() {
    var state = ShockState()
    state.strike(plan(.thin(side: nil, rate: millionths(500_000))), number: 0, at: at(0))
    state.strike(plan(.gap(side: nil, rate: millionths(2000))), number: 1, at: at(0))
    let factors = state.factors(at: at(0))
    #expect(factors.size(.buy) == millionths(500_000))
    #expect(factors.size(.sell) == millionths(500_000))
    #expect(factors.gap(.buy) == millionths(2000))
    #expect(factors.gap(.sell) == millionths(2000))
  }

  @Test func `a pulled side is empty for the hold and comes back by half-lives`() {
    var state = ShockState()
    state.strike(plan(.pull(side: .sell), hold: 30), number: 0, at: at(0))
    #expect(state.factors(at: at(30)).sellSize == .zero)
    #expect(state.factors(at: at(40)).sellSize == millionths(500_000))
    #expect(state.factors(at: at(30)).buySize == .one)
  }

  @Test func `a wider spread and a hole fade too`() {
    var state = ShockState()
    state.strike(plan(.widen(rate: millionths(4_000_000))), number: 0, at: at(0))
    state.strike(plan(.gap(side: .buy, rate: millionths(3000))), number: 1, at: at(0))
    #expect(state.factors(at: at(0)).spread == millionths(5_000_000))
    #expect(state.factors(at: at(10)).spread == millionths(3_000_000))
    #expect(state.factors(at: at(10)).buyGap == millionths(1500))
    #expect(state.factors(at: at(10)).sellGap == .zero)
  }

  @Test func `different shocks at once multiply sizes and spreads and add gaps`() {
    var state = ShockState()
    for number in [0, 3] {
      state.strike(
        plan(.thin(side: .buy, rate: millionths(500_000))), number: number, at: at(0))
      state.strike(plan(.widen(rate: millionths(1_000_000))), number: number + 1, at: at(0))
      state.strike(plan(.gap(side: .sell, rate: millionths(100))), number: number + 2, at: at(0))
    }
    let factors = state.factors(at: at(0))
    #expect(factors.buySize == millionths(250_000))
    #expect(factors.spread == millionths(4_000_000))
    #expect(factors.sellGap == millionths(200))
  }

  @Test func `a cancel burst leaves nothing that fades`() {
    var state = ShockState()
    state.strike(plan(.cancelBurst(rate: .one)), number: 0, at: at(0))
    #expect(state.isCalm)
    #expect(state.factors(at: at(0)) == .none)
  }

  @Test func `shares outside their range are flawed`() {
    let over = millionths(1_000_001)
    let under = millionths(-1)
    for shock in [
      DepthShock.thin(side: nil, rate: over), .thin(side: .buy, rate: under),
      .cancelBurst(rate: over), .gap(side: nil, rate: .one), .widen(rate: under),
    ] {
      #expect(shock.flaw != nil)
    }
    #expect(DepthShock.pull(side: .buy).flaw == nil)
    #expect(plan(.pull(side: .buy), halfLife: 0).flaw != nil)
    #expect(plan(.pull(side: .buy), hold: -1).flaw != nil)
    #expect(plan(.pull(side: .buy)).flaw == nil)
  }

  /// Whatever the shock is: two hundred strikes in twenty seconds are as strong as one.
  @Test(arguments: [
    DepthShock.thin(side: nil, rate: Rate(partsPerMillion: 600_000)),
    .thin(side: .sell, rate: Rate(partsPerMillion: 600_000)), .pull(side: .buy),
    .widen(rate: .one), .gap(side: nil, rate: Rate(partsPerMillion: 20_000)),
    .cancelBurst(rate: .one),
  ])
  func `a shock that strikes again before it has faded is back at full strength and no stronger`(
    shock: DepthShock
  ) {
    var once = ShockState()
    once.strike(plan(shock), number: 0, at: at(20))
    var often = ShockState()
    for strike in Int64(0)...200 {
      often.strike(plan(shock), number: 0, at: .zero + .milliseconds(100 * strike))
    }
    for seconds in [Int64(20), 25, 30, 60, 300] {
      #expect(often.factors(at: at(seconds)) == once.factors(at: at(seconds)))
    }
  }

  @Test func `different shocks widen the spread a thousand times and leave bids a price`() {
    var state = ShockState()
    for number in 0..<100 {
      state.strike(plan(.widen(rate: .one), hold: 60), number: number, at: at(0))
      state.strike(
        plan(.gap(side: nil, rate: millionths(300_000)), hold: 60), number: 100 + number, at: at(0))
    }
    let factors = state.factors(at: at(10))
    #expect(factors.spread == millionths(1_000_000_000))
    #expect(factors.buyGap == millionths(990_000) && factors.sellGap == millionths(990_000))
  }
}
