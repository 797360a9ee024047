import Stepladder

/// A path of two stages, written as data.
let patientLimit = StagedPath(
  name: "patient-limit",
  summary: "Rests at the bankruptcy price for ten seconds, then takes what the book pays.",
  stages: [
    Stage(
      name: "rest", cancels: .symbolOrders, execution: .resting(.seconds(10)),
      limit: .bankruptcy, exits: StageExits(partlyFilled: .next, unfilled: .next)),
    Stage(
      name: "take", execution: .immediateOrCancel,
      pace: Pace(cooldown: .seconds(1), attemptsMax: 5)),
  ])
