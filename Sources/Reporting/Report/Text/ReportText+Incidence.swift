import Simulation

extension ReportText {
  /// Who has more and who has less than in the control, by path: groups in their blocks, which sum to zero.
  func addIncidence(to document: inout MarkdownDocument) {
    let incidence = IncidenceTable(comparison)
    if incidence.isEmpty { return }
    document.heading(2, "Who pays")
    document.paragraph(
      "How much more or less each group has at the end of the run than in the `\(RunResult.controlName)`, where "
        + "nobody is liquidated, in \(sheet.unit(Metric.payersLoss)) a run, the mean over seeds. What one group "
        + "has more, others have less: each column sums to exactly zero on every seed. Positions are valued at the "
        + "index; what an account owes is paid by the insurance fund as far as its money goes, then by all owners who "
        + "have something, in proportion; the control is settled in the same way. Hedges of makers and "
        + "arbitrageurs are theirs, at the index they saw.")
    let decimals = sheet.decimals(Metric.payersLoss)
    var table = MarkdownTable(
      [("Group", .left)] + sheet.liquidationPaths.map { ("`\($0)`", .right) })
    for block in WealthGroup.Block.allCases {
      table.append(
        ["**\(block.title)**"]
          + sheet.liquidationPaths.map {
            "**\(NumberText.signed(incidence.mean($0, block), decimals: decimals))**"
          })
      let groups = WealthGroup.allCases.filter { $0.block == block }
      if groups.count < 2 { continue }
      for group in groups {
        let means = sheet.liquidationPaths.map { incidence.mean($0, group) }
        if means.allSatisfy({ $0 == 0 }) { continue }
        table.append(
          [group.title] + means.map { NumberText.signed($0, decimals: decimals) })
      }
    }
    document.table(table)
  }
}
