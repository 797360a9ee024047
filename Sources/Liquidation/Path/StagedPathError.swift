/// Why a list of stages makes no path.
package enum StagedPathError: Error, Sendable, Hashable {
  /// There is no stage.
  case noStages
  /// Two stages have this name.
  case stageNamedTwice(String)
  /// A stage jumps to a name that no stage has.
  case unknownStage(String, from: String)
  /// A stage has no attempt.
  case noAttempts(stage: String)
  /// A stage waits for less than no time.
  case negativeCooldown(stage: String)
  /// The numbers of a stage cannot be used.
  case flawed(stage: String, reason: String)
  /// No exit leads from this stage to an end.
  case neverLeft(String)
}
