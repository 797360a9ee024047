/// Compares the tables of metrics in a report's text with its CSV files.
struct MetricTableCheck {
  /// A table of a text: its header and its rows, each cell without the spaces around it.
  typealias Table = [[String]]

  private let runs: SeedTable
  private let differences: CSVRows
  /// The name in files of each title.
  private let names: [String: String]
  private let baseline: String
  /// The scenario's variants; one without a name where there are none.
  private let variants: [String]

  /// `nil` for a report that compares nothing.
  init?(_ report: CommittedReport) {
    guard let table = report.table("runs.csv"), let runs = SeedTable(table),
      let differences = report.table("differences.csv"), let baseline = runs.paths.first
    else { return nil }
    self.runs = runs
    self.differences = differences
    self.baseline = baseline
    let lines = (report.text("report.md") ?? "").split(separator: "\n").map { String($0) }
    var names: [String: String] = [:]
    for line in lines {
      let cells = Self.cells(line)
      if cells.count == 5, cells[1].hasPrefix("`") {
        names[cells[0]] = cells[1].filter { $0 != "`" }
      }
    }
    self.names = names
    variants =
      table.column("variant").map { column in
        Array(Set(table.rows.map { $0[column] })).sorted()
      } ?? [""]
  }

  /// The tables whose columns are metrics against a baseline.
  func tables(of lines: [String]) -> [Table] {
    var tables: [Table] = []
    var table: Table = []
    for line in lines + [""] {
      if line.hasPrefix("|") {
        table.append(Self.cells(line))
        continue
      }
      if table.first?.contains(where: { $0.hasPrefix("against baseline") }) ?? false {
        tables.append(table)
      }
      table = []
    }
    return tables
  }

  /// What does not agree, in the variant that a table is of: the one with the fewest of them.
  func failures(of table: Table) -> [String] {
    variants.map { failures(of: table, variant: $0) }.min { $0.count < $1.count } ?? []
  }

  private func failures(of table: Table, variant: String) -> [String] {
    var failures: [String] = []
    for row in table.dropFirst(2) {
      let path = row[0].filter { $0 != "`" }
      for column in row.indices.dropFirst() {
        let header = table[0][column]
        // A difference belongs to the metric on its left.
        let isDifference = header.hasPrefix("against baseline")
        let title = Self.title(isDifference ? table[0][column - 1] : header)
        guard let name = names[title] else {
          failures.append("no metric is called \(title)")
          continue
        }
        let isRight =
          isDifference
          ? isMeanDifference(row[column], name, path, variant)
          : isMean(row[column], name, path, variant)
        if !isRight { failures.append("\(title) of \(path): \(row[column])") }
      }
    }
    return failures
  }

  /// What does not agree of a row whose columns are paths, in the variant that its table is of.
  func failures(ofRow row: [String], header: [String]) -> [String] {
    variants.map { variant in
      zip(header, row).compactMap { path, cell in
        guard path.hasPrefix("`"), let name = names[row[0]], !cell.isEmpty else { return nil }
        return isMean(cell, name, path.filter { $0 != "`" }, variant)
          ? nil : "\(row[0]) of \(path): \(cell)"
      }
    }.min { $0.count < $1.count } ?? []
  }

  /// Whether a cell is the mean of a metric.
  private func isMean(_ cell: String, _ name: String, _ path: String, _ variant: String) -> Bool {
    let mean = series(name, variant).flatMap { runs.mean($0, path) }
    guard let mean else { return cell == "n/a" }
    let tokens = NumberToken.all(in: cell)
    return tokens.count == 1 && tokens[0].isRounded(mean)
  }

  /// Whether a cell is the mean difference of a metric with its interval, bold where it is clear.
  private func isMeanDifference(
    _ cell: String, _ name: String, _ path: String, _ variant: String
  ) -> Bool {
    if path == baseline { return cell == "baseline" }
    let pairs = series(name, variant).map { runs.differences($0, path, baseline) } ?? []
    guard let mean = SeedTable.mean(pairs) else { return cell == "n/a" }
    let row = differences.rows.first { row in
      row[differences.column("path", "rulebook") ?? 0] == path
        && row[differences.column("metric") ?? 0] == name
        && differences.column("variant").map { row[$0] == variant } ?? true
    }
    guard let row, let clear = differences.column("clear") else { return false }
    let limits = ["low", "high"].compactMap { end in
      differences.header.firstIndex { $0.hasSuffix("_" + end) }.flatMap { Double(row[$0]) }
    }
    // Where not all seeds give a pair, the cell says how many do.
    let count = cell.contains("(n = ") ? [Double(pairs.count)] : []
    let tokens = NumberToken.all(in: cell)
    return tokens.count == 1 + limits.count + count.count
      && zip(tokens, [mean] + limits + count).allSatisfy { $0.isRounded($1) }
      && cell.hasPrefix("**") == (row[clear] == "yes")
  }

  /// The column of a metric, whose header may end in its unit.
  private func series(_ name: String, _ variant: String) -> SeedTable.Series? {
    let units = ["", "_percent", "_quote", "_coin", "_bp", "_s", "_atoms"]
    return runs.values.keys.first { series in
      units.contains { series.column == name + $0 }
        && (variant.isEmpty || series.words.contains(variant))
    }
  }

  /// A header without its unit.
  private static func title(_ header: String) -> String {
    header.hasSuffix(")") ? String(header.prefix { $0 != "(" }.dropLast()) : header
  }

  static func cells(_ line: String) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
      cell in
      String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
