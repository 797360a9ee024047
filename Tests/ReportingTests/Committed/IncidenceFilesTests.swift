import Testing

@Suite("Who pays in committed reports")
struct IncidenceFilesTests {
  @Test(
    "what all groups have more or less sums to zero by seed and path",
    arguments: CommittedReport.all)
  func closes(report: CommittedReport) throws {
    // A map of very many cells leaves the file out for its size.
    guard let table = report.table("incidence.csv") else {
      #expect(report.name == "ladder-or-market")
      return
    }
    let change = try #require(table.header.lastIndex { $0.hasPrefix("change_") })
    let block = try #require(table.column("block"))
    var sums: [[String]: Int64] = [:]
    for row in table.rows {
      // In atoms: every amount has all decimals of one.
      let atoms = try #require(Int64(row[change].filter { $0 != "." }))
      sums[Array(row[..<block]), default: 0] += atoms
    }
    #expect(sums.values.allSatisfy { $0 == 0 }, "\(report.name)")
  }

  @Test("the means of the report's table are those of the file", arguments: CommittedReport.all)
  func means(report: CommittedReport) throws {
    let lines = (report.text("report.md") ?? "").split(separator: "\n").map { String($0) }
    guard let start = lines.firstIndex(of: "## Who pays"),
      let file = report.table("incidence.csv").flatMap({ SeedTable($0) })
    else { return }
    let table = lines[start...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    let recomputed = file.values.keys.filter { $0.column.hasPrefix("change_") }
    let paths = (table.first ?? "").split(separator: "`").enumerated()
      .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
    for line in table.dropFirst(2) {
      let cells = line.split(separator: "|").dropFirst()
      #expect(cells.count == paths.count)
      for (path, cell) in zip(paths, cells) {
        let token = try #require(NumberToken.all(in: String(cell)).first)
        // A row of a block is the sum of its groups.
        let blocks = Dictionary(grouping: recomputed) { $0.words.dropLast() }.values
        let candidates = (recomputed.map { [$0] } + blocks).map { series in
          series.reduce(0) { $0 + (file.mean($1, path) ?? 0) }
        }
        #expect(candidates.contains { token.isRounded($0) }, "\(report.name) \(path): \(line)")
      }
    }
  }
}
