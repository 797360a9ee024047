/// A table with one row for each seed, path and whatever else its words say: what the means over seeds come from.
struct SeedTable {
  /// One column of numbers of one path, where all its words are the same but for the path.
  struct Series: Hashable {
    /// The words of the row other than seed and path, the variant among them.
    let words: [String]
    /// The header of the column.
    let column: String
  }

  /// The values of each path by seed.
  private(set) var values: [Series: [String: [String: Double]]] = [:]
  /// The paths in the order of the file.
  private(set) var paths: [String] = []

  /// `nil` for a table without seeds or paths, or with more than one row for the same words.
  init?(_ table: CSVRows) {
    guard let seed = table.column("seed"), let path = table.column("path", "rulebook") else {
      return nil
    }
    let others = table.header.indices.filter { $0 != seed && $0 != path }
    // A digest or a word anywhere makes a column one of words.
    let numbers = others.filter { column in
      table.rows.allSatisfy { $0[column].isEmpty || Double($0[column]) != nil }
        && table.header[column] != "variant"
    }
    let words = others.filter { !numbers.contains($0) && table.header[$0] != "event_digest" }
    var seen: Set<[String]> = []
    for row in table.rows {
      let own = words.map { row[$0] }
      guard seen.insert([row[seed], row[path]] + own).inserted else { return nil }
      if !paths.contains(row[path]) { paths.append(row[path]) }
      for column in numbers {
        guard let value = Double(row[column]) else { continue }
        values[Series(words: own, column: table.header[column]), default: [:]][
          row[path], default: [:]][row[seed]] = value
      }
    }
  }

  /// The mean over seeds; `nil` where a path has no value.
  func mean(_ series: Series, _ path: String) -> Double? {
    values[series]?[path].flatMap { Self.mean(Array($0.values)) }
  }

  /// The differences to another path on the seeds that both have, by seed.
  func differences(_ series: Series, _ path: String, _ baseline: String) -> [Double] {
    guard let own = values[series]?[path], let other = values[series]?[baseline] else { return [] }
    return own.keys.sorted().compactMap { seed in other[seed].map { (own[seed] ?? 0) - $0 } }
  }

  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
