import Rulebook
package import Simulation

extension Comparison {
  /// One sentence for each rulebook, or for the scenario's own tiers, under which accounts start beyond the end of
  /// the table of tiers.
  package var tierNotes: [String] {
    func sentence(_ count: Int, of branches: [RunResult], _ table: String) -> String {
      let all = branches.count * scenario.population.count
      return
        "\(NumberText.grouped(count)) of \(NumberText.grouped(all)) accounts, all seeds together, start beyond the "
        + "end of \(table): they run at the rates of its last tier, and whether the venue has others is not known."
    }
    if rulebooks.isEmpty {
      let control = runs.filter { $0.path == RunResult.controlName }
      let count = control.reduce(0) { $0 + $1.accountsBeyondTiers }
      return count == 0 ? [] : [sentence(count, of: control, "the scenario's tiers")]
    }
    return rulebooks.compactMap { rulebook in
      let own = runs.filter { $0.path == rulebook.selection }
      let count = own.reduce(0) { $0 + $1.accountsBeyondTiers }
      return count == 0 ? nil : sentence(count, of: own, "the tiers of `\(rulebook.selection)`")
    }
  }
}
