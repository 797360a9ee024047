import Intake
import Reporting
import Simulation

extension CommandContext {
  /// How many gaps of a file are told one by one; the report has all.
  private static let gapsMax = 5

  /// What the command line says to do about files of different markets.
  var misfitHandling: MisfitHandling { arguments.has("force") ? .recorded : .refused }

  /// Tells what was found in input files, as far as it is not as it should be.
  func remark(_ inputs: [InputFindings]) {
    for input in inputs {
      for text in Self.texts(input.findings.filter(\.isRemark)) { remark("\(input.path): \(text)") }
    }
  }

  /// Reads the input files that were given to `check`: all that was found in them, a line each.
  func findings(in loaded: LoadedScenario) throws(InputError) -> [String] {
    let indexFile = try marketFile(of: loaded)
    let lastFile = try secondFile(of: loaded)
    if indexFile == nil && lastFile == nil { return [] }
    let tapes = try LoadedTapes(
      for: loaded, indexFile: indexFile, lastFile: lastFile, misfits: misfitHandling)
    return tapes.findings.flatMap { input in
      Self.texts(input.findings).map { "\(input.path): \($0)" }
    }
  }

  /// Findings in words; where there are many gaps, the longest of them and the number of the others.
  private static func texts(_ findings: [InputFinding]) -> [String] {
    let lengths = findings.compactMap(\.gap?.microseconds).sorted(by: >)
    guard lengths.count > gapsMax else { return findings.map(\.text) }
    let longest = lengths[gapsMax - 1]
    let told = findings.filter { finding in
      finding.gap.map { $0.microseconds >= longest } ?? true
    }
    let others = findings.count - told.count
    return told.map(\.text)
      + [
        "\(others) shorter \(others == 1 ? "gap" : "gaps"); \(lengths.count) gaps of "
          + "\(DataGap.lengthText(microseconds: lengths.reduce(0, +))) in all"
      ]
  }
}

extension [ReportInput] {
  /// The same inputs with what was found in them.
  func adding(_ findings: [InputFindings]) -> [ReportInput] {
    map { input in
      var input = input
      input.findings =
        findings.first { $0.role.rawValue == input.option }?.findings.map { DataFinding($0) } ?? []
      return input
    }
  }
}

extension DataFinding {
  /// A finding as the report takes it.
  init(_ finding: InputFinding) {
    self.init(
      kind: finding.kind.rawValue, count: finding.count,
      gap: finding.gap.map {
        Stretch(from: $0.from.text, to: $0.to.text, microseconds: $0.microseconds)
      },
      isMisfit: finding.kind == .misfit, text: finding.text)
  }
}
