import Simulation
import Units

/// The parts of a report that only some comparisons have.
extension ReportText {
  /// The simulated market beside a measured one.
  func addMarket(_ market: MarketTable, to document: inout MarkdownDocument) {
    document.heading(2, "The simulated market beside a measured one")
    document.paragraph(
      "Measured: \(MarketTable.source). Simulated: "
        + (market.runCount == 1
          ? "one observed run."
          : "medians over \(market.runCount) observed runs.")
        + " The measured sample is short, so orders of magnitude and shapes count, not decimals.")
    var table = MarkdownTable([
      ("Statistic", .left), ("Measured", .right), ("Simulated", .right),
    ])
    for row in market.rows {
      table.append([row.title, row.measured.isEmpty ? "" : row.measured, row.text])
    }
    document.table(table)
    var bands = MarkdownTable([
      ("Property", .left), ("Accepted", .right), ("Simulated", .right), ("Met", .left),
    ])
    for band in market.bands {
      bands.append([
        band.title, band.band,
        band.value == .infinity ? "unbounded" : NumberText.grouped(band.value, decimals: 3),
        band.isMet ? "yes" : "no",
      ])
    }
    document.table(bands)
  }

  /// Who is liquidated under which check price.
  func addCheckCross(to document: inout MarkdownDocument) {
    document.heading(2, "Check price against last price")
    document.paragraph(
      "Accounts liquidated \(sheet.subject.preposition) each \(sheet.subject.noun) when the margin check uses the index-based mark, and when it "
        + "uses the last price, under the same luck: the sum over seeds, and the mean for each seed."
    )
    var table = MarkdownTable([
      (sheet.subject.title, .left), ("n", .right), ("under both", .right), ("mean", .right),
      ("only under last", .right), ("mean", .right), ("only under mark", .right),
      ("mean", .right),
    ])
    for path in sheet.liquidationPaths {
      let rows = comparison.checkCross.filter { $0.path == path }
      if rows.isEmpty { continue }
      var cells = ["`\(path)`", String(rows.count)]
      for column in [\CheckCross.both, \CheckCross.onlyLast, \CheckCross.onlyMark] {
        let sum = rows.reduce(0) { $0 + $1[keyPath: column] }
        cells.append(NumberText.grouped(sum))
        cells.append(NumberText.grouped(Double(sum) / Double(rows.count), decimals: 1))
      }
      table.append(cells)
    }
    document.table(table)
  }
}

extension ReportText {
  /// What a forced order of one size pays in books of full, half and quarter depth.
  func addDepth(to document: inout MarkdownDocument) {
    let scenario = comparison.scenario
    guard let opening = comparison.runs.first?.prices.first?.index else { return }
    // What all makers mean to show at the touch, cut down to a multiple of four lots.
    let touch = scenario.makers.touchSize.lots * Int64(scenario.makers.count) / 4 * 4
    let depth = Quantity(lots: max(touch, 4))
    let rows = DepthExperiment.rows(
      instrument: scenario.instrument, bestBid: opening, depth: depth,
      quantity: Quantity(lots: depth.lots * 8))
    guard let full = rows.first, full.lost > .zero else { return }
    document.heading(2, "Slippage against depth")
    document.paragraph(
      "The same forced order, sent to the matching engine of this program against a book with the same size "
        + "on every tick: when the depth halves, the slippage doubles.")
    var table = MarkdownTable([
      ("Size on each level", .right), ("Forced order", .right), ("Levels traded", .right),
      ("Slippage (bp of the mid)", .right), ("Over that at full depth", .right),
    ])
    let contract = ContractText(scenario.instrument)
    for row in rows {
      table.append([
        contract.text(row.depth), contract.text(row.quantity), String(row.levels),
        NumberText.fixed(row.slippageBasisPoints, decimals: 4),
        NumberText.fixed(row.slippageBasisPoints / full.slippageBasisPoints, decimals: 2),
      ])
    }
    document.table(table)
  }
}
