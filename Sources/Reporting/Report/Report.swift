/// A whole report in memory: every file and the manifest that signs them.
package struct Report: Sendable {
  /// Every file but the manifest, in the order of the contract: `report.md`, tables, figures.
  package let files: [ReportFile]
  /// The manifest with all outputs.
  package let manifest: Manifest
  /// What was worked out for the tables.
  package let sheet: MetricSheet
  /// The tear sheets of strategies, where the report is of one variant and has some.
  let strategies: StrategySheet?
  /// What was worked out over all variants, where the scenario has several.
  package var family: FamilySheet?
  /// The answer and the first table, for a terminal.
  package let answer: String

  /// Every file, the manifest last.
  package var allFiles: [ReportFile] {
    files + [ReportFile(name: Manifest.fileName, bytes: manifest.bytes)]
  }
}
