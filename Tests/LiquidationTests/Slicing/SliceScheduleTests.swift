import Liquidation
import TestSupport
import Testing
import Units

@Suite struct SliceScheduleTests {
  @Test func equalSlicesGiveTheOddLotsToTheFirst() {
    let schedule = SliceSchedule.equal(Quantity(lots: 14), count: 4, over: .seconds(60))
    #expect(schedule.quantities.map(\.lots) == [4, 4, 3, 3])
    #expect(schedule.offsets == [0, 15, 30, 45].map { .seconds($0) })
    let tiny = SliceSchedule.equal(Quantity(lots: 1), count: 3, over: Interval(nanoseconds: 10))
    #expect(tiny.quantities.map(\.lots) == [1, 0, 0])
    #expect(tiny.offsets.map(\.nanoseconds) == [0, 3, 6])
    let none = SliceSchedule.equal(.zero, count: 3, over: .seconds(3))
    #expect(none.total == .zero)
  }

  @Test(arguments: UInt64(1)...25)
  func slicesAlwaysAddUpAndKeepToTheirShare(seed: UInt64) throws {
    var random = TestRandom(seed: seed)
    let total = Quantity(lots: random.integer(0...5_000_000_000_000))
    let problem = ObizhaevaWang(
      size: Double(random.integer(1...1_000_000)), horizon: Double(random.integer(1...60)),
      resilience: Double(random.integer(0...400)) / 100)
    let intervals = Int(random.integer(1...40))
    let schedule = try #require(
      problem.slices(of: total, intervals: intervals, over: .seconds(60)), "seed \(seed)")
    #expect(schedule.total == total, "seed \(seed)")
    for (slice, trade) in zip(schedule.quantities, problem.trades(intervals: intervals)) {
      let exact = trade / problem.size * Double(total.lots)
      // A lot by the remainder, and the proportions are kept to 2^-40 of the whole.
      #expect(
        abs(Double(slice.lots) - exact) < 1 + 40 * 0x1p-40 * Double(total.lots), "seed \(seed)")
    }
  }

  @Test func aScheduleThatRunsBackwardStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = SliceSchedule(
        offsets: [.seconds(1), .zero], quantities: [Quantity(lots: 1), Quantity(lots: 1)])
    }
    await #expect(processExitsWith: .failure) {
      _ = SliceSchedule(offsets: [.zero], quantities: [Quantity(lots: -1)])
    }
    await #expect(processExitsWith: .failure) {
      _ = SliceSchedule(offsets: [.zero], quantities: [])
    }
  }
}
