import Foundation
import Intake
import Margin

extension CommandContext {
  /// Turns files of others into what this program reads.
  func performImport() throws(InputError) -> ExitCode {
    switch arguments.operands[0] {
    case "tape": return try importTape()
    default: return try importTiers()
    }
  }

  /// Turns a file of leverage tiers into the margin section of a rulebook or a scenario.
  private func importTiers() throws(InputError) -> ExitCode {
    let name = arguments.operands[1]
    if let more = arguments.operands.dropFirst(2).first {
      throw InputError(
        .usage, file: "", key: "import tiers", problem: "too many operands",
        found: InputError.quoted(more))
    }
    try refuse(["tick", "lot", "round", "strict"], with: "import tiers")
    guard let symbol = arguments["symbol"] else {
      throw InputError(.usage, file: "", key: "--symbol", expected: "a contract such as BTCUSDT")
    }
    let word = arguments["for"] ?? LeverageTierFile.Document.rulebook.rawValue
    guard let document = LeverageTierFile.Document(rawValue: word) else {
      throw InputError(
        .usage, file: "", key: "--for", expected: "rulebook or scenario",
        found: InputError.quoted(word))
    }
    let file = try InputFile.read(resolved(name))
    let entry = try LeverageTierFile.read(bytes: file.bytes, file: name, symbol: symbol)
    let section = LeverageTierFile.section(entry, file: file.baseName, for: document)
    if !entry.statesDeductions {
      remark(
        "\(name): no `cum` in every tier of \(entry.symbol): they are taken to be continuous, and deductions follow"
      )
    }
    guard let out = arguments["out"] else {
      try streams.result(section)
      return .success
    }
    do {
      try Data(section.utf8).write(
        to: URL(fileURLWithPath: resolved(out)), options: .withoutOverwriting)
    } catch {
      throw InputError(.cannotWrite, file: out, problem: "the file cannot be written or exists")
    }
    remark("wrote \(out): \(entry.schedule.tiers.count) tiers of \(entry.symbol)")
    return .success
  }
}
