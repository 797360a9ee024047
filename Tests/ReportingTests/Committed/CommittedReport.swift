import Foundation
import Testing

/// A report in the repository, as a stranger finds it: text and tables.
struct CommittedReport: CustomTestStringConvertible {
  /// The name of its folder.
  let name: String
  private let folder: URL

  /// Every folder below `Reports` that has a report, by name.
  static var all: [CommittedReport] {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let reports = root.appending(path: "Reports")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: reports.path)) ?? []
    return names.sorted().compactMap { name in
      let folder = reports.appending(path: name)
      let text = folder.appending(path: "report.md").path
      return FileManager.default.fileExists(atPath: text)
        ? CommittedReport(name: name, folder: folder) : nil
    }
  }

  var testDescription: String { name }

  /// A file's text; `nil` where the report has none of this name.
  func text(_ file: String) -> String? {
    try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
  }

  /// A table; `nil` where the report has none of this name.
  func table(_ file: String) -> CSVRows? { text(file).map { CSVRows($0) } }

  /// The headers of a table, which need no quotes; empty where the report has none of this name.
  func header(_ file: String) -> [String] {
    let line = text(file)?.prefix { $0 != "\n" }.split(separator: ",") ?? []
    return line.map { String($0) }
  }

  /// The names of the tables.
  var tables: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".csv") }.sorted()
  }

  /// The lines of the first screen: all before the first section.
  var firstScreen: [String] {
    var lines: [String] = []
    for line in (text("report.md") ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## ") { break }
      lines.append(String(line))
    }
    return lines
  }
}
