import Liquidation
import Market
import Simulation
import Strategies
import Synchronization
import Testing
import Units

@Suite("The contract of plug-ins")
struct StrategyContractTests {
  @Test("is kept by the passive holder")
  func holder() {
    #expect(StrategyContract.findings(of: PassiveHolder.self, parameters: .init()).isEmpty)
  }

  @Test("is kept by the two-sided maker")
  func maker() {
    #expect(StrategyContract.findings(of: TwoSidedMaker.self, parameters: .init()).isEmpty)
  }

  @Test("is kept by the trend follower")
  func follower() {
    var parameters = TrendFollower.Parameters()
    parameters.fastMarks = 3
    parameters.slowMarks = 8
    #expect(StrategyContract.findings(of: TrendFollower.self, parameters: parameters).isEmpty)
  }

  @Test("is kept by every built-in path", arguments: BuiltInPaths.all)
  func path(path: StagedPath) {
    #expect(StrategyContract.findings(of: path).isEmpty)
  }

  @Test("is kept by the monitor of the fund")
  func monitor() {
    #expect(StrategyContract.findings(of: FundMonitor(share: .one)).isEmpty)
  }

  @Test("is broken by a strategy whose branches share a memory")
  func sharedStrategy() {
    let findings = StrategyContract.findings(of: SharingStrategy.self, parameters: .init())
    #expect(findings.contains { $0.problem == .sharedBetweenBranches })
    #expect(!findings.contains { $0.problem == .notRepeatable })
  }

  @Test("is broken by a strategy that counts its runs")
  func countingStrategy() {
    let findings = StrategyContract.findings(of: CountingStrategy.self, parameters: .init())
    #expect(findings.contains { $0.problem == .notRepeatable })
  }

  @Test("is not tested by a strategy that sends nothing")
  func idleStrategy() {
    let findings = StrategyContract.findings(of: Idle.self, parameters: .init())
    #expect(findings.map(\.problem) == [.idle])
  }

  @Test("is broken by a path whose cases share a memory")
  func sharedPath() {
    let findings = StrategyContract.findings(of: SharingPath())
    #expect(findings.contains { $0.problem == .sharedBetweenBranches })
    #expect(findings.contains { $0.problem == .sharedBetweenCases })
  }

  @Test("is broken by a monitor whose branches share a memory")
  func sharedMonitor() {
    let findings = StrategyContract.findings(of: SharingMonitor())
    #expect(findings.map(\.problem).contains(.sharedBetweenBranches))
  }
}

/// A memory that copies share.
private final class Memory: Sendable {
  private let count = Mutex(0)

  /// Counts on and returns the count before.
  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0 - 1
    }
  }
}

/// Buys and sells in turn at every fiftieth picture, counted in a shared memory.
private struct SharingStrategy: Strategy {
  static var name: String { "sharing" }
  struct Parameters: Codable, Sendable {}

  let pictures = Memory()

  init(parameters: Parameters) {}

  mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
    let number = pictures.next()
    guard number % 50 == 0 else { return }
    desk.submit(
      OrderRequest(
        side: number % 100 == 0 ? .buy : .sell, quantity: Quantity(lots: 10), kind: .market))
  }
}

/// Sends at its start as many orders as there were runs before: state outside the strategy.
private struct CountingStrategy: Strategy {
  static var name: String { "counting" }
  struct Parameters: Codable, Sendable {}

  static let runs = Memory()

  init(parameters: Parameters) {}

  mutating func start(at desk: inout Desk) {
    let lots = Int64(Self.runs.next() + 1)
    desk.submit(OrderRequest(side: .buy, quantity: Quantity(lots: lots), kind: .market))
  }
}

/// Waits before each order, longer with every step of any case.
private struct SharingPath: LiquidationPath {
  let name = "sharing"
  let summary = "Waits longer with every step of any case."
  let steps = Memory()

  mutating func next(in situation: Situation) -> PathAnswer {
    let number = Int64(steps.next())
    if situation.outcome != .waited {
      return PathAnswer(.wait(.milliseconds(100 * (number + 1))))
    }
    return PathAnswer(
      .submit(
        ForcedOrder(
          quantity: situation.size.magnitude, limit: situation.budgetPrice,
          duration: .immediateOrCancel)))
  }
}

/// Reports how many incidents any branch has had.
private struct SharingMonitor: Monitor {
  let incidents = Memory()

  mutating func incidentHappened(_ incident: Incident) { _ = incidents.next() }

  mutating func runEnded(_ totals: RunTotals) -> [MonitorFinding] {
    [MonitorFinding(monitor: "sharing", time: nil, claim: "\(incidents.next()) incidents.")]
  }
}
