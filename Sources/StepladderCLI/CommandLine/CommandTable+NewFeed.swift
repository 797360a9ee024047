extension CommandTable {
  /// A recorded market to try.
  static let newFeed = CommandSpec(
    name: .newFeed,
    operands: [
      OperandSpec("DIR", summary: "The folder that is made; it may not exist.")
    ],
    summary: "Writes a recorded market made from a seed, to try a replay without data.",
    options: [
      OptionSpec("seed", value: "N", summary: "The seed; 1 if left out."),
      OptionSpec(
        "length", value: "TIME",
        summary: "From the first message to the last, 1s to 1h; 10min if left out."),
    ],
    details: [
      "The folder has `incremental_book_L2.csv`, `trades.csv` and `derivative_ticker.csv` in the form of Tardis, as a "
        + "venue's perpetual has them: tick 0.1, lot 0.001, 25 levels on each side, and a fall of 8 % in the middle. "
        + "It is a market to try things on and no model of one."
    ],
    examples: ["new-feed feed", "new-feed feed --seed 7 --length 1h"])
}
