import Foundation
import Intake

extension CommandContext {
  /// Whether a word of `check` means recorded markets: files that are no documents.
  func isRecordedMarket(_ word: String) -> Bool {
    let isDocument = [".json5", ".json"].contains { word.lowercased().hasSuffix($0) }
    if isDocument { return false }
    if TapeRole.allCases.contains(where: { word.hasPrefix($0.rawValue + "=") }) { return true }
    return word.contains("*") || FileManager.default.fileExists(atPath: resolved(word))
  }

  /// Says what is wrong with recorded markets: a tape, or files that a tape is made from.
  func checkMarkets() throws(InputError) -> ExitCode {
    try refuse(["set", "grid", "variant", "index", "last", "force"], with: "check of data")
    let files = try SourcePaths.expanded(arguments.operands, resolved: resolved)
    var all: [TapeFacts] = []
    if files.contains(where: { TapeFile.isTape($0.path) }) {
      for file in files { all.append(try TapeFile.open(file.path).facts) }
    } else {
      all.append(try image(of: files).facts)
    }
    for facts in all { try tell(facts) }
    guard arguments.has("strict") else { return .success }
    for (facts, file) in zip(all, files) { try refuseFaults(in: facts, of: file.path) }
    return .success
  }

  /// Prints what was found.
  private func tell(_ facts: TapeFacts) throws(InputError) {
    if arguments.has("json") { return try streams.result(facts.text) }
    try streams.result(facts.lines.joined(separator: "\n") + "\n")
  }

  /// Refuses data in which a strict check finds faults.
  func refuseFaults(in facts: TapeFacts, of file: String) throws(InputError) {
    let faults = facts.findings.faults
    if faults.isEmpty { return }
    throw InputError(
      .badData, file: file, key: "--strict", expected: "data without faults",
      found: faults.map { "\($0.title): \(facts.findings.text($0))" }.joined(separator: ", "))
  }

  /// Reads sources and merges them.
  func image(of files: [TapePath]) throws(InputError) -> TapeImage {
    let (tick, lot) = (try step("tick"), try step("lot"))
    let drafts = try TapeIntake(symbol: arguments["symbol"]).read(files)
    return try TapeImage(drafts: drafts, tick: tick, lot: lot, rounds: arguments.has("round"))
  }
}
