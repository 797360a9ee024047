import Simulation

/// The answer of a map: in how many cells a path is better or worse, where most of these lie, and why.
struct MapAnswer {
  private let family: FamilySheet

  init(_ family: FamilySheet) { self.family = family }

  /// In how many cells each path is clearly better or worse by one metric, and with which steps.
  func told(_ metric: Metric, _ noun: String) -> String {
    let clauses = family.others.map { path -> String in
      let (better, worse) = (cells(metric, path, .better), cells(metric, path, .worse))
      let rest = family.variants.count - better.count - worse.count
      return "`\(path)` is clearly better in \(better.count)\(most(better)), clearly worse in "
        + "\(worse.count)\(most(worse)), and not clearly different in \(rest)"
    }
    return "\(noun), against `\(family.baseline)` in \(family.variants.count) cells: "
      + clauses.joined(separator: "; ") + "."
  }

  /// Which part of the difference is the largest in how many of the cells where it is clear; nothing without parts.
  func causes(_ metric: Metric) -> [String] {
    let clauses = family.others.compactMap { path -> String? in
      let sides = [(FamilySheet.Verdict.better, "better"), (.worse, "worse")].compactMap {
        verdict, word in carriers(metric, path, cells(metric, path, verdict), word)
      }
      return sides.isEmpty ? nil : "where `\(path)` is clearly \(Words.list(sides))"
    }
    if clauses.isEmpty { return [] }
    let title = metric.title.prefix(1).lowercased() + metric.title.dropFirst()
    return [
      "Which part of the difference in \(title) is the largest (drift: that of the same orders in a market that they "
        + "do not move; impact: what forced flow moved): \(clauses.joined(separator: "; "))."
    ]
  }

  private func cells(
    _ metric: Metric, _ path: String, _ verdict: FamilySheet.Verdict
  ) -> [Int] {
    family.variants.indices.filter { family.verdict(metric, path, in: $0) == verdict }
  }

  private func carriers(
    _ metric: Metric, _ path: String, _ places: [Int], _ word: String
  ) -> String? {
    let carriers = places.compactMap {
      family.variants[$0].causes[path]?[metric.id]?.carrier?.part
    }
    if carriers.isEmpty { return nil }
    let parts = [AttributionTable.Part.drift, .terms, .impact].compactMap { part -> String? in
      let count = carriers.count { $0 == part }
      return count == 0 ? nil : "\(part.rawValue) in \(count)"
    }
    return "\(word), \(Words.list(parts)) of \(places.count)"
  }

  /// The steps of axes of which more than half of the cells are among some, in parentheses.
  ///
  /// An axis of which that is true at every step tells nothing.
  private func most(_ places: [Int]) -> String {
    let parts = family.axes.compactMap { axis -> String? in
      let steps = family.steps(of: axis)
      let taken = steps.filter { step in
        let all = family.variants.indices.filter { isAt(step, of: axis, $0) }
        return 2 * places.count { isAt(step, of: axis, $0) } > all.count
      }
      return taken.isEmpty || taken.count == steps.count
        ? nil : "\(axis) \(Words.list(taken))"
    }
    return parts.isEmpty ? "" : " (most of those with \(parts.joined(separator: "; with ")))"
  }

  private func isAt(_ step: String, of axis: String, _ place: Int) -> Bool {
    family.variants[place].label.place.contains { $0.axis == axis && $0.value == step }
  }
}
