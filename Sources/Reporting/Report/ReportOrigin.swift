/// Where a report comes from: the scenario, and how the command line names it and what it changes.
package struct ReportOrigin: Sendable {
  /// The scenario in its one spelling, for the manifest.
  package var scenario: String
  /// Whether the scenario ships with the program, so that its name is enough to run it.
  package var isShipped: Bool
  /// The rulebooks that the command of the report compares where it names none.
  package var statedVenues: [String]
  /// The file of a scenario of the user's.
  package var source: ManifestSource?
  /// The folder below `Reports/` to which the report's command writes.
  package var folder: String
  /// The files that the runs read.
  package var inputs: [ReportInput]
  /// The words of the command line that change the scenario: `--set`, `--grid` and `--variant` with their values.
  package var choices: [String]
  /// How much of single runs the report holds.
  package var extent: ReportExtent

  /// Makes an origin.
  package init(
    scenario: String, isShipped: Bool, statedVenues: [String], source: ManifestSource?,
    folder: String, inputs: [ReportInput], choices: [String],
    extent: ReportExtent = .compact
  ) {
    self.scenario = scenario
    self.isShipped = isShipped
    self.statedVenues = statedVenues
    self.source = source
    self.folder = folder
    self.inputs = inputs
    self.choices = choices
    self.extent = extent
  }
}
