import Foundation
import Reporting
import Testing

@Suite("Checking a report against its manifest")
struct ManifestCheckTests {
  private func makeReport() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try ReportFolder(path: folder.path + "/out").replace(
      with: [
        ReportFile(name: "report.md", text: "# Report\n"),
        ReportFile(name: "figures/a.svg", text: "<svg/>\n"), ReportFile(name: "runs.csv", text: ""),
      ], manifest: ManifestTests.example)
    return folder
  }

  private func findings(_ folder: TemporaryFolder) -> [ManifestFinding] {
    ManifestCheck(folder: folder.path + "/out").findings
  }

  @Test("an untouched report has no findings")
  func untouched() throws {
    let folder = try makeReport()
    let check = ManifestCheck(folder: folder.path + "/out")
    #expect(check.findings.isEmpty)
    #expect(check.manifest?.outputs.map(\.name) == ["figures/a.svg", "report.md", "runs.csv"])
    #expect(check.manifest?.seeds == ManifestTests.example.seeds)
  }

  @Test("a changed, longer, missing or added file is named")
  func changed() throws {
    let folder = try makeReport()
    try folder.write("# report\n", to: "out/report.md")
    #expect(findings(folder) == [.bytesDiffer("report.md")])
    try folder.write("# report\n\n", to: "out/report.md")
    #expect(findings(folder) == [.sizeDiffers("report.md", stated: 9, found: 10)])
    try FileManager.default.removeItem(atPath: folder.path + "/out/figures/a.svg")
    try folder.write("", to: "out/figures/b.svg")
    try folder.write("# Report\n", to: "out/report.md")
    #expect(findings(folder) == [.missing("figures/a.svg"), .extra("figures/b.svg")])
    #expect(findings(folder).map(\.message).first == "figures/a.svg: missing")
  }

  @Test("a link in the place of a file is not that file")
  func link() throws {
    let folder = try makeReport()
    try folder.write("# Report\n", to: "elsewhere.md")
    try FileManager.default.removeItem(atPath: folder.path + "/out/report.md")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/out/report.md",
      withDestinationPath: folder.path + "/elsewhere.md")
    #expect(findings(folder) == [.missing("report.md")])
  }

  @Test("a changed or missing manifest is named itself")
  func manifest() throws {
    let folder = try makeReport()
    let text = try folder.read("out/manifest.json")
    try folder.write(
      text.replacing("flash-crash\"", with: "flash-crush\""), to: "out/manifest.json")
    #expect(findings(folder) == [.untrusted(.digestDiffers)])
    #expect(findings(folder).first?.file == "manifest.json")
    try FileManager.default.removeItem(atPath: folder.path + "/out/manifest.json")
    guard case .unreadable(let failure)? = findings(folder).first else {
      Issue.record("the missing manifest was not found")
      return
    }
    #expect(failure.message.hasSuffix("manifest.json: No such file or directory"))
  }
}
