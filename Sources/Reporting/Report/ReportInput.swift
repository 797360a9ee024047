/// A file that the runs read, and the option of the command line that names it.
package struct ReportInput: Sendable, Hashable {
  /// The option: `--index`, `--last`.
  package let option: String
  /// Its base name, size and digest.
  package let file: ManifestFile

  /// Makes an input.
  package init(option: String, file: ManifestFile) {
    self.option = option
    self.file = file
  }
}
