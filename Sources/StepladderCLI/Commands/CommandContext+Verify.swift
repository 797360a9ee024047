import Intake
import Reporting
import Simulation

extension CommandContext {
  /// Checks a report and makes it again.
  func performVerify() throws(InputError) -> ExitCode {
    let name = arguments.operands[0]
    let folder = resolved(name)
    let check = ManifestCheck(folder: folder)
    var findings: [String] = []
    for finding in check.findings {
      if case .unreadable(let failure) = finding {
        throw InputError(.missingInput, file: name, problem: failure.message)
      }
      findings.append("\(name)/\(finding.message)")
    }
    if let cell = arguments["cell"] {
      guard let manifest = check.manifest, findings.isEmpty else {
        try report(findings, of: name, manifest: nil)
        return .mismatch
      }
      let made = try differences(ofCell: cell, from: manifest, of: name)
      try report(
        made.findings, of: name, manifest: manifest,
        done:
          "cell \(cell) verified: \(made.runCount) runs made again, \(made.tableCount) tables compared"
      )
      return made.findings.isEmpty ? .success : .mismatch
    }
    if let manifest = check.manifest {
      // Files that differ name themselves; running everything again would say no more.
      if findings.isEmpty { findings = try differences(from: manifest, of: name) }
    } else if let claimed = Manifest(unsigned: folder) {
      // The manifest was changed after it was signed: what it claims tells which runs are others now.
      do throws(InputError) { findings += try differences(from: claimed, of: name) } catch {
        findings.append("\(name)/\(Manifest.fileName): cannot be run as it stands: \(error)")
      }
    }
    try report(
      findings, of: name, manifest: check.manifest,
      done: check.manifest.map {
        "verified: \($0.outputs.count + 1) files, \($0.runs.count) runs made again"
      })
    return findings.isEmpty ? .success : .mismatch
  }

  /// Runs what a manifest says again, and tells what comes out otherwise.
  private func differences(
    from manifest: Manifest, of name: String
  ) throws(InputError) -> [String] {
    let plan = try plan(of: manifest, in: name, inputs: .required)
    var findings: [String] = []
    if manifest.engineVersion != EngineVersion.current {
      findings.append(
        "\(name): made by engine version \(manifest.engineVersion); this program has "
          + EngineVersion.current)
    }
    let fresh = try run(plan).manifest
    if manifest.runs.count != fresh.runs.count {
      findings.append(
        "\(name): \(manifest.runs.count) runs, where the manifest's seeds and paths make "
          + "\(fresh.runs.count)")
    }
    let pairs = zip(manifest.runs, fresh.runs).filter { $0 != $1 }
    findings += pairs.prefix(Self.findingsMax).map { Self.message(name, $0, $1) }
    if pairs.count > Self.findingsMax {
      findings.append("\(name): \(pairs.count - Self.findingsMax) more runs differ")
    }
    for (stated, made) in zip(manifest.outputs, fresh.outputs) where stated != made {
      findings.append("\(name)/\(stated.name): comes out with other bytes when it is made again")
    }
    if manifest.outputs.map(\.name) != fresh.outputs.map(\.name) {
      findings.append("\(name): the report made again has other files")
    }
    if findings.isEmpty, manifest.bytes != fresh.bytes {
      findings.append("\(name)/\(Manifest.fileName): comes out otherwise when it is made again")
    }
    return findings
  }

  private static let findingsMax = 10

  private static func message(
    _ name: String, _ stated: ManifestRun, _ made: ManifestRun
  ) -> String {
    let run = "\(name): the run of path \(made.name) with seed \(made.seed)"
    let place = stated.difference(from: made)
    if !stated.isSameRun(as: made) {
      return "\(run) stands in the manifest as path \(stated.name) with seed \(stated.seed) and "
        + "differs \(place)"
    }
    return "\(run) differs \(place)"
  }

  private func report(
    _ findings: [String], of name: String, manifest: Manifest?, done: String? = nil
  ) throws(InputError) {
    if arguments.has("json") {
      try streams.result(
        JSONWriter.text(
          .object([
            JSONMember("report", .string(name)), JSONMember("verified", .boolean(findings.isEmpty)),
            JSONMember("digest", manifest.map { .string($0.digest) } ?? .null),
            JSONMember("findings", .array(findings.map { .string($0) })),
          ])))
      return
    }
    if let manifest, let done, findings.isEmpty {
      try streams.result("\(name): \(done)\ndigest: \(manifest.digest)\n")
    }
    for finding in findings { streams.message("\(program): \(finding)\n") }
  }
}
