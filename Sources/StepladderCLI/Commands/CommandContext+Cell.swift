import Intake
import Reporting
import Simulation

extension CommandContext {
  /// Makes the runs of one variant of a report again, and tells what comes out otherwise.
  ///
  /// - Parameters:
  ///   - cell: The variant's name.
  ///   - manifest: The manifest of the report, whose files are as it says.
  ///   - name: The report's folder, as the user named it.
  func differences(
    ofCell cell: String, from manifest: Manifest, of name: String
  ) throws(InputError) -> CellCheck {
    var names: [String] = []
    for case let variant? in manifest.runs.map(\.variant) where !names.contains(variant) {
      names.append(variant)
    }
    guard names.contains(cell) else {
      throw InputError(
        .usage, file: "", key: "--cell",
        expected: names.isEmpty ? "a report with variants" : "one of its \(names.count) variants",
        found: InputError.quoted(cell), suggestion: Suggestion.nearest(to: cell, among: names))
    }
    let plan = try plan(of: manifest, in: name, inputs: .required, cell: cell)
    let result = try running(plan) { (runner, progress) throws(InputError) in
      try runner.runCell(of: names.count, progress: progress)
    }
    guard let fresh = result?.cell else {
      return CellCheck(findings: [], runCount: 0, tableCount: 0)
    }
    let stated = manifest.runs.filter { $0.variant == cell }
    var findings: [String] = []
    if stated.count != fresh.runs.count {
      findings.append(
        "\(name): \(stated.count) runs of \(cell), where its seeds and paths make "
          + "\(fresh.runs.count)")
    }
    for (stated, made) in zip(stated, fresh.runs)
    where !stated.isSameRun(as: made) || stated.digest != made.digest {
      findings.append("\(name): the run of path \(made.name) with seed \(made.seed) differs")
    }
    var tableCount = 0
    let outputs = Set(manifest.outputs.map(\.name))
    for table in fresh.tables where outputs.contains(table.name) {
      let file = try InputFile.readStored(resolved("\(name)/\(table.name)"))
      guard VariantTables.isVaried(file) else { continue }
      tableCount += 1
      if VariantTables.rows(of: cell, in: file) != table.bytes {
        findings.append("\(name)/\(table.name): the rows of \(cell) come out otherwise")
      }
    }
    return CellCheck(findings: findings, runCount: stated.count, tableCount: tableCount)
  }
}

/// What came of making one variant of a report again.
struct CellCheck {
  /// What differs.
  let findings: [String]
  /// How many runs were made again.
  let runCount: Int
  /// How many tables have rows of it that were compared.
  let tableCount: Int
}
