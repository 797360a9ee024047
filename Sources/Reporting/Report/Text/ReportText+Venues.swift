package import Liquidation
import Rulebook
import Simulation
import Units

extension ReportText {
  /// How rulebooks are set beside each other.
  var rulebooksNote: String {
    "A rulebook takes the place of the scenario's mark, funding, margin and rules of liquidation; market, "
      + "flow, delays and accounts stay, and so do trading fees and the capital of fund and backstop. "
      + "Each rulebook runs from the start, because its mark is part of it, with a control of its own for "
      + "what is wrongful and what was needed; the `\(RunResult.controlName)` shown, against which owners and "
      + "payers are valued, is that of the scenario's own rules. The accounts are funded by "
      + "the scenario's margin tiers. What an account holds beyond a rulebook's leverage is not turned "
      + "away: it is liquidated at the first check if it is below maintenance there."
  }

  /// The rulebooks: what each is, from when, and what in it is not certain.
  func addRulebooks(to document: inout MarkdownDocument) {
    let rulebooks = comparison.rulebooks
    if rulebooks.isEmpty { return }
    document.heading(3, "The rulebooks")
    var table = MarkdownTable([
      ("Rulebook", .left), ("Venue", .left), ("As of", .left), ("Check price", .left),
      ("Checked every", .right), ("Remainder", .left), ("Penalty", .left),
      ("Counterparties deleveraged by", .left),
    ])
    for rulebook in rulebooks {
      table.append([
        "`\(rulebook.selection)`", rulebook.title, rulebook.asOf, rulebook.checkPrice.rawValue,
        Words.duration(rulebook.checkInterval), RulebookWords.remainder(rulebook.path.remainder),
        RulebookWords.penalty(rulebook.penalty),
        rulebook.deleveraging.map(RulebookWords.ranking)
          ?? "none at the venue; here " + RulebookWords.ranking(DeleveragingTerms()),
      ])
    }
    document.table(table)
    document.paragraph(
      "Every field of each rulebook, with its date, its source and how certain it is, stands in "
        + "`rulebooks.csv`.")
    addDoubts(
      "No source confirms these fields; the comparison rests on them all the same:",
      { $0.value != nil }, to: &document)
    addDoubts(
      "These rules exist at the venue, but no source confirms them, and they are left out:",
      { $0.value == nil }, to: &document)
  }

  /// The unconfirmed statements of one kind, by rulebook.
  private func addDoubts(
    _ text: String, _ isMeant: (RuleStatement) -> Bool, to document: inout MarkdownDocument
  ) {
    let lines = comparison.rulebooks.compactMap { rulebook -> String? in
      var keys: [String] = []
      for statement in rulebook.unverified where isMeant(statement) {
        let key = "`\(statement.key)`"
        if !keys.contains(key) { keys.append(key) }
      }
      return keys.isEmpty ? nil : "`\(rulebook.id)`: " + Words.list(keys)
    }
    if lines.isEmpty { return }
    document.paragraph(text)
    document.list(lines)
  }
}

/// The rules of a venue in a few words.
package enum RulebookWords {
  /// Who keeps what is left.
  package static func remainder(_ remainder: Remainder) -> String {
    switch remainder {
    case .owner: "owner"
    case .fund: "insurance fund"
    case .backstop: "backstop"
    }
  }

  /// What is charged, on what, for whom.
  package static func penalty(_ penalty: Penalty) -> String {
    if penalty.rate == .zero { return "none" }
    let base =
      switch penalty.base {
      case .closedNotional: "of notional"
      case .maintenance: "of maintenance"
      }
    let receiver =
      switch penalty.receiver {
      case .fund: "insurance fund"
      case .backstop: "backstop"
      case .liquidator: "liquidator"
      case .house: "venue"
      }
    let cap = penalty.cappedByGapToBankruptcy ? ", at most the gain over bankruptcy" : ""
    return "\(Words.percent(penalty.rate)) \(base) to \(receiver)\(cap)"
  }

  /// Whose position is used first, and at which price.
  package static func ranking(_ terms: DeleveragingTerms) -> String {
    let order =
      switch terms.ranking {
      case .profitTimesLeverage: "profit times leverage"
      case .profitTimesMarginRatio: "profit times margin ratio"
      case .priceGainTimesLeverage: "price gain times leverage"
      case .random: "a drawn order"
      case .largest: "size"
      }
    let price =
      switch terms.price {
      case .bankruptcy: "bankruptcy price"
      case .mark: "mark"
      case .previousMark: "previous mark"
      case .index: "index"
      case .bankruptcyUnlessFar(let most):
        "bankruptcy price, or mark if \(Words.percent(most)) apart"
      }
    let spread =
      switch terms.policy {
      case .queue: ""
      case .proRata: ", pro rata"
      case .cappedProRata: ", pro rata up to \(Words.percent(terms.cap)) of each"
      }
    let asked = terms.candidatesMax.map { ", the first \($0)" } ?? ""
    return "\(order)\(asked)\(spread), at \(price)"
  }
}
