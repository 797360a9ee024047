extension CommandTable {
  /// Files of others.
  static let importing = CommandSpec(
    name: .import,
    operands: [
      OperandSpec(
        "KIND", summary: "What comes out: the tiers of a margin, or the tape of a market.",
        choices: ["tiers", "tape"]),
      OperandSpec(
        "FILE", summary: "The file of leverage tiers, JSON; or recorded markets.",
        isRepeatable: true),
    ],
    summary:
      "Turns leverage tiers into the margin of a rulebook or a scenario, and recorded markets into a tape.",
    options: [
      OptionSpec(
        "symbol", value: "SYMBOL",
        summary:
          "Of tiers the contract, such as BTCUSDT, BTCUSDT_241227 with a date, or BTC/USDT:USDT as in the file; must "
          + "be given. Of a tape the symbol whose rows count; needed where a file has several."
      ),
      OptionSpec(
        "for", value: "DOCUMENT",
        summary:
          "With tiers: what the margin goes into: rulebook or scenario; rulebook if left out."),
      tick, lot, round, strict, quiet,
      OptionSpec(
        "out", value: "FILE",
        summary:
          "Where it is written. Of tiers standard output if left out, and a file there is an error. For a tape it "
          + "must be given, and an earlier tape there is replaced."
      ),
    ],
    details: [
      "The file has for each symbol a list of rows with `minNotional`, `maxNotional`, "
        + "`maintenanceMarginRate`, `maxLeverage` and, under `info`, the deduction `cum`, which is checked to "
        + "the atom. Where it is not in every row, the tiers are taken to be continuous, and that is said. What "
        + "comes out goes into a rulebook or a scenario as its `margin`; a rulebook's date and source are yours to "
        + "fill in.",
      "What a file of a recorded market holds is told by its header: the columns of Tardis for books, trades, forced "
        + "orders, and mark price, index and funding. Packed files (.gz, .zst, .zip) are unpacked. Messages are merged "
        + "by arrival, those of one instant trades first, then in the order of the files.",
      "A tape stands under its name once it is whole, and has a checksum: a cut or damaged one is refused (65).",
    ],
    examples: [
      "import tiers leverage-tiers.json --symbol BTCUSDT",
      "import tiers leverage-tiers.json --symbol BTCUSDT --for scenario",
      "import tape incremental_book_L2.csv trades.csv derivative_ticker.csv --out btc.tape",
    ])

  /// The tick of recorded markets.
  static let tick = OptionSpec(
    "tick", value: "PRICE",
    summary:
      "With recorded markets: the tick, which every price must be a multiple of; the largest that fits if left out."
  )
  /// The lot of recorded markets.
  static let lot = OptionSpec(
    "lot", value: "SIZE",
    summary:
      "With recorded markets: the lot, which every size must be a multiple of; the largest that fits if left out."
  )
  /// Whether what is off the grid is rounded.
  static let round = OptionSpec(
    "round",
    summary:
      "With recorded markets: rounds what lies between two ticks or lots that are given, instead of refusing it."
  )
  /// Whether faults of recorded markets are errors.
  static let strict = OptionSpec(
    "strict", summary: "With recorded markets: refuses data in which faults are found (65).")
}
