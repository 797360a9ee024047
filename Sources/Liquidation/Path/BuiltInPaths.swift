import Units

/// The liquidation paths that ship with the program.
public enum BuiltInPaths {
  /// The paths that a comparison runs where it names none, the baseline first; ``more`` has the others.
  public static var all: [StagedPath] {
    [marketOrder, stepLadder, takeoverLimit, twapSlices, backstopTransfer]
  }

  /// One order for the whole position, bounded only by what account and fund can pay.
  public static var marketOrder: StagedPath {
    StagedPath(
      name: "market-order",
      summary: "One market order for the whole position.",
      stages: [
        Stage(
          name: "market", cancels: .symbolOrders, execution: .immediateOrCancel,
          pace: Pace(cooldown: .seconds(1), attemptsMax: 3), exits: StageExits(healthy: .release))
      ])
  }

  /// A fifth at a time near the mark until healthy; then what is left.
  public static var stepLadder: StagedPath {
    StagedPath(
      name: "step-ladder",
      summary: "A fifth of the position at a time within 1 % of the mark, until healthy again.",
      stages: [
        Stage(
          name: "step", cancels: .symbolOrders,
          sizing: .fractionOfOriginal(Rate(partsPerMillion: 200_000)),
          execution: .immediateOrCancel, limit: .markOffset(.basisPoints(100)),
          pace: Pace(cooldown: .seconds(2), attemptsMax: 10)),
        Stage(
          name: "rest", execution: .immediateOrCancel,
          pace: Pace(cooldown: .seconds(2), attemptsMax: 3)),
      ])
  }

  /// A limit order at the bankruptcy price; the fund keeps what it fills better.
  public static var takeoverLimit: StagedPath {
    StagedPath(
      name: "takeover-limit",
      summary: "A limit order at the bankruptcy price; the fund keeps the margin that is left.",
      remainder: .fund,
      stages: [
        Stage(
          name: "takeover", cancels: .symbolOrders, execution: .resting(.seconds(30)),
          limit: .bankruptcy, exits: StageExits(partlyFilled: .next, unfilled: .next)),
        Stage(
          name: "fund aggresses", execution: .immediateOrCancel,
          pace: Pace(cooldown: .seconds(5), attemptsMax: 3)),
      ])
  }

  /// Equal slices on a clock, whatever the price does.
  public static var twapSlices: StagedPath {
    StagedPath(
      name: "twap-slices",
      summary: "Twelve equal slices, five seconds apart, over a minute.",
      stages: [
        Stage(
          name: "slice", cancels: .symbolOrders,
          sizing: .fractionOfOriginal(Rate(partsPerMillion: 83_334)),
          execution: .immediateOrCancel,
          pace: Pace(cooldown: .seconds(5), attemptsMax: 12),
          exits: StageExits(healthy: .again)),
        Stage(
          name: "rest", execution: .immediateOrCancel,
          pace: Pace(cooldown: .seconds(5), attemptsMax: 3)),
      ])
  }

  /// A short try in the book, then position and margin go to a backstop provider.
  public static var backstopTransfer: StagedPath {
    StagedPath(
      name: "backstop-transfer",
      summary:
        "One order within 0.5 % of the mark; below two thirds of maintenance the backstop takes over.",
      stages: [
        Stage(
          name: "book", cancels: .symbolOrders, execution: .immediateOrCancel,
          limit: .markOffset(.basisPoints(50)),
          exits: StageExits(partlyFilled: .next, unfilled: .next)),
        Stage(
          name: "backstop", trigger: .belowMaintenance(Rate(partsPerMillion: 666_667)),
          execution: .backstop, limit: .bankruptcy,
          pace: Pace(cooldown: .seconds(1), attemptsMax: 3)),
        Stage(
          name: "rest", execution: .immediateOrCancel,
          pace: Pace(cooldown: .seconds(2), attemptsMax: 3)),
      ])
  }
}
