import Liquidation

extension StageReader {
  /// A list of stages that make a path.
  func stages(_ value: ValueReader) throws(InputError) -> [Stage] {
    let list = try value.list(count: 1...50)
    var stages: [Stage] = []
    for value in list { stages.append(try value.object(stage)) }
    do throws(StagedPathError) {
      try StagedPath.check(stages)
    } catch {
      throw Self.complaint(error, stages, list)
    }
    return stages
  }

  /// What keeps the stages from being a path, at the stage that it is about.
  private static func complaint(
    _ error: StagedPathError, _ stages: [Stage], _ list: [ValueReader]
  ) -> InputError {
    func at(_ name: String, last: Bool = false) -> ValueReader {
      let place =
        last
        ? stages.lastIndex { $0.name == name } : stages.firstIndex { $0.name == name }
      return list[place ?? 0]
    }
    switch error {
    case .noStages: return list[0].mismatch("at least one stage")
    case .stageNamedTwice(let name):
      return at(name, last: true).mismatch(
        "a name that no stage before it has", found: InputError.quoted(name))
    case .unknownStage(let name, let stage):
      return at(stage).mismatch(
        "exits to stages of this path", found: InputError.quoted(name),
        suggestion: Suggestion.nearest(to: name, among: stages.map(\.name)))
    case .noAttempts(let name): return at(name).mismatch("at least one attempt")
    case .negativeCooldown(let name): return at(name).mismatch("a cooldown that is not negative")
    case .flawed(let name, let reason): return at(name).mismatch("that \(reason)")
    case .neverLeft(let name):
      return at(name).mismatch(
        "a stage from which some exit leads to an end",
        found: "\(InputError.quoted(name)), which is never left")
    }
  }
}
