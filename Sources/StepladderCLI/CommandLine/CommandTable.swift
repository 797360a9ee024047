import Reporting

/// The commands of the program with their operands, options and examples.
///
/// This one table drives the parser, the help and the reference page, so they cannot part.
package enum CommandTable {
  /// All commands, in the order of the help.
  package static let commands: [CommandSpec] = [
    compare, run, quote, verify, diff, check, newStrategy, newFeed, list, importing, help,
  ]

  /// Options that each command understands.
  static let common: [OptionSpec] = [helpOption]

  /// The command of a name.
  package static func command(_ name: String) -> CommandSpec? {
    commands.first { $0.name.rawValue == name }
  }

  private static let compare = CommandSpec(
    name: .compare, operands: [scenario],
    summary:
      "Runs a scenario along several liquidation paths, or under rulebooks, and writes a report.",
    options: [
      OptionSpec(
        "paths", value: "NAMES",
        summary: "The paths, separated by commas, the baseline first; the scenario's if left out."),
      OptionSpec(
        "venues", value: "NAMES",
        summary: "Rulebooks to compare instead of paths, separated by commas, the baseline first; "
          + "names or files of one's own; NAME:switch=option chooses where sources disagree."),
      OptionSpec(
        "seeds", value: "A...B",
        summary: "The seeds, a range or one number; the scenario's if left out."),
      set, grid, variant, threads, index, tape, latency, last, force, full, out, json, quiet,
    ],
    details: [
      "Every seed runs once to the first breach and is forked there: each path, and a control branch "
        + "without liquidation, meets the same market, the same accounts and the same luck.",
      "With --venues each rulebook takes the place of the scenario's mark, funding, margin and rules "
        + "of liquidation, on the same accounts, tape and luck. The manifest holds a file's rulebook whole, so that "
        + "verify does not need the file.",
      "Where strategies, registered paths or monitors take part, the first seed runs twice, and what does not "
        + "repeat ends with code 4.",
      "Where a scenario has variants, all of them run, and the report says where each path is best. --set changes one "
        + "value in all of them, and is applied last. VALUE is read as JSON5, else as a word. A key that the scenario "
        + "leaves at its default may be named; elements of a list, such as index.process.moves[0].over, have to be there.",
      "The parameters of a strategy are keys like others: strategies[0].parameters.lots. The strategy looks at them before "
        + "anything runs; one that it does not know, and a value that it refuses, end the program with 64.",
      "--grid runs every combination of its values, with every variant. A cell is named after them, as in "
        + "touchSize=0.25/checkInterval=1s, and after its variant, as in fast-v/touchSize=0.25; --variant runs the variant "
        + "or cell of a name, or all cells whose names begin with it and a slash. Of a grid the tables of single "
        + "accounts and seconds are left out where it has more than six cells.",
      "With --last each seed runs once more with the other check price, mark for last or last for "
        + "mark, and the report says which accounts only one of them liquidates.",
      "What was found in input files is in the report: gaps, the length of a bar, repeated rows, rows out of "
        + "order, prices between two ticks. Files whose symbols or prices do not fit are refused.",
    ],
    examples: [
      "compare flash-crash", "compare flash-crash --paths market-order,step-ladder --seeds 1...4",
      "compare venues-crash --venues binance-usdm,hyperliquid --seeds 1...4",
      "compare coin-crash --venues binance-coinm,bybit-inverse,bitmex --seeds 1...4",
      "compare flash-crash --set liquidation.checkInterval=2s --variant fast-v",
      "compare flash-crash --grid makers.touchSize=0.25,0.5 --grid makers.count=4,8",
      "compare flash-crash --grid strategies[0].parameters.leverage=4,8 --variant fast-v",
      "compare btc-2021-05-19 --index bars.csv --out Reports/btc",
    ])

  private static let run = CommandSpec(
    name: .run, operands: [scenario],
    summary: "Runs one path and one seed, and observes the simulated market.",
    options: [
      OptionSpec(
        "path", value: "NAME",
        summary: "The path, or \"control\" for no liquidation; the scenario's first if left out."),
      OptionSpec(
        "seed", value: "N", summary: "The seed; the scenario's first if left out."),
      set,
      OptionSpec(
        "variant", value: "NAME",
        summary: "The variant, where there are some; the first if left out."),
      OptionSpec(
        "log", value: "FILE",
        summary: "Writes every event of the run, and what it did to orders and accounts, as CSV."),
      OptionSpec(
        "log-from", value: "TIME",
        summary:
          "With --log: the simulated time at which the log begins, such as 45s; 0 if left out."),
      OptionSpec(
        "log-until", value: "TIME",
        summary: "With --log: when it ends, such as 2min; the end of the run if left out."),
      threads, index, tape, latency, last, force, full, out, json, quiet,
    ],
    details: [
      "The report sets the statistics of the simulated market beside measured ones. It is the report "
        + "of a comparison of this one path and seed.",
      "With --log the run is made once more and logged. The file stands under its name once it is whole; an earlier "
        + "log there is replaced, another file is refused. It begins with what stood at --log-from: a row `account` "
        + "for each account that has something, and a row `rested` for each order, first in the queue first. Then "
        + "each event has a row with the prices after it and an empty `effect`, and below it a row for each thing "
        + "that it did.",
      "The book from the log: `rested` puts an order at the end of the queue at its price, and takes it from where it "
        + "was; `maker`, `resized` and `reduced` leave `remaining` of it where it is, and nothing where that is 0; "
        + "`taker`, `cancelled` and `rejected` take it out. An account from the log: `maker`, `taker`, `transfer` and "
        + "`deleveraging` are its trades; `funding`, `penalty` and `settlement` its payments; each says what the "
        + "account then has.",
      "The columns of the log: " + EventLogTable.words + ".",
    ],
    examples: [
      "run calm-btc", "run flash-crash --path step-ladder --seed 7",
      "run flash-crash --log events.csv --log-from 60s --log-until 90s",
    ])

  private static let verify = CommandSpec(
    name: .verify,
    operands: [OperandSpec("DIR", summary: "The folder of a report.")],
    summary: "Checks the files of a report, then runs it again and compares every byte.",
    options: [
      OptionSpec(
        "cell", value: "NAME",
        summary: "Makes the runs of this variant alone again, and compares its rows in every table."
      ),
      threads, index, tape, latency, last, json, quiet,
    ],
    details: [
      "A mismatch names the file; for runs it names the path, the seed and the first simulated "
        + "second that differs. Inputs are those of the report, known by their SHA-256."
    ],
    examples: ["verify Reports/flash-crash", "verify Reports/flash-crash --cell fast-v"])

  private static let diff = CommandSpec(
    name: .diff,
    operands: [
      OperandSpec("DIR", summary: "The folder of one report."),
      OperandSpec("DIR", summary: "The folder of another."),
    ],
    summary: "Says where two reports part, to the first event that differs.",
    options: [index, tape, latency, last, quiet],
    details: [
      "Both runs are repeated with a journal of the first second that differs. Reports of scenarios "
        + "that read files need these files again; without them the second is named, not the event."
    ],
    examples: ["diff Reports/flash-crash Reports/other"])

  private static let list = CommandSpec(
    name: .list,
    operands: [
      OperandSpec(
        "TOPIC", summary: "What to list.",
        choices: ListTopic.allCases.map(\.rawValue))
    ],
    summary: "Lists what this program knows.", options: [json],
    details: [
      "With --json the venues come with their date, their switches and every field that no source confirms.",
      "The strategies come with the parameters that they have where none is given.",
    ],
    examples: ["list paths", "list venues --json"])

  private static let help = CommandSpec(
    name: .help,
    operands: [
      OperandSpec("COMMAND", summary: "The command to explain.", isOptional: true)
    ],
    summary: "Explains the program or one command.", options: [], details: [],
    examples: ["help compare"])

  private static let scenario = OperandSpec(
    "SCENARIO", summary: "A scenario file, or the name of a shipped scenario.")
  static let set = OptionSpec(
    "set", value: "KEY=VALUE",
    summary:
      "Changes a value of the scenario, such as makers.touchSize=0.25; may be given several times.",
    isRepeatable: true)
  static let grid = OptionSpec(
    "grid", value: "KEY=V1,V2",
    summary:
      "Runs the scenario with each of these values; given several times, with every combination.",
    isRepeatable: true)
  static let variant = OptionSpec(
    "variant", value: "NAME", summary: "The variant or the cell to run; all if left out.")
  private static let threads = OptionSpec(
    "threads", value: "N",
    summary:
      "How many seeds run at a time; the processors if left out. Results do not depend on it."
  )
  static let index = OptionSpec(
    "index", value: "FILE",
    summary: "Bars or trades for the index, where the scenario reads it from a file.")
  static let tape = OptionSpec(
    "tape", value: "FILE",
    summary: "The market tape that the scenario replays; `import tape` makes one.")
  static let latency = OptionSpec(
    "latency", value: "FILE",
    summary:
      "How long orders took, for a replay: `requested,handled,answered` in nanoseconds since 1970, a row an order."
  )
  static let last = OptionSpec(
    "last", value: "FILE", summary: "Trades whose price is the last price of the margin check.")
  static let force = OptionSpec(
    "force",
    summary: "Uses input files that seem to be of different markets, and says so in the report.")
  private static let full = OptionSpec(
    "full",
    summary:
      "Keeps every row of every run and a digest for each simulated second; without it a report "
      + "stays small, and says what its long files hold.")
  private static let out = OptionSpec(
    "out", value: "DIR",
    summary:
      "The report's folder; if left out Reports/ and the scenario's name, with what the command chooses "
      + "otherwise than the scenario does. An earlier report there is replaced as a whole.")
  static let json = OptionSpec(
    "json", summary: "Prints a summary for programs on standard output.")
  static let quiet = OptionSpec("quiet", summary: "Shows no progress and no remarks.")
  private static let helpOption = OptionSpec("help", short: "h", summary: "Explains the command.")
}
