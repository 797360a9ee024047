import Kernel
import Reporting
import TestSupport
import Testing

/// What is called clear where there is nothing: the paired differences of committed reports with signs by coin.
@Suite("Chance findings")
struct ChanceOfClearTests {
  /// Tables of random signs for each table of differences: all in release, some in debug.
  private static var rounds: Int {
    #if DEBUG
      200
    #else
      2_000
    #endif
  }

  /// The primary differences of a report's first screen in one variant.
  private struct Table {
    var differences: [[Double]] = []
    var materials: [Double] = []
  }

  /// One table for each variant of a report; none where nothing was tested.
  private func tables(_ report: CommittedReport) -> [Table] {
    guard let file = report.table("differences.csv"), let metric = file.column("metric"),
      let path = file.column("path", "rulebook"), let material = file.column("smallest_material"),
      let runs = report.table("runs.csv").flatMap({ SeedTable($0) }),
      let baseline = runs.paths.first
    else { return [] }
    let variant = file.column("variant")
    var tables: [String: Table] = [:]
    for row in file.rows {
      guard let smallest = Double(row[material]), row[path] != "control" else { continue }
      let name = variant.map { row[$0] } ?? ""
      let series = runs.values.keys.first { series in
        ["_percent", "_quote", "_coin", "_bp"].contains { series.column == row[metric] + $0 }
          && (name.isEmpty || series.words.contains(name))
      }
      guard let series else { continue }
      let differences = runs.differences(series, row[path], baseline)
      if differences.isEmpty { continue }
      tables[name, default: Table()].differences.append(differences)
      tables[name, default: Table()].materials.append(smallest)
    }
    return tables.keys.sorted().compactMap { tables[$0] }
  }

  /// Whether the rule of reports calls any difference of a table clear.
  private func isAnyClear(_ differences: [[Double]], _ materials: [Double], replicates: Int) -> Bool
  {
    let stream = RandomStream(seed: MetricSheet.bootstrapSeed, name: "report.bootstrap")
    let compared = differences.map { differences in
      PairedComparison(
        path: differences, baseline: [Double](repeating: 0, count: differences.count),
        preference: .higher, replicates: replicates, stream: stream)
    }
    // One row, a column for each difference, so that each has its own smallest material size.
    let clear = ClearDifferences([compared], materials: materials, level: 1 - MetricSheet.level)
    return materials.indices.contains { clear.isClear(row: 0, column: $0) }
  }

  @Test("with signs by coin at most one table in twenty calls anything clear")
  func flippedSigns() throws {
    let all = CommittedReport.all.flatMap(tables)
    #expect(!all.isEmpty)
    for (place, table) in all.enumerated() {
      var random = TestRandom(seed: UInt64(1979 + place))
      let count = (0..<Self.rounds).count { _ in
        let flipped = table.differences.map { $0.map { random.chance(50) ? $0 : -$0 } }
        // An interval of one resample excludes zero, so most tables need no interval of two thousand.
        return isAnyClear(flipped, table.materials, replicates: 1)
          && isAnyClear(
            flipped, table.materials, replicates: BootstrapInterval.replicatesDefault)
      }
      // Three standard errors of a count with a chance of 5 %.
      let expected = 0.05 * Double(Self.rounds)
      #expect(
        Double(count) <= expected + 3 * (expected * 0.95).squareRoot(),
        "table \(place): \(count) of \(Self.rounds)")
    }
  }

  @Test("the committed signs themselves are no chance")
  func committedSigns() {
    let clear = CommittedReport.all.flatMap(tables).map {
      isAnyClear($0.differences, $0.materials, replicates: BootstrapInterval.replicatesDefault)
    }
    #expect(clear.contains(true))
  }
}
