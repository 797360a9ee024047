extension CommandTable {
  /// A scenario, a rulebook, or recorded markets.
  static let check = CommandSpec(
    name: .check,
    operands: [
      OperandSpec(
        "FILE",
        summary:
          "A scenario or rulebook file, or the name of a shipped one; or recorded markets: a tape, or files, folders and "
          + "names with * that one can be made from.",
        isRepeatable: true)
    ],
    summary: "Reads a scenario, a rulebook or recorded markets, and says what is wrong with them.",
    options: [
      set, grid, variant, index, tape, latency, last, force,
      OptionSpec(
        "symbol", value: "SYMBOL", summary: "With recorded markets: the symbol whose rows count."),
      tick, lot, round, strict, json, quiet,
    ],
    details: [
      "With --set, --grid and --variant it checks what compare would run, parameters of strategies included.",
      "With --index and --last it reads these files as well and says what it finds in them: how long a bar is, "
        + "gaps, repeated rows, rows out of order, prices between two ticks.",
      "A document with the key `venue` is a rulebook. It is read once with each option of its "
        + "switches, and what no source confirms is said as a remark. An option is named after a colon: "
        + "`bybit-usdt:maintenanceBasis=mark`.",
      "Of recorded markets it prints a table: messages and rows, the times of both clocks, gaps, crossed and locked books, "
        + "missing and repeated ids, times that run backwards, delays, sides that stand still, levels far away and "
        + "repeated snapshots. A tape carries the table of its import. With --strict faults end the program with 65.",
    ],
    examples: [
      "check my-scenario.json5",
      "check flash-crash --grid strategies[1].parameters.quoteNotional=20000,50000",
      "check hyperliquid:afterPartial=pause",
      "check incremental_book_L2.csv trades.csv --strict",
    ])
}
