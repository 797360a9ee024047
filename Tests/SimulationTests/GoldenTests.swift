import Liquidation
import Market
import Simulation
import Testing
import TestSupport
import Units

/// One run whose events are pinned: the same in debug and release, on every machine.
///
/// A change of these figures is a change of results. It belongs in a commit that says why the new ones are
/// right, and raises the engine version.
struct GoldenTests {
  @Test func aCrashAlongTheStepLadderIsTheSameEventForEvent() throws {
    let scenario = try ScenarioFixture.crash(seconds: 90, accounts: 60)
    guard case .process(let process, let start) = scenario.index else {
      Issue.record("the fixture's index is a process")
      return
    }
    let setup = try WorldSetup(
      scenario: scenario, seed: 1,
      index: process.tape(seed: 1, length: scenario.length, start: start))
    let result = SeedComparison.runAlone(setup: setup, path: BuiltInPaths.stepLadder)
    #expect(result.liquidations.count == 16)
    #expect(result.totals.messages == 96_241)
    #expect(String(result.digests.last ?? 0, radix: 16) == "bcf77f997f6bc6b0")
  }
}
