import Liquidation
import Margin
import Market
import Quote
import Rulebook
import Units

extension QuoteReport {
  /// For each venue and leg the derivation of every figure: rule, source and date, and the numbers put in.
  package var explanation: String {
    var lines: [String] = []
    for group in groups {
      for quote in group.quotes {
        for leg in quote.legs {
          if !lines.isEmpty { lines += ["", ""] }
          lines += explain(leg, quote)
        }
      }
      for left in group.leftOut {
        if !lines.isEmpty { lines.append("") }
        lines += TextLayout.wrapped("Left out: \(left.venue) \(left.reason).", hanging: 2)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func explain(_ leg: LegQuote, _ quote: VenueQuote) -> [String] {
    let numbers = QuoteNumbers(quote: quote, leg: leg)
    let derivation = QuoteDerivation(numbers: numbers, stop: stopCheck(leg, quote))
    let name = quote.account.name.map { "\($0), " } ?? ""
    let index = quote.legs.firstIndex { $0.instrument == leg.instrument } ?? 0
    var lines = TextLayout.wrapped(
      "\(quote.rulebook.selection): \(quote.rulebook.title), rules as of \(quote.rulebook.asOf)")
    lines += TextLayout.wrapped(
      "\(name)\(Self.words(quote.account.legs[index])); P stands for \(checked(quote)).")
    lines += TextLayout.wrapped(assumptions, hanging: 2)
    var sources = QuoteSources(rulebook: quote.rulebook)
    for (place, step) in derivation.steps.enumerated() {
      lines += ["", "\(place + 1). \(step.title)"]
      for line in step.lines { lines += TextLayout.wrapped(line, indent: 3, hanging: 5) }
      if let rules = sources.cite(step.keys) {
        lines += TextLayout.wrapped(rules, indent: 3, hanging: 5)
      }
    }
    lines += [""] + sources.list
    let notes = QuoteNotes(quote: quote)
    let remarks = notes.position + notes.choices + switches(quote.rulebook)
    if !remarks.isEmpty {
      lines += ["", "Notes:"]
      lines += remarks.flatMap { TextLayout.wrapped("- " + $0, hanging: 2) }
    }
    let unverified = notes.unverifiedStatements
    if !unverified.isEmpty {
      lines += ["", "Not confirmed:"]
      lines += unverified.flatMap { statement in
        TextLayout.wrapped(
          "- \(statement.key): " + (statement.note ?? statement.value ?? "no source found"),
          hanging: 2)
      }
    }
    return lines
  }

  private func checked(_ quote: VenueQuote) -> String {
    switch quote.rulebook.checkPrice {
    case .mark: "the mark price"
    case .index: "the index or oracle price"
    case .last: "the price of the last trade"
    }
  }

  /// The switches that stand at their standard options, and what else they offer.
  private func switches(_ rulebook: Rulebook) -> [String] {
    rulebook.switches.filter(\.isStandard).map { choice in
      let others = choice.options.map(\.name).filter { $0 != choice.chosen }
      return
        "switch \(choice.name)=\(choice.chosen), or \(others.joined(separator: ", ")): \(choice.why)"
    }
  }
}
