import Foundation
import Testing

/// `Tests/WorkedExamples.txt` names the worked examples of the venues and the tests that judge them.
@Suite("The venues' worked examples")
struct WorkedExamplesTests {
  /// The folder of the tests.
  private var tests: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  }

  private func rows() throws -> [[String]] {
    let text = try String(contentsOf: tests.appending(path: "WorkedExamples.txt"), encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").map(String.init) }
  }

  @Test("are 89, each named once")
  func count() throws {
    let ids = try rows().map { $0[0] }
    #expect(ids.count == 89)
    #expect(Set(ids).count == ids.count)
  }

  @Test("each stand by name in the tests that judge them")
  func judges() throws {
    for row in try rows() {
      #expect(row.count > 1, "\(row[0]) has a test")
      for path in row.dropFirst() {
        let source = try String(contentsOf: tests.appending(path: path), encoding: .utf8)
        // The next letter is not one of a longer id.
        let pieces = source.components(separatedBy: row[0]).dropFirst()
        let isNamed = pieces.contains { piece in
          piece.first.map { !$0.isLetter && !$0.isNumber && $0 != "-" } ?? true
        }
        #expect(isNamed, "\(path) names \(row[0])")
      }
    }
  }

  @Test("are judged through what ships, but for those under the heading that says otherwise")
  func reference() throws {
    let text = try String(contentsOf: tests.appending(path: "WorkedExamples.txt"), encoding: .utf8)
    let parts = text.components(separatedBy: "# Judged through Tests/Reference:")
    #expect(parts.count == 2)
    let rows = parts[1].split(separator: "\n").dropFirst().filter { !$0.hasPrefix("#") }
    #expect(rows.count == 12)
    for row in rows {
      let path = try #require(row.split(separator: " ").dropFirst().first)
      let source = try String(contentsOf: tests.appending(path: String(path)), encoding: .utf8)
      #expect(source.contains("\nimport Reference\n"), "\(row)")
    }
  }
}
