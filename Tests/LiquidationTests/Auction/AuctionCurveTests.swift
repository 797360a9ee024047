import Liquidation
import Testing
import Units

/// The price of a Dutch auction over time.
///
/// Prices are in ticks of 10^-15, so that the published decimals can be compared.
@Suite struct AuctionCurveTests {
  static let tick = 1e-15
  static func ticks(_ price: Double) -> Price { Price(ticks: Int64((price / tick).rounded())) }
  static let percent = AuctionRatio(Rate(partsPerMillion: 990_000))

  /// MakerDAO, dss abaci.t.sol at fa4f6630.
  @Test(
    "maker-linear: the price falls evenly from 1000 to nothing in an hour",
    arguments: [
      (0, 1000.0), (360, 900), (720, 800), (1800, 500), (3240, 100), (3600, 0), (9999, 0),
    ])
  func makerLinear(second: Int64, price: Double) {
    let curve = AuctionCurve.linear(length: .seconds(3600))
    let top = Price(ticks: 1_000_000_000_000)
    let asked = curve.price(from: top, after: .seconds(second))
    #expect(isClose(Double(asked.ticks) * 1e-9, price, within: 1e-9))
  }

  /// MakerDAO, dss clip.t.sol at fa4f6630.
  @Test(
    "maker-stairstep: a percent less each second",
    arguments: [(30, 3.698501866941401), (69, 2.4991851495), (100, 1.830161706366147)])
  func makerStairstep(second: Int64, price: Double) {
    let steps = AuctionCurve.stairstep(cut: Self.percent, step: .seconds(1))
    let falling = AuctionCurve.exponential(cut: Self.percent)
    for curve in [steps, falling] {
      let asked = curve.price(from: Self.ticks(5), after: .seconds(second))
      #expect(isClose(Double(asked.ticks) * Self.tick, price, within: 1e-9))
    }
  }

  /// MakerDAO's parameters for ETH-B of 2021.
  @Test(
    "maker-ethb-curve: near the feed after 19 minutes, at half of it when it is reset",
    arguments: [(0, 1.2), (19, 0.9914), (90, 0.4857)])
  func makerEthB(minute: Int64, ratio: Double) {
    let curve = AuctionCurve.stairstep(cut: Self.percent, step: .seconds(60))
    let asked = curve.price(from: Self.ticks(1.2), after: .seconds(60 * minute))
    #expect(isClose(Double(asked.ticks) * Self.tick, ratio, within: 0.001))
  }

  @Test(
    "auction.dutch_decay: the published prices of stairs and line",
    arguments: [
      (0, 1.2, 1.2), (90, 1.188, 1.185), (900, 1.08525849001, 1.05),
      (3600, 0.802766110284, 0.6),
    ])
  func dutchDecay(second: Int64, stair: Double, linear: Double) {
    let stairs = AuctionCurve.stairstep(cut: Self.percent, step: .seconds(90))
    let line = AuctionCurve.linear(length: .seconds(7200))
    let top = Self.ticks(1.2)
    let onStairs = stairs.price(from: top, after: .seconds(second))
    // Above 1, half a unit of the twelfth and last published digit is more than 10^-12 of it.
    #expect(isClose(Double(onStairs.ticks) * Self.tick, stair, relative: stair > 1 ? 5e-12 : 1e-12))
    let onLine = line.price(from: top, after: .seconds(second))
    #expect(isClose(Double(onLine.ticks) * Self.tick, linear, relative: 1e-12))
  }

  @Test("auction.dutch_decay: 19 steps or 20 minutes to the feed's price")
  func dutchTarget() {
    let stairs = AuctionCurve.stairstep(cut: Self.percent, step: .seconds(90))
    let line = AuctionCurve.linear(length: .seconds(7200))
    let (top, target) = (Self.ticks(1.2), Self.ticks(1))
    #expect(stairs.time(from: top, to: target) == .seconds(19 * 90))
    #expect(line.time(from: top, to: target) == .seconds(1200))
    #expect(line.time(from: top, to: .zero) == .seconds(7200))
    #expect(line.time(from: top, to: top) == .zero)
    #expect(line.time(from: top, to: Price(ticks: -1)) == nil)
    #expect(AuctionCurve.exponential(cut: Self.percent).time(from: top, to: target) == .seconds(19))
  }

  @Test func thePriceIsNotYetLowerAnInstantBeforeAStep() {
    let curve = AuctionCurve.stairstep(cut: Self.percent, step: .seconds(90))
    let top = Price(ticks: 10_000)
    let early = Interval.seconds(90) - Interval(nanoseconds: 1)
    #expect(curve.price(from: top, after: early) == top)
    #expect(curve.price(from: top, after: .seconds(90)) == Price(ticks: 9900))
    #expect(curve.price(from: Price(ticks: 101), after: .seconds(90)) == Price(ticks: 100))
  }

  @Test func aPriceNeverRisesAndAlwaysReachesItsTargetJustInTime() {
    let curves: [AuctionCurve] = [
      .linear(length: .seconds(77)), .exponential(cut: Self.percent),
      .stairstep(cut: AuctionRatio(Rate(partsPerMillion: 900_001)), step: .milliseconds(350)),
    ]
    let top = Price(ticks: 1_234_567)
    for curve in curves {
      var last = top
      for tenth in Int64(0)...900 {
        let price = curve.price(from: top, after: .milliseconds(100 * tenth))
        #expect(price <= last)
        last = price
      }
      for target in [Price(ticks: 1_234_566), Price(ticks: 1_000_000), Price(ticks: 700_000)] {
        guard let time = curve.time(from: top, to: target) else {
          Issue.record("\(curve) never reaches \(target)")
          continue
        }
        let before = curve.price(from: top, after: time - Interval(nanoseconds: 1))
        let reached = curve.price(from: top, after: time)
        // The price rounds up to a tick, so it may reach a whole target a moment late, never early.
        #expect(before >= target && reached <= Price(ticks: target.ticks + 1))
      }
    }
  }

  @Test func impossibleCurvesAreNamed() {
    let nothing = AuctionRatio(attos: 0)
    #expect(AuctionCurve.linear(length: .zero).flaw != nil)
    #expect(AuctionCurve.exponential(cut: .one).flaw != nil)
    #expect(AuctionCurve.exponential(cut: nothing).flaw != nil)
    #expect(AuctionCurve.stairstep(cut: Self.percent, step: .zero).flaw != nil)
    #expect(AuctionCurve.stairstep(cut: Self.percent, step: .seconds(1)).flaw == nil)
  }

  @Test func aRatioOutsideOfTheWholeStopsTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = AuctionRatio(attos: -1) }
    await #expect(processExitsWith: .failure) {
      _ = AuctionRatio(Rate(partsPerMillion: 1_000_001))
    }
  }
}
