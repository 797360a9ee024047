import Foundation
import Reporting
import Testing

/// The table of the page on intervals, made again: all of it where STEPLADDER_RECORD is set, some cells else.
@Suite("The cover of intervals")
struct IntervalCoverTests {
  private static let sizes = [8, 16, 64]
  private static let trials = 10_000

  /// How many samples a quick look takes.
  private static var few: Int {
    #if DEBUG
      40
    #else
      400
    #endif
  }

  private var page: URL {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.appending(path: "Sources/Reporting/Reporting.docc/Intervals.md")
  }

  private func rows() throws -> [[String]] {
    try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
      .filter { line in
        CoverSimulation.Law.allCases.contains { line.hasPrefix("| \($0.rawValue) |") }
      }
      .map { $0.split(separator: "|").map { $0.filter { $0 != " " } } }
  }

  /// A row of the page's table.
  private func line(_ law: CoverSimulation.Law, _ count: Int) -> String {
    let tallies = CoverSimulation(count: count).tallies(law, trials: Self.trials)
    let plain = tallies[.plain]?.width ?? 1
    func cover(_ method: CoverSimulation.Method) -> String {
      NumberText.fixed(
        Double(tallies[method]?.held ?? 0) / Double(Self.trials), decimals: 3)
    }
    func width(_ method: CoverSimulation.Method) -> String {
      NumberText.fixed((tallies[method]?.width ?? 0) / plain, decimals: 2)
    }
    let skewness = [CoverSimulation.Law.normal: "0", .exponential: "2", .logNormal: "6.2"]
    let cells =
      [law.rawValue, skewness[law] ?? "", String(count), cover(.plain)]
      + [.widened, .studentised, .student].flatMap { [cover($0), width($0)] }
    return "| " + cells.joined(separator: " | ") + " |"
  }

  /// Set STEPLADDER_RECORD, in a release build, to write the table anew.
  @Test("is simulated anew where the page is recorded")
  func record() throws {
    if ProcessInfo.processInfo.environment["STEPLADDER_RECORD"] == nil { return }
    let made = CoverSimulation.Law.allCases.flatMap { law in Self.sizes.map { line(law, $0) } }
    var lines = try String(contentsOf: page, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    lines.removeAll { line in
      CoverSimulation.Law.allCases.contains { line.hasPrefix("| \($0.rawValue) |") }
    }
    let rule = try #require(lines.firstIndex { $0.hasPrefix("| --- |") })
    lines.insert(contentsOf: made, at: rule + 1)
    try Data(lines.joined(separator: "\n").utf8).write(to: page)
  }

  @Test("of few samples is that of the page, within what chance allows", arguments: [8, 16])
  func few(count: Int) throws {
    let trials = Self.few
    for law in CoverSimulation.Law.allCases {
      let row = try #require(try rows().first { $0[0] == law.rawValue && $0[2] == String(count) })
      let tallies = CoverSimulation(count: count).tallies(law, trials: trials)
      let cells: [(CoverSimulation.Method, Int)] = [
        (.plain, 3), (.widened, 4), (.studentised, 6), (.student, 8),
      ]
      for (method, column) in cells {
        let cover = try #require(Double(row[column]))
        let held = Double(tallies[method]?.held ?? 0)
        // Four standard errors of a count.
        let error = (Double(trials) * cover * (1 - cover)).squareRoot()
        #expect(
          (held - Double(trials) * cover).magnitude <= 4 * error, "\(law) \(method) \(held)")
      }
    }
  }

  #if !DEBUG
    @Test("of the smallest samples is that of the page to the last digit")
    func whole() throws {
      for law in CoverSimulation.Law.allCases {
        let made = line(law, 8).split(separator: "|").map { $0.filter { $0 != " " } }
        #expect(try rows().contains(made))
      }
    }
  #endif

  @Test("what reports quote is what the page says of their intervals")
  func quoted() throws {
    #expect(IntervalCover.simulated.map(\.count) == Self.sizes)
    for cover in IntervalCover.simulated {
      let stated = [
        (CoverSimulation.Law.normal, cover.normal), (.exponential, cover.exponential),
        (.logNormal, cover.logNormal),
      ]
      for (law, share) in stated {
        let row = try #require(
          try rows().first { $0[0] == law.rawValue && $0[2] == String(cover.count) })
        #expect(Double(row[4]) == share, "\(law) \(cover.count)")
      }
    }
    #expect(IntervalCover.nearest(3).count == 8)
    #expect(IntervalCover.nearest(20).count == 16)
    #expect(IntervalCover.nearest(1000).count == 64)
  }
}
