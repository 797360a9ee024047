import Simulation

/// A file that the runs read, the option of the command line that names it, and what was found in it.
package struct ReportInput: Sendable, Hashable {
  /// The option: `--index`, `--last`, `--tape`.
  package let option: String
  /// Its base name, size and digest.
  package let file: ManifestFile
  /// What was found in it, what matters most first.
  package var findings: [DataFinding]

  /// Makes an input.
  package init(option: String, file: ManifestFile, findings: [DataFinding] = []) {
    self.option = option
    self.file = file
    self.findings = findings
  }
}

/// Something about an input file that a reader of results has to know.
package struct DataFinding: Sendable, Hashable {
  /// A stretch of time that a finding is about.
  package struct Stretch: Sendable, Hashable {
    /// Its start in UTC, as ISO 8601.
    package let from: String
    /// Its end in UTC, as ISO 8601.
    package let to: String
    /// Its length in microseconds.
    package let microseconds: Int64

    /// Makes a stretch.
    package init(from: String, to: String, microseconds: Int64) {
      self.from = from
      self.to = to
      self.microseconds = microseconds
    }
  }

  /// What kind of thing it is, a word that stands in files: `gap`, `rounded`.
  package let kind: String
  /// How many rows, trades or prices it is about, where it is about some.
  package let count: Int?
  /// The stretch of time without data that it is about, where it is about one.
  package let gap: Stretch?
  /// Whether it says that the file seems to be of another market, so that the run was forced.
  package let isMisfit: Bool
  /// The finding in words.
  package let text: String

  /// Makes a finding.
  package init(
    kind: String, count: Int? = nil, gap: Stretch? = nil, isMisfit: Bool = false, text: String
  ) {
    self.kind = kind
    self.count = count
    self.gap = gap
    self.isMisfit = isMisfit
    self.text = text
  }
}

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
  /// The keys that the scenario sets and of which the report has no sentence.
  package var alsoSet: [VariantLabel.Setting]
  /// How much of single runs the report holds.
  package var extent: ReportExtent

  /// Makes an origin.
  package init(
    scenario: String, isShipped: Bool, statedVenues: [String], source: ManifestSource?,
    folder: String, inputs: [ReportInput], choices: [String],
    alsoSet: [VariantLabel.Setting] = [], extent: ReportExtent = .compact
  ) {
    self.scenario = scenario
    self.isShipped = isShipped
    self.statedVenues = statedVenues
    self.source = source
    self.folder = folder
    self.inputs = inputs
    self.choices = choices
    self.alsoSet = alsoSet
    self.extent = extent
  }
}

/// How much of single runs a report holds; files of totals are the same in both.
package enum ReportExtent: Sendable, Hashable {
  /// Few megabytes at most, to be committed and mailed: long files hold the leading runs, the manifest few digests.
  case compact
  /// Every row of every run, and a digest for each simulated second.
  case full

  /// Files of many rows aim at no more than this; `nil` without a bound.
  var rowsMax: Int? { self == .compact ? 2_000 : nil }

  /// How many digests a manifest aims to hold, all runs together.
  private static let digestsMax = 25_000
  /// The most runs of which a compact report keeps more than one digest each.
  private static let runsMax = 200

  /// The simulated seconds from one digest of a run to the next: 1, 2, 5, 10, 20 and so on; 0 where only the digest of
  /// the whole is kept.
  ///
  /// - Parameters:
  ///   - runs: How many runs there are.
  ///   - seconds: The simulated seconds of all of them together.
  func digestStep(runs: Int, seconds: Int) -> Int {
    if self == .full { return 1 }
    return runs > Self.runsMax ? 0 : Self.step(of: seconds, most: Self.digestsMax)
  }

  /// The same of some runs.
  func digestStep(of runs: [RunResult]) -> Int {
    digestStep(runs: runs.count, seconds: runs.reduce(0) { $0 + $1.digests.count })
  }

  /// The least of 1, 2, 5, 10, 20 and so on with which no more than so many of some samples are kept.
  static func step(of samples: Int, most: Int) -> Int {
    var unit = 1
    while true {
      for factor in [1, 2, 5] where samples / (unit * factor) <= most { return unit * factor }
      unit *= 10
    }
  }
}
