/// A file that the runs read, the option of the command line that names it, and what was found in it.
package struct ReportInput: Sendable, Hashable {
  /// The option: `--index`, `--last`.
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
