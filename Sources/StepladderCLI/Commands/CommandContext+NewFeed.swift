import Intake
import Market
import Reporting
import Units

extension CommandContext {
  /// Writes a recorded market made from a seed.
  func performNewFeed() throws(InputError) -> ExitCode {
    let out = arguments.operands[0]
    var seed: UInt64 = 1
    if let text = arguments["seed"] {
      guard let number = UInt64(text) else {
        throw InputError(
          .usage, file: "", key: "--seed", expected: "a whole number from 0",
          found: InputError.quoted(text))
      }
      seed = number
    }
    let length =
      try time("length", in: Interval.seconds(1)...Interval.seconds(3600)) ?? .seconds(600)
    let files = TardisWriter.files(
      of: ExampleFeed.tape(seed: seed, length: length), exchange: "example", symbol: "BTCUSDT",
      tick: ExampleFeed.grid.tick, lot: ExampleFeed.grid.lot)
    let folder = NewFolder(path: resolved(out))
    try interruption.whole {
      Result { () throws(InputError) in
        try writing { () throws(ReportFolderError) in
          try folder.make(
            with: files.map { ReportFile(name: $0.name, bytes: $0.bytes) }, shownPath: out)
        }
      }
    }.get()
    let names = files.map { Words.shell("\(out)/\($0.name)") }.joined(separator: " ")
    try streams.result(
      """
      made \(out): \(files.count) files. Next:

        \(program) import tape \(names) --out market.tape
        \(program) run replay --tape market.tape

      """)
    return .success
  }
}
