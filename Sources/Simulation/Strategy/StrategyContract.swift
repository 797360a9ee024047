public import Liquidation
import Units

/// The test that what an author brings is a value: strategies, liquidation paths and monitors.
///
/// A comparison forks one world into a branch for each path, and what is plugged in is copied with it.
/// A strategy that keeps its memory in a class instance would carry what it saw in one branch into the
/// next, and the comparison would no longer compare like with like. The contract runs a small market
/// to its first liquidation, forks it, runs one branch and then another, and compares each with a run
/// of its own. Call it in a test of your package:
///
/// ```swift
/// #expect(StrategyContract.findings(of: MyStrategy.self, parameters: .init()).isEmpty)
/// ```
///
/// It finds what changes orders, steps or findings in its market. A reference that is never read, or
/// whose memory makes no difference there, is not found.
public enum StrategyContract {
  /// Tests a strategy.
  ///
  /// - Parameters:
  ///   - strategy: The strategy's type.
  ///   - parameters: Parameters with which it trades within the scenario's length.
  ///   - scenario: The market.
  /// - Returns: What is wrong; empty where the contract is kept.
  public static func findings<S: Strategy>(
    of strategy: S.Type, parameters: S.Parameters, in scenario: ContractScenario = .init()
  ) -> [ContractFinding] {
    // A new instance for each world that is meant to be alone.
    let trial = ContractTrial {
      scenario.setup(strategy: S(parameters: parameters))
    }
    return trial.compare(BuiltInPaths.stepLadder, BuiltInPaths.marketOrder)
  }

  /// Tests a liquidation path.
  ///
  /// Besides the branches, the steps of each case are asked for again from two copies in turn, as the
  /// engine does when two accounts are in liquidation at a time.
  ///
  /// - Parameters:
  ///   - path: Makes the path; called more than once.
  ///   - scenario: The market.
  /// - Returns: What is wrong; empty where the contract is kept.
  public static func findings(
    of path: @autoclosure () -> any LiquidationPath, in scenario: ContractScenario = .init()
  ) -> [ContractFinding] {
    let trial = ContractTrial { scenario.setup() }
    let findings = trial.compare(path: path)
    return findings + trial.replay(path: path)
  }

  /// Tests a monitor.
  ///
  /// - Parameters:
  ///   - monitor: Makes the monitor; called more than once.
  ///   - scenario: The market.
  /// - Returns: What is wrong; empty where the contract is kept.
  public static func findings(
    of monitor: @autoclosure () -> any Monitor, in scenario: ContractScenario = .init()
  ) -> [ContractFinding] {
    withoutActuallyEscaping(monitor) { make in
      let trial = ContractTrial { scenario.setup(monitor: make()) }
      return trial.compare(BuiltInPaths.stepLadder, BuiltInPaths.marketOrder)
    }
  }
}

/// One way in which the contract is broken.
public struct ContractFinding: Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public var problem: Problem
  /// The path of the branch in which it showed; nil where it concerns no single branch.
  public var branch: String?
  /// The first simulated second that differs, where one does.
  public var second: Int?

  /// What can be wrong.
  public enum Problem: Sendable, Hashable {
    /// Two runs from the same inputs differ: something else than the inputs is read.
    case notRepeatable
    /// A branch differs from the same branch run alone: memory is shared with another branch.
    case sharedBetweenBranches
    /// The steps of one case depend on another case: memory is shared between copies of the path.
    case sharedBetweenCases
    /// The strategy asked for more than ``StrategyLimits`` allow, or set a timer that does not wait.
    case ranAway
    /// The strategy sent no order, so that nothing was tested.
    case idle
  }

  init(problem: Problem, branch: String?, second: Int? = nil) {
    self.problem = problem
    self.branch = branch
    self.second = second
  }

  /// The finding in one sentence.
  public var description: String {
    let place = branch.map { " along \($0)" } ?? ""
    let time = second.map { ", first in second \($0)" } ?? ""
    switch problem {
    case .notRepeatable:
      return "Two runs from the same inputs differ\(place)\(time)."
    case .sharedBetweenBranches:
      return "A branch differs from a run alone\(place)\(time): memory is shared between branches."
    case .sharedBetweenCases:
      return "A case depends on another one\(place): memory is shared between copies of the path."
    case .ranAway:
      return "The strategy asked for more than a run allows\(place)\(time): see StrategyLimits."
    case .idle:
      return "The strategy sent no order in this scenario, so nothing was tested."
    }
  }
}
