import Intake
import Reporting
import Units

extension CommandContext {
  /// Turns recorded markets into a tape.
  func importTape() throws(InputError) -> ExitCode {
    try refuse(["for"], with: "import tape")
    guard let out = arguments["out"] else {
      throw InputError(.usage, file: "", key: "--out", expected: "a file such as market.tape")
    }
    let files = try SourcePaths.expanded(
      Array(arguments.operands.dropFirst()), resolved: resolved)
    let image = try image(of: files)
    if arguments.has("strict") { try refuseFaults(in: image.facts, of: files[0].path) }
    try write(image, to: out)
    try streams.result(image.facts.lines.joined(separator: "\n") + "\n")
    remark(
      "wrote \(out): \(image.messageCount) messages, \(image.rowCount) rows, "
        + "tick \(image.facts.grid.tickDecimal.text), lot \(image.facts.grid.lotDecimal.text)")
    return .success
  }

  /// Writes a tape under a hidden name, and puts it in its place once it is whole.
  private func write(_ image: TapeImage, to name: String) throws(InputError) {
    var failure: StreamedFileError?
    do throws(StreamedFileError) {
      var file = try StreamedFile.open(
        path: resolved(name), sign: TapeFile.sign, content: "tape")
      try image.write { (bytes) throws(StreamedFileError) in try file.append(bytes) }
      try file.finish()
    } catch {
      failure = error
    }
    try writingFile { () throws(StreamedFileError) in
      if let failure { throw failure }
    }
  }

  /// A tick or a lot of the command line, in hundred-millionths.
  func step(_ option: String) throws(InputError) -> Int64? {
    guard let text = arguments[option] else { return nil }
    guard let number = ExactDecimal(text), let units = TapeGrid.units(of: number) else {
      throw InputError(
        .usage, file: "", key: "--\(option)",
        expected: "a number above 0 with at most 8 decimals, such as 0.001",
        found: InputError.quoted(text))
    }
    return units
  }

  /// Refuses options that belong to something else.
  func refuse(_ options: [String], with command: String) throws(InputError) {
    for option in options where arguments.has(option) {
      throw InputError(
        .usage, file: "", key: "--\(option)", problem: "\(command) has no such option")
    }
  }
}
