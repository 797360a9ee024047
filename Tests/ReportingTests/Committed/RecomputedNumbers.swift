/// Every number that the tables of a report give rise to: means and differences over seeds, made here, and what
/// stands in its tables of statistics.
struct RecomputedNumbers {
  private var byPath: [String: [Double]] = [:]
  private var anywhere: [Double] = []

  /// Reads the tables of a report; those of single accounts, strategies, events and seconds are no source of its first screen.
  init(_ report: CommittedReport) {
    let isReplay = report.text("data.csv")?.contains(",--tape,") ?? false
    for file in report.tables {
      // On a recorded market the first screen is of the strategies, and says what was replayed.
      if isReplay, file == "strategies.csv", let table = report.table(file) {
        anywhere += ["profit_quote", "return_percent"].flatMap { name in
          table.column(name).map { place in table.rows.compactMap { Double($0[place]) } } ?? []
        }
      }
      if isReplay, file == "data.csv", let text = report.text(file) {
        anywhere += NumberToken.all(in: text).map(\.value)
      }
      let isOfSingleThings = report.header(file).contains {
        ["account", "second", "time_s", "key", "strategy"].contains($0)
      }
      guard !isOfSingleThings, let table = report.table(file) else { continue }
      if let seeds = SeedTable(table) { add(seeds) } else { add(table) }
    }
    if let scenario = report.text("manifest.json") {
      // What the scenario states: how many accounts, how far and how fast the index moves.
      anywhere += NumberToken.all(in: scenario.replacing("\\n", with: "\n")).map(\.value)
    }
    addMarket(report)
    addSeedsMin(report)
  }

  /// Whether a number of a text is among them, among those of its path where it has one.
  func contains(_ token: NumberToken) -> Bool {
    let own = token.path.map { byPath[$0] ?? [] } ?? byPath.values.flatMap { $0 } + anywhere
    return own.contains { token.isRounded($0) }
  }

  // MARK: Means over seeds

  private mutating func add(_ table: SeedTable) {
    guard let baseline = table.paths.first else { return }
    for path in table.paths {
      var numbers: [Double] = []
      for series in table.values.keys {
        numbers += table.mean(series, path).map { [$0] } ?? []
        let differences = table.differences(series, path, baseline)
        numbers += SeedTable.mean(differences).map { [$0] } ?? []
        // On how many seeds it is more, less, and of how many.
        anywhere += [
          Double(differences.count { $0 > 0 }), Double(differences.count { $0 < 0 }),
          Double(differences.count),
        ]
      }
      numbers += remainders(table, path, baseline)
      byPath[path, default: []] += numbers
    }
    anywhere += (1...table.paths.count).map { Double($0) }
  }

  /// What is left of a change of owners when the three groups with the largest opposite changes are named.
  private func remainders(_ table: SeedTable, _ path: String, _ baseline: String) -> [Double] {
    let series = table.values.keys.filter { $0.column.hasPrefix("change_") }
    // By variant: the words before block and group.
    return Dictionary(grouping: series) { $0.words.dropLast(2) }.values.flatMap { series in
      let changes = series.compactMap { item in
        SeedTable.mean(table.differences(item, path, baseline)).map {
          (group: item.words.last ?? "", change: $0)
        }
      }
      guard let owners = changes.first(where: { $0.group == "owners-breached-in-control" }) else {
        return [Double]()
      }
      let opposite = changes.filter { $0.change * owners.change < 0 }
        .sorted { $0.change.magnitude > $1.change.magnitude }
      return [-owners.change - opposite.prefix(3).reduce(0) { $0 + $1.change }]
    }
  }

  // MARK: Tables of statistics

  private mutating func add(_ table: CSVRows) {
    let path = table.column("path", "rulebook")
    let level = table.column("level")
    for row in table.rows {
      for (place, cell) in row.enumerated() where place != path {
        guard let number = Double(cell) else { continue }
        if place == level {
          // "The worst 2.5 %" is the level 0.975.
          anywhere += [number * 100, (1 - number) * 100]
        } else if let path {
          byPath[row[path], default: []].append(number)
        } else {
          anywhere.append(number)
        }
      }
    }
  }

  /// How many properties of a measured market are met, of how many.
  private mutating func addMarket(_ report: CommittedReport) {
    guard let table = report.table("market.csv"), let met = table.column("met") else { return }
    let judged = table.rows.filter { !$0[met].isEmpty }
    anywhere += [Double(judged.count), Double(judged.count { $0[met] == "yes" })]
  }

  /// How many seeds it takes for the rarest pattern of signs to be rare enough for all tests together.
  private mutating func addSeedsMin(_ report: CommittedReport) {
    guard let table = report.table("differences.csv"), let p = table.column("holm_p") else {
      return
    }
    let tests = table.rows.count { !$0[p].isEmpty }
    var count = 1.0
    var least = 1.0
    while least * Double(max(tests, 1)) > 0.05 {
      least /= 2
      count += 1
    }
    anywhere.append(count)
  }
}
