import Simulation
import Units

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
