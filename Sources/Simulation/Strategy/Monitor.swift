public import Units

/// Watches a run and judges it; it never decides anything.
///
/// A monitor is a value, like strategies and paths: it is copied with the world when a branch is forked,
/// so it has seen the shared prefix and then its own branch alone. What it finds is part of the run's
/// result and changes nothing else.
public protocol Monitor: Sendable {
  /// A simulated second is over.
  mutating func secondEnded(_ sample: PriceSample)
  /// Something was written to the incident log.
  mutating func incidentHappened(_ incident: Incident)
  /// The branch is over.
  ///
  /// - Parameter totals: The totals of the branch.
  /// - Returns: What is to be reported; nothing where all is well.
  mutating func runEnded(_ totals: RunTotals) -> [MonitorFinding]
}

extension Monitor {
  /// Does nothing.
  public mutating func secondEnded(_ sample: PriceSample) {}
  /// Does nothing.
  public mutating func incidentHappened(_ incident: Incident) {}
  /// Finds nothing.
  public mutating func runEnded(_ totals: RunTotals) -> [MonitorFinding] { [] }
}

/// What a monitor has to say about a run.
public struct MonitorFinding: Sendable, Hashable {
  /// The monitor, lower case, words joined by hyphens.
  public var monitor: String
  /// When what it found began; nil where it concerns the whole run.
  public var time: Instant?
  /// What it found, one sentence with integers in it and nothing that depends on the machine.
  public var claim: String

  /// Makes a finding.
  public init(monitor: String, time: Instant?, claim: String) {
    self.monitor = monitor
    self.time = time
    self.claim = claim
  }
}
