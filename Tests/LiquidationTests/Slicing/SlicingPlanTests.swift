import Liquidation
import Testing
import Units

@Suite struct SlicingPlanTests {
  private let fearful = AlmgrenChrissTests.problem(1e-6)
  private let refilling = ObizhaevaWangTests.problem(2)

  @Test func eachPlanCutsThePositionInItsOwnWay() {
    let minute = Interval.seconds(60)
    let lots = Quantity(lots: 1000)
    func sizes(_ plan: SlicingPlan) -> [Int64] { plan.schedule(for: lots).quantities.map(\.lots) }
    #expect(sizes(.equal(count: 5, over: minute)) == [200, 200, 200, 200, 200])
    // The published trades of the two papers' test cases, in thousandths.
    #expect(sizes(.almgrenChriss(fearful, over: minute)) == [458, 252, 142, 86, 62])
    #expect(
      sizes(.obizhaevaWang(refilling, intervals: 4, over: minute)) == [314, 124, 124, 124, 314])
    #expect(SlicingPlan.equal(count: 5, over: minute).schedule(for: .zero).total == .zero)
  }

  @Test func impossiblePlansAreNamed() {
    let minute = Interval.seconds(60)
    #expect(SlicingPlan.equal(count: 12, over: minute).flaw == nil)
    #expect(SlicingPlan.equal(count: 0, over: minute).flaw != nil)
    #expect(SlicingPlan.equal(count: 10_001, over: minute).flaw != nil)
    #expect(SlicingPlan.equal(count: 12, over: Interval(nanoseconds: 11)).flaw != nil)
    #expect(SlicingPlan.almgrenChriss(fearful, over: minute).flaw == nil)
    #expect(SlicingPlan.almgrenChriss(fearful, over: .zero).flaw != nil)
    // A taste for risk beyond a quarter wave first adds to the position; beyond half a wave there is
    // no best schedule.
    let keen = AlmgrenChrissTests.problem(-4e-7)
    #expect(keen.flaw == nil)
    #expect(keen.slices(of: Quantity(lots: 10), over: minute) == nil)
    #expect(SlicingPlan.almgrenChriss(keen, over: minute).flaw != nil)
    #expect(SlicingPlan.obizhaevaWang(refilling, intervals: 4, over: minute).flaw == nil)
    #expect(SlicingPlan.obizhaevaWang(refilling, intervals: 0, over: minute).flaw != nil)
    let backward = ObizhaevaWangTests.problem(-1)
    #expect(SlicingPlan.obizhaevaWang(backward, intervals: 4, over: minute).flaw != nil)
  }

  @Test func aPlanInUseThatBuysBackStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      let plan = SlicingPlan.almgrenChriss(AlmgrenChrissTests.problem(-4e-7), over: .seconds(60))
      _ = plan.schedule(for: Quantity(lots: 10))
    }
    await #expect(processExitsWith: .failure) {
      _ = SlicingPlan.equal(count: 2, over: .seconds(60)).schedule(for: Quantity(lots: -1))
    }
  }
}
