import StepladderCLI
import Strategies
import TestSupport
import Testing

/// Shipped scenarios whose runs are pinned, path by path: what a change of the inside has to leave as it is.
///
/// A change of these digests is a change of results. It belongs in a commit that says why the new ones are
/// right, and raises the engine version. The swarm and the committed reports pin many more.
@Suite("Shipped scenarios are the same event for event") struct ScenarioGoldenTests {
  /// A comparison and the digest of each of its runs, the control last.
  struct Golden: Sendable, CustomTestStringConvertible {
    var comparison: String
    var digests: [String]
    var testDescription: String { comparison }
  }

  /// Seconds in release, five minutes in debug.
  @Test(
    .enabled(
      if: !_isDebugAssertConfiguration(),
      "whole scenarios: swift test -c release --filter GoldenTests"),
    arguments: [
      Golden(
        comparison:
          "flash-crash --variant fast-v --seeds 1 --paths market-order,step-ladder,sealed-bid",
        digests: ["d4599aa5eaf2685b", "a122cac7dd036328", "b3d317d0bcf7c104", "ce50c9ccf5666b71"]),
      Golden(
        comparison: "coin-crash --seeds 1 --paths market-order,twap-slices,backstop-transfer",
        digests: ["86e1130be17e44e0", "b98894e3e3e11a73", "b440f2559313a064", "dc538299d26a1d9a"]),
      Golden(
        comparison: "venues-crash --seeds 1 --venues binance-usdm,hyperliquid,dydx-v4",
        digests: ["a0cea3bd8b3a7f15", "b61f84fac85daa44", "0e03a4d88b9fba01", "6a6ae42f1f65f132"]),
    ]
  )
  func `every run has the digest it had`(golden: Golden) throws {
    var program = StepladderProgram()
    program.register(PassiveHolder.self)
    program.register(TwoSidedMaker.self)
    program.register(TrendFollower.self)
    let session = Session(program: program)
    try #require(session.run("compare \(golden.comparison) --out out --quiet") == .success)
    let digests = session.text("out/manifest.json").matches(of: /"digest": "([0-9a-f]{16})"/)
    #expect(
      digests.map { String($0.output.1) } == golden.digests,
      "to repeat: stepladder compare \(golden.comparison) --out out")
  }
}
