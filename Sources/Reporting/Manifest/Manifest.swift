import Kernel
import Units

/// What a report was made from and what it holds: enough to make it again and to find what differs.
///
/// It names no folder, host, commit, toolchain, thread or time of the machine, so that the same run has the same
/// manifest everywhere. Its last member is the SHA-256 of every byte before the line that holds it:
/// all lines of the file but the last two.
package struct Manifest: Sendable, Hashable {
  /// The version of engine that made the runs, raised when results change.
  package var engineVersion: String
  /// The report's name.
  package var report: String
  /// The scenario in its one spelling.
  package var scenario: String
  /// The user's file that the scenario was read from; nil where the scenario ships with the program.
  package var source: ManifestSource?
  /// How much of single runs the report holds.
  package var extent: ReportExtent
  /// The words of the command line that changed the scenario; what they made of it stands in ``scenario``.
  package var choices: [String]
  /// The files that the runs read.
  package var inputs: [ManifestFile]
  /// The seeds, in order.
  package var seeds: [UInt64]
  /// The names of the paths, in order; the first is the baseline.
  package var paths: [String]
  /// The files of the report but this one, in the order of their names' bytes.
  package var outputs: [ManifestFile]
  /// The runs, in the order of paths within seeds as the caller gives them.
  package var runs: [ManifestRun]

  /// The version of this layout.
  package static let schemaVersion = 3
  /// The name of a manifest in its report.
  package static let fileName = "manifest.json"
  static let format = "stepladder-report"

  /// Makes a manifest.
  package init(
    engineVersion: String, report: String, scenario: String, source: ManifestSource? = nil,
    extent: ReportExtent = .compact, choices: [String] = [], inputs: [ManifestFile],
    seeds: [UInt64], paths: [String],
    outputs: [ManifestFile],
    runs: [ManifestRun]
  ) {
    self.engineVersion = engineVersion
    self.report = report
    self.scenario = scenario
    self.source = source
    self.extent = extent
    self.choices = choices
    self.inputs = inputs
    self.seeds = seeds
    self.paths = paths
    self.outputs = outputs
    self.runs = runs
  }

  /// The manifest as a file.
  package var bytes: [UInt8] {
    let head = signedBytes
    let digest = SHA256.hex(of: head)
    return head + Array(Self.tailStart.utf8) + Array(digest.utf8) + Array(Self.tailEnd.utf8)
  }

  /// The digest in the last member: one text that stands for the whole report.
  package var digest: String { SHA256.hex(of: signedBytes) }

  static let tailStart = "  \"digest\": \""
  static let tailEnd = "\"\n}\n"

  /// Everything before the line of the digest.
  private var signedBytes: [UInt8] {
    let text = JSONWriter.text(
      .object(
        head + sourceMember + extentMember + choicesMember + [
          JSONMember("inputs", .array(inputs.map(Self.json))),
          JSONMember("seeds", .array(seeds.map { .integer($0) })),
          JSONMember("paths", .array(paths.map { .string($0) })),
          JSONMember("outputs", .array(outputs.map(Self.json))),
          JSONMember("runs", ManifestRunGrid.json(runs)), JSONMember("digest", .string("")),
        ]))
    return Array(text.utf8.dropLast(Self.tailStart.utf8.count + Self.tailEnd.utf8.count))
  }

  /// What the report is, up to its scenario.
  private var head: [JSONMember] {
    [
      JSONMember("format", .string(Self.format)),
      JSONMember("schemaVersion", .integer(Self.schemaVersion)),
      JSONMember("engineVersion", .string(engineVersion)),
      JSONMember("report", .string(report)), JSONMember("scenario", .string(scenario)),
    ]
  }

  private var sourceMember: [JSONMember] {
    guard let source else { return [] }
    return [
      JSONMember(
        "source",
        .object([
          JSONMember("file", .string(source.file)), JSONMember("folder", .string(source.folder)),
        ]))
    ]
  }

  private var extentMember: [JSONMember] {
    extent == .full ? [JSONMember("full", .boolean(true))] : []
  }

  private var choicesMember: [JSONMember] {
    choices.isEmpty ? [] : [JSONMember("choices", .array(choices.map { .string($0) }))]
  }

  private static func json(_ file: ManifestFile) -> JSONValue {
    .object([
      JSONMember("name", .string(file.name)), JSONMember("size", .integer(file.size)),
      JSONMember("sha256", .string(file.sha256)),
    ])
  }
}

/// Where a scenario of the user's came from, as the report tells it.
package struct ManifestSource: Sendable, Hashable {
  /// The base name of its file.
  package var file: String
  /// The folder below `Reports/` to which its report goes where none is named.
  package var folder: String

  /// Names file and folder.
  package init(file: String, folder: String) {
    self.file = file
    self.folder = folder
  }
}

/// A file as the manifest knows it: its name, its size and the digest of its bytes.
package struct ManifestFile: Sendable, Hashable {
  /// For an input its base name; for an output its path within the report, with slashes.
  package let name: String
  /// The count of its bytes.
  package let size: Int
  /// SHA-256 of its bytes, 64 lowercase hexadecimal digits.
  package let sha256: String

  /// Makes an entry from known values.
  package init(name: String, size: Int, sha256: String) {
    self.name = name
    self.size = size
    self.sha256 = sha256
  }

  /// Makes the entry of some bytes.
  package init(name: String, bytes: [UInt8]) {
    self.init(name: name, size: bytes.count, sha256: SHA256.hex(of: bytes))
  }

  /// Whether a name stays within its folder: plain names parted by slashes, none of them "." or "..".
  package static func isSafe(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
      && !name.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\\") }
  }
}
