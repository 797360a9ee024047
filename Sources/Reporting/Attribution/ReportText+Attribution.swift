extension ReportText {
  /// What carries the differences to the baseline: drift, terms and impact by primary metric and path.
  func addAttribution(to document: inout MarkdownDocument) {
    let attribution = AttributionTable(sheet)
    let others = sheet.liquidationPaths.filter { $0 != sheet.baseline }
    if attribution.isEmpty || others.isEmpty || !sheet.hasLiquidations { return }
    document.heading(2, "Why")
    document.paragraph(
      "Beside each \(sheet.subject.noun) runs its shadow, which meets the prices that the control recorded and moves "
        + "none of them. Of a mean difference to `\(sheet.baseline)`, *drift* is the difference between the shadows, "
        + "what the market's own move costs or brings while one of them waits; *terms* are fees, penalties, margin kept, "
        + "and prices of transfers, auctions and deleveraging against the index; *impact* is the rest: what forced "
        + "orders move, the liquidations they set off, half the spread, and what the market does about it."
    )
    var table = MarkdownTable([
      ("Difference to baseline", .left), (sheet.subject.title, .left), ("drift", .right),
      ("terms", .right), ("impact", .right), ("sum", .right),
    ])
    for row in AttributionTable.rows {
      let decimals = sheet.decimals(row.metric)
      func cell(_ value: Double?) -> String { NumberText.signed(value, decimals: decimals) }
      for (place, path) in others.enumerated() {
        let title = "\(row.metric.title) (\(sheet.differenceUnit(row.metric)))"
        let parts = attribution.difference(row, path)
        table.append([
          place == 0 ? title : "", "`\(path)`", cell(parts?.drift), cell(parts?.terms),
          cell(parts?.impact), cell(parts?.total),
        ])
      }
    }
    document.table(table)
  }
}
