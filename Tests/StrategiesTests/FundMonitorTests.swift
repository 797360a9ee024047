import Simulation
import Testing
import Units

@Suite("The monitor of the insurance fund")
struct FundMonitorTests {
  /// What it finds where the fund ends each second with these atoms.
  private func findings(_ balances: [Int64], share: Int64) -> [MonitorFinding] {
    var monitor = FundMonitor(share: Rate(partsPerMillion: share))
    for (second, atoms) in balances.enumerated() {
      let price = Price(ticks: 100)
      monitor.secondEnded(
        PriceSample(
          second: second, index: price, mark: price, last: price, bid: nil, ask: nil,
          bidDepth: .zero, askDepth: .zero, openCases: 0, fund: Money(atoms: atoms)))
    }
    return monitor.runEnded(RunTotals())
  }

  @Test("finds nothing while the fund holds its share, to the atom")
  func holds() {
    #expect(findings([1000, 800, 500, 900], share: 500_000).isEmpty)
    #expect(findings([], share: 500_000).isEmpty)
  }

  @Test("says when the fund fell below the share and how far")
  func falls() throws {
    let finding = try #require(findings([1000, 800, 499, 300, 900], share: 500_000).first)
    #expect(finding.monitor == "fund")
    #expect(finding.time == .zero + .seconds(3))
    #expect(
      finding.claim
        == "The insurance fund fell below 50.00 % of what it began with, to 30.00 % at the lowest.")
  }

  @Test("takes the fraction of an atom for the fund")
  func fraction() {
    // Half of 1001 is 500.5: 500 is less.
    #expect(findings([1001, 501], share: 500_000).isEmpty)
    #expect(findings([1001, 500], share: 500_000).count == 1)
  }
}
