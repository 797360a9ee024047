/// Paths by variant: the primary metrics with their paired differences to the baseline.
struct FamilyTable {
  private let family: FamilySheet

  init(_ family: FamilySheet) { self.family = family }

  /// The most variants of which each has its rows on the first screen.
  static let rowsMax = 12

  /// The table of the first screen.
  var first: MarkdownTable { family.variants.count <= Self.rowsMax ? all : counts }

  /// One row for each variant and path.
  var all: MarkdownTable {
    var columns: [(header: String, alignment: MarkdownTable.Alignment)] = [
      ("Variant", .left), (family.subject?.title ?? "Path", .left),
    ]
    let sheet = family.variants[0].sheet
    for metric in Metric.primary {
      columns.append(("\(metric.title) (\(sheet.unit(metric)))", .right))
      columns.append(("against baseline (\(sheet.differenceUnit(metric)))", .right))
    }
    var table = MarkdownTable(columns)
    for (place, variant) in family.variants.enumerated() {
      for path in family.paths {
        let isFirst = path == family.baseline
        table.append(
          [isFirst ? "`\(variant.label.name)`" : "", "`\(path)`"]
            + Metric.primary.flatMap { cells($0, path, in: place) })
      }
    }
    return table
  }

  private func cells(_ metric: Metric, _ path: String, in place: Int) -> [String] {
    let sheet = family.variants[place].sheet
    let decimals = sheet.decimals(metric)
    let mean = NumberText.grouped(sheet.summary(metric, path)?.mean, decimals: decimals)
    if path == family.baseline { return [mean, "baseline"] }
    let difference = NumberText.signed(sheet.difference(metric, path)?.mean, decimals: decimals)
    return [mean, family.isClear(metric, path, in: place) ? "**\(difference)**" : difference]
  }

  /// In how many variants each path is clearly better or worse than the baseline.
  private var counts: MarkdownTable {
    var table = MarkdownTable([
      (family.subject?.title ?? "Path", .left), ("Metric", .left), ("clearly better in", .right),
      ("clearly worse in", .right), ("not clear in", .right),
    ])
    for path in family.others {
      for metric in Metric.primary {
        let verdicts = family.variants.indices.map { family.verdict(metric, path, in: $0) }
        table.append(
          ["`\(path)`", metric.title]
            + [FamilySheet.Verdict.better, .worse, .unclear].map { verdict in
              "\(verdicts.count { $0 == verdict })"
            })
      }
    }
    return table
  }
}
