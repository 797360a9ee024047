extension FamilyFigures {
  /// The most axes of a grid that a map shows: columns, rows and panels.
  private static let axesMax = 3

  /// The maps of a grid: for each path and metric the paired difference to the baseline over its axes.
  func maps() -> [ReportFigures.Figure] {
    guard family.isGrid, family.axes.count <= Self.axesMax else { return [] }
    return groups.flatMap { group in
      family.others.flatMap { path in
        mapped.compactMap { map(of: $0, path, in: group) }
          + [.drift, .impact].compactMap {
            map(of: Metric.executionShortfall, path, in: group, part: $0)
          }
      }
    }
  }

  /// The name of the map that shows best where the answer flips: of the path and metric with the most cells clearly
  /// better and clearly worse, by the smaller of the two; the first of several.
  var mostDividedMap: String? {
    guard let group = groups.first else { return nil }
    var most: (count: Int, name: String)?
    for path in family.others {
      for metric in mapped {
        let verdicts = family.variants.indices.map { family.verdict(metric, path, in: $0) }
        let count = min(verdicts.count { $0 == .better }, verdicts.count { $0 == .worse })
        if count > most?.count ?? -1 {
          most = (count, Self.name(of: metric, path, in: group.name, part: nil))
        }
      }
    }
    return most?.name
  }

  /// The file of a map.
  private static func name(
    of metric: Metric, _ path: String, in group: String, part: AttributionTable.Part?
  ) -> String {
    let words = [
      "map", group, path, metric.id.replacing("_", with: "-"), part?.rawValue ?? "",
    ]
    return "figures/\(ReportName.word(words.filter { !$0.isEmpty }.joined(separator: "-"))).svg"
  }

  /// The metrics of maps: what owners have in money, since the share is beyond all scales where a price falls fast.
  private var mapped: [Metric] { FamilySheet.metrics.filter { $0.id != Metric.ownersValue.id } }

  /// Cells of the same stated variant, which are shown together: all cells where there is none.
  private struct Group {
    let name: String
    let variants: [Int]
  }

  private var groups: [Group] {
    var groups: [Group] = []
    for (place, variant) in family.variants.enumerated() {
      let cell = variant.label.place.map { "\($0.axis)=\($0.value)" }.joined(separator: "/")
      let name =
        variant.label.name.hasSuffix("/" + cell)
        ? String(variant.label.name.dropLast(cell.count + 1)) : ""
      if let known = groups.firstIndex(where: { $0.name == name }) {
        groups[known] = Group(name: name, variants: groups[known].variants + [place])
      } else {
        groups.append(Group(name: name, variants: [place]))
      }
    }
    return groups
  }

  private func map(
    of metric: Metric, _ path: String, in group: Group, part: AttributionTable.Part? = nil
  ) -> ReportFigures.Figure? {
    let sheet = family.variants[0].sheet
    let steps = family.axes.map(family.steps)
    // The first axis lies along the columns, the second along the rows, the third parts the panels.
    let rows = steps.count > 1 ? steps[1] : [""]
    let layers = steps.count > 2 ? steps[2] : [""]
    let panels = layers.map { layer in
      MapChart.Panel(
        title: layer.isEmpty ? "" : "\(family.axes[2]) \(layer)",
        cells: rows.map { row in
          steps[0].map { column in
            let steps = [column, row, layer].filter { !$0.isEmpty }
            return cell(of: metric, path, in: group, at: steps, part: part)
          }
        })
    }
    if panels.allSatisfy({ $0.cells.allSatisfy { $0.allSatisfy { $0 == nil } } }) { return nil }
    let prefix = group.name.isEmpty ? "" : "\(group.name): "
    let what = part.map { "\(metric.title), the part that is \($0.rawValue)" } ?? metric.title
    let test = part == nil ? "; hatched where it is not clear" : "; parts are not tested"
    let chart = MapChart(
      title: "\(prefix)\(what), \(path) against \(family.baseline)",
      subtitle:
        "mean paired difference (\(sheet.differenceUnit(metric))), \(metric.better ?? "neither") is better"
        + test,
      columnTitle: family.axes[0], rowTitle: steps.count > 1 ? family.axes[1] : "",
      columns: steps[0], rows: rows, panels: panels,
      isHigherBetter: metric.preference != .lower)
    return ReportFigures.Figure(
      name: Self.name(of: metric, path, in: group.name, part: part),
      alternative: "\(chart.title), \(chart.subtitle)",
      caption: "Mean paired difference of `\(path)` to `\(family.baseline)` in each cell"
        + (group.name.isEmpty ? "" : " of `\(group.name)`")
        + (part.map { ", the part that is \($0.rawValue)" } ?? "")
        + "; blue is better, vermilion worse; the line parts cells of different signs"
        + (part == nil ? "; hatched cells are not clear." : "; nothing of it was tested."),
      svg: chart.svg())
  }

  private func cell(
    of metric: Metric, _ path: String, in group: Group, at steps: [String],
    part: AttributionTable.Part?
  ) -> MapChart.Cell? {
    let place = group.variants.first { place in
      family.variants[place].label.place.map(\.value) == steps
    }
    guard let place, let difference = family.variants[place].sheet.difference(metric, path) else {
      return nil
    }
    let decimals = metric.unit == .quote ? 0 : 1
    if let part {
      let parts = family.variants[place].causes[path]?[metric.id]
      return parts?.named.first { $0.part == part }.map {
        MapChart.Cell(
          value: $0.value, isClear: true, label: NumberText.signed($0.value, decimals: decimals))
      }
    }
    return MapChart.Cell(
      value: difference.mean, isClear: family.isClear(metric, path, in: place),
      label: NumberText.signed(difference.mean, decimals: decimals))
  }
}
