import Kernel
import Market
import Units

/// A depth shock and when it strikes.
package struct ShockStrike: Sendable {
  let time: Instant
  let plan: Int

  /// All strikes in order of time, then of plan.
  static func schedule(scenario: Scenario, index: IndexTape, seed: UInt64) -> [ShockStrike] {
    let stream = RandomStream(seed: seed, name: "shocks.timing")
    var strikes: [ShockStrike] = []
    for (number, plan) in scenario.shocks.enumerated() {
      let times = plan.timing.strikes(
        index: index, length: scenario.length, stream: stream, entity: UInt64(number))
      strikes += times.map { ShockStrike(time: $0, plan: number) }
    }
    return strikes.sorted { ($0.time, $0.plan) < ($1.time, $1.plan) }
  }
}
