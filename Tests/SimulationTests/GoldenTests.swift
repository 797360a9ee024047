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
    #expect(result.totals.messages == 99_024)
    #expect(String(result.digests.last ?? 0, radix: 16) == "cf432f128db6f509")
  }

  @Test func drawnRulebooksAndInverseContractsAreTheSameEventForEvent() throws {
    var all: UInt64 = 0
    for seed in Array(1001...1012) + Array(2001...2012) {
      var draw = try SwarmDraw(seed: UInt64(seed))
      let (setup, path) = try draw.draw(seconds: 8)
      let result = SeedComparison.runAlone(setup: setup, path: path)
      all = all &* 0x0000_0100_0000_01B3 ^ (result.digests.last ?? 0)
    }
    #expect(String(all, radix: 16) == "6703493991b84991")
  }
}
