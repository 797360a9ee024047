import Foundation
import Reporting
import Testing

@Suite("Report folders")
struct ReportFolderTests {
  private static let manifest = ManifestTests.example

  private static func files(_ text: String) -> [ReportFile] {
    [
      ReportFile(name: "report.md", text: text),
      ReportFile(name: "figures/prices.svg", text: "<svg/>\n"),
    ]
  }

  private func error(_ body: () throws -> Void) -> ReportFolderError? {
    do { try body() } catch let error as ReportFolderError { return error } catch {
      Issue.record("unexpected: \(error)")
    }
    return nil
  }

  @Test("a report is written with folders above it and with its manifest")
  func fresh() throws {
    let folder = try TemporaryFolder()
    let report = ReportFolder(path: folder.path + "/a/b/out/")
    try report.check()
    #expect(!folder.exists("a"))
    let manifest = try report.replace(with: Self.files("one\n"), manifest: Self.manifest)
    #expect(try folder.read("a/b/out/report.md") == "one\n")
    #expect(
      try folder.read("a/b/out/manifest.json") == String(decoding: manifest.bytes, as: UTF8.self))
    #expect(manifest.outputs.map(\.name) == ["figures/prices.svg", "report.md"])
    #expect(try folder.names(in: "a/b") == ["out"])
  }

  @Test("a report replaces an older one as a whole and leaves nothing else")
  func replaced() throws {
    let folder = try TemporaryFolder()
    let report = ReportFolder(path: folder.path + "/out")
    var old = Self.files("one\n")
    old.append(ReportFile(name: "old.csv", text: ""))
    try report.replace(with: old, manifest: Self.manifest)
    try report.check()
    try report.replace(with: Self.files("two\n"), manifest: Self.manifest)
    #expect(try folder.read("out/report.md") == "two\n")
    #expect(try folder.names(in: "out") == ["figures", "manifest.json", "report.md"])
    #expect(try folder.names() == ["out"])
  }

  @Test("what is not a report is never replaced")
  func refused() throws {
    let folder = try TemporaryFolder()
    try folder.write("dear diary", to: "file")
    let onFile = ReportFolder(path: folder.path + "/file")
    #expect(error { try onFile.check() } == .notAFolder(onFile.path))

    try FileManager.default.createDirectory(
      atPath: folder.path + "/photos", withIntermediateDirectories: false)
    try folder.write("dear diary", to: "photos/diary.txt")
    let onPhotos = ReportFolder(path: folder.path + "/photos")
    #expect(error { try onPhotos.check() } == .notAReport(onPhotos.path))
    #expect(
      error { try onPhotos.replace(with: Self.files("x"), manifest: Self.manifest) }
        == .notAReport(onPhotos.path))
    try folder.write("{\"name\": \"some package\"}", to: "photos/manifest.json")
    #expect(error { try onPhotos.check() } == .notAReport(onPhotos.path))
    #expect(try folder.names(in: "photos") == ["diary.txt", "manifest.json"])
    #expect(try folder.names() == ["file", "photos"])
  }

  @Test("a file put beside a report by hand is not lost to its replacement")
  func foreign() throws {
    let folder = try TemporaryFolder()
    let report = ReportFolder(path: folder.path + "/out")
    try report.replace(with: Self.files("one\n"), manifest: Self.manifest)
    try folder.write("mine", to: "out/figures/notes.txt")
    #expect(
      error { try report.replace(with: Self.files("two\n"), manifest: Self.manifest) }
        == .holdsOther(report.path, file: "figures/notes.txt"))
    #expect(try folder.read("out/report.md") == "one\n")
  }

  @Test("a damaged report of ours may be replaced")
  func damaged() throws {
    let folder = try TemporaryFolder()
    let report = ReportFolder(path: folder.path + "/out")
    try report.replace(with: Self.files("one\n"), manifest: Self.manifest)
    let text = try folder.read("out/manifest.json")
    try folder.write(
      text.replacing("flash-crash\"", with: "flash-crush\""), to: "out/manifest.json")
    try report.replace(with: Self.files("two\n"), manifest: Self.manifest)
    #expect(ManifestCheck(folder: report.path).findings.isEmpty)
  }

  @Test("a place that cannot be written is refused in one line that names it")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "file")
    let report = ReportFolder(path: folder.path + "/file/out")
    let found = try #require(error { try report.check() })
    #expect(found.message == "cannot create \(folder.path)/file: Not a directory")
    #expect(error { try report.replace(with: Self.files("x"), manifest: Self.manifest) } != nil)
    #expect(
      error { try ReportFolder(path: "/proc/out").check() } != nil
        || error { try ReportFolder(path: "/proc/out").replace(with: [], manifest: Self.manifest) }
          != nil
    )
    #expect(try folder.names() == ["file"])
  }

  @Test("a link to a report stays a link, and the report behind it is replaced")
  func link() throws {
    let folder = try TemporaryFolder()
    try ReportFolder(path: folder.path + "/real").replace(
      with: Self.files("one\n"), manifest: Self.manifest)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/latest", withDestinationPath: "real")
    try ReportFolder(path: folder.path + "/latest").replace(
      with: Self.files("two\n"), manifest: Self.manifest)
    #expect(try folder.read("real/report.md") == "two\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/latest")
    #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
  }

  @Test("what an interrupted writer left is cleaned up, and an old report moved aside comes back")
  func leftovers() throws {
    let folder = try TemporaryFolder()
    let report = ReportFolder(path: folder.path + "/out")
    try report.replace(with: Self.files("one\n"), manifest: Self.manifest)
    // No process has this number: it is beyond what systems hand out.
    let dead = "2147483646"
    try FileManager.default.moveItem(
      atPath: report.path, toPath: folder.path + "/.out.stepladder-old-" + dead)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/.out.stepladder-new-" + dead, withIntermediateDirectories: false)
    try folder.write("half", to: ".out.stepladder-new-\(dead)/report.md")
    try folder.write("", to: ".out.stepladder-new-notes")
    try report.replace(with: Self.files("two\n"), manifest: Self.manifest)
    #expect(try folder.names() == [".out.stepladder-new-notes", "out"])
    #expect(try folder.read("out/report.md") == "two\n")
  }

  #if os(Linux)
    @Test(
      "when the device refuses more bytes, the old report stays and nothing is left half-written")
    func full() async {
      await #expect(processExitsWith: .success) {
        let folder = try TemporaryFolder()
        let report = ReportFolder(path: folder.path + "/out")
        try report.replace(with: ReportFolderTests.files("one\n"), manifest: ManifestTests.example)
        // A limit on the size of files stands in for a full device: the same call fails the same way.
        var limit = rlimit(rlim_cur: 4_096, rlim_max: 4_096)
        signal(SIGXFSZ, SIG_IGN)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        let large = String(repeating: "x", count: 100_000)
        do throws(ReportFolderError) {
          try report.replace(with: ReportFolderTests.files(large), manifest: ManifestTests.example)
          fatalError("the report was written")
        } catch {
          let line = error.message
          #expect(line == "cannot write \(report.path)/report.md: File too large")
        }
        #expect(try folder.read("out/report.md") == "one\n")
        #expect(try folder.names() == ["out"])
        #expect(ManifestCheck(folder: report.path).findings.isEmpty)
      }
    }
  #endif
}
