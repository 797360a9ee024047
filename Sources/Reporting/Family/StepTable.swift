/// What each step of each axis of a grid sets.
struct StepTable {
  private let family: FamilySheet

  init(_ family: FamilySheet) { self.family = family }

  /// One row for each step: the settings that all cells at it share and that cells at other steps do not.
  var table: MarkdownTable {
    var table = MarkdownTable([("Axis", .left), ("Step", .left), ("What it sets", .left)])
    for axis in family.axes {
      for (row, step) in family.steps(of: axis).enumerated() {
        let settings = own(step, of: axis)
        table.append([
          row == 0 ? axis : "", step,
          settings.isEmpty ? "nothing" : settings.joined(separator: "; "),
        ])
      }
    }
    return table
  }

  /// The keys whose values depend on more than one axis; in `variants.csv` no key is, where cells are very many.
  var shared: [String] {
    family.keys.filter { key in
      family.axes.allSatisfy { axis in
        family.steps(of: axis).contains { step in values(of: key, at: step, of: axis).count > 1 }
      }
    }
  }

  private func own(_ step: String, of axis: String) -> [String] {
    family.keys.compactMap { key in
      let here = values(of: key, at: step, of: axis)
      guard here.count == 1, let value = here.first ?? nil else { return nil }
      let others = family.steps(of: axis).filter { $0 != step }
      let isOwn = others.contains { values(of: key, at: $0, of: axis) != here }
      return isOwn ? "`\(key)` \(value)" : nil
    }
  }

  /// The values of a key in all cells at a step; nil among them where a cell does not set it.
  private func values(of key: String, at step: String, of axis: String) -> Set<String?> {
    Set(
      family.variants.map(\.label).filter { label in
        label.place.contains { $0.axis == axis && $0.value == step }
      }.map { label in label.settings.first { $0.key == key }?.value })
  }
}
