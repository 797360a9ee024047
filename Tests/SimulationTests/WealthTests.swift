import Liquidation
import Simulation
import TestSupport
import Testing
import Units

@Suite("Who pays and what owners are left with")
struct WealthTests {
  private func branches(_ seed: UInt64) throws -> [RunResult] {
    let setup = try ScenarioRun.setup(ScenarioFixture.quickCrash(), seed: seed)
    return SeedComparison.run(
      setup: setup, paths: [BuiltInPaths.marketOrder, BuiltInPaths.stepLadder])
  }

  @Test("owners, their breaches and their base are those of the control, along every path")
  func oneSet() throws {
    let all = try branches(1)
    let control = try #require(all.last)
    #expect(!control.owners.isEmpty)
    let breached = control.accounts.filter(\.breached).map(\.account)
    #expect(control.owners.map(\.account).sorted() == breached)
    for branch in all {
      #expect(branch.owners.map(\.account) == control.owners.map(\.account))
      #expect(branch.owners.map(\.breached) == control.owners.map(\.breached))
      #expect(branch.owners.map(\.equityAtBreach) == control.owners.map(\.equityAtBreach))
      #expect(branch.owners.allSatisfy { $0.atEnd >= .zero })
    }
  }

  @Test("what owners have more or less than in the control is the first row of who pays")
  func firstRow() throws {
    let all = try branches(2)
    let control = try #require(all.last)
    let base = control.owners.reduce(Money.zero) { $0 + $1.atEnd }
    for branch in all.dropLast() {
      let change = branch.owners.reduce(Money.zero) { $0 + $1.atEnd } - base
      let incidence = try #require(branch.incidence)
      #expect(incidence[.breachedOwners] == change)
      #expect(incidence.change(of: .owners) == change)
      let sum = WealthGroup.allCases.reduce(Money.zero) { $0 + incidence[$1] }
      #expect(sum == .zero)
      #expect(incidence[.makers] != .zero, "makers trade with forced orders")
    }
    #expect(control.incidence == nil)
  }

  @Test("a path beside another and alone leaves owners with the same")
  func alone() throws {
    let both = try branches(3)
    let setup = try ScenarioRun.setup(ScenarioFixture.quickCrash(), seed: 3)
    let single = SeedComparison.run(setup: setup, paths: [BuiltInPaths.stepLadder])
    #expect(single[0].owners == both[1].owners)
    #expect(single[0].incidence == both[1].incidence)
  }

  @Test("horizons that the run does not reach have no value")
  func horizons() throws {
    let control = try #require(try branches(1).last)
    let setup = try ScenarioRun.setup(ScenarioFixture.quickCrash(), seed: 1)
    let end = Instant.zero + setup.scenario.length
    for owner in control.owners {
      #expect((owner.afterOneMinute != nil) == (owner.breached + .seconds(60) <= end))
      #expect((owner.afterFiveMinutes != nil) == (owner.breached + .seconds(300) <= end))
    }
  }
}
