import Liquidation
import Margin
import Market
import Quote
import Rulebook
import Units

extension QuoteReport {
  /// The report for people: for each account a table of venues, what happens there, and notes.
  package var text: String {
    var lines: [String] = []
    for group in groups {
      if !lines.isEmpty { lines += ["", ""] }
      if group.quotes.isEmpty {
        if let name = group.account.name { lines.append("\(name):") }
        lines += leftOut(group)
        continue
      }
      lines += heading(group)
      lines += [""] + table(group) + legend(group)
      lines += ["", "First forced step, costs, and who keeps what is left:"]
      for quote in group.quotes {
        for leg in quote.legs { lines += detail(leg, quote) }
      }
      lines += stops(group) + notes(group)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Above the table

  private func heading(_ group: Group) -> [String] {
    var lines: [String] = []
    let account = group.account
    if account.legs.count == 1, let leg = account.legs.first {
      let name = account.name.map { "\($0): " } ?? ""
      lines += TextLayout.wrapped(
        name + Self.words(leg) + ", " + Self.words(account.collateral, leg) + leverage(group) + ".",
        hanging: 2)
    } else {
      let coin = account.legs.first.map { QuoteNumbers.coin($0.symbol) } ?? ""
      let name = account.name.map { "\($0): " } ?? ""
      lines.append("\(name)\(Self.words(account.collateral, coin: coin)) behind")
      lines += account.legs.map { "  " + Self.words($0) }
    }
    return lines + TextLayout.wrapped(assumptions, hanging: 2)
  }

  /// The leverage of a margin, at the first venue that settles in the quote currency.
  private func leverage(_ group: Group) -> String {
    if case .leverage = group.account.collateral { return "" }
    let linear = group.quotes.first { $0.rulebook.contract == .linear } ?? group.quotes.first
    return (linear?.leverage).map { " (\(QuoteNumbers.times($0)) leverage)" } ?? ""
  }

  /// What every figure assumes, in one paragraph.
  var assumptions: String {
    let fees =
      switch fees {
      case .none: "no trading fee counts (--fees venue counts the closing fee where the venue does)"
      case .venue:
        "the venue's closing fee counts in the bankruptcy price, and in the check where the venue says so"
      }
    let legs =
      groups.contains { $0.account.legs.count > 1 } ? "; other legs stay at their marks" : ""
    return
      "Assumed: mark, index and last are one price; \(fees); opening fee and funding are settled in "
      + "the margin; no orders rest\(legs)."
  }

  /// A leg as its owner states it.
  static func words(_ leg: QuoteLeg) -> String {
    let side = leg.side == .buy ? "Long" : "Short"
    let mark = leg.mark.map { ", mark \(QuoteNumbers.text($0))" } ?? ""
    return "\(side) \(QuoteNumbers.text(leg.size)) \(QuoteNumbers.coin(leg.symbol)) at "
      + QuoteNumbers.text(leg.entry) + mark
  }

  private static func words(_ collateral: QuoteCollateral, _ leg: QuoteLeg) -> String {
    words(collateral, coin: QuoteNumbers.coin(leg.symbol))
  }

  private static func words(_ collateral: QuoteCollateral, coin: String) -> String {
    switch collateral {
    case .quote(let amount): "margin \(QuoteNumbers.text(amount))"
    case .coin(let amount): "margin \(QuoteNumbers.text(amount)) \(coin)"
    case .leverage(let leverage): "margin for \(QuoteNumbers.text(leverage))x leverage"
    }
  }

  // MARK: The table

  private func table(_ group: Group) -> [String] {
    let several = group.account.legs.count > 1
    var columns: [(header: String, alignment: MarkdownTable.Alignment)] = [("venue", .left)]
    if several { columns.append(("leg", .left)) }
    columns += [
      ("check", .left), ("maintenance", .right), ("liquidation", .right), ("away", .right),
      ("bankruptcy", .right), ("gap", .right), ("gap bp", .right), ("first forced step", .left),
      ("price limit", .right),
    ]
    var rows: [[String]] = []
    for quote in group.quotes {
      for leg in quote.legs {
        let numbers = QuoteNumbers(quote: quote, leg: leg)
        let prices = leg.prices
        var row = [quote.rulebook.selection]
        if several { row.append(leg.instrument.symbol) }
        row += [
          quote.rulebook.checkPrice.rawValue,
          leg.whenActing.map { numbers.short($0.total) } ?? "-",
          numbers.price(prices.maintenance),
          numbers.away.map { $0.text + "%" } ?? "-", numbers.price(prices.emptiness),
          numbers.distance(prices.liquidation, prices.bankruptcy)?.groupedText ?? "-",
          numbers.basisPoints(prices.liquidation, prices.bankruptcy)?.text ?? "-",
          leg.step.map(QuoteWords.short) ?? "-",
          leg.step.map { $0.limit.map(numbers.price) ?? "none" } ?? "-",
        ]
        rows.append(row)
      }
    }
    return TextLayout.table(columns, rows)
  }

  /// What the columns mean that do not say so.
  private func legend(_ group: Group) -> [String] {
    let place =
      group.quotes.contains(where: \.isLiquidatable)
      ? "at the liquidation price, or at the mark of an account that is liquidated there"
      : "at the liquidation price"
    return TextLayout.wrapped(
      "maintenance: \(place). away: from the mark, negative beyond it. gap: from liquidation to bankruptcy.",
      hanging: 2)
  }

  // MARK: Below the table

  /// What happens to a leg at its liquidation price, and what it costs.
  private func detail(_ leg: LegQuote, _ quote: VenueQuote) -> [String] {
    let numbers = QuoteNumbers(quote: quote, leg: leg)
    let name = quote.rulebook.selection + (quote.legs.count > 1 ? " \(leg.instrument.symbol)" : "")
    let sentences = [
      numbers.edgeSentence, numbers.stepSentence, numbers.costSentence, numbers.remainderSentence,
      numbers.takeoverSentence,
      fees == .none ? numbers.feeEffectSentence : nil,
    ]
    let text = sentences.compactMap { $0 }.joined(separator: " ")
    return TextLayout.wrapped("\(name): \(text)", hanging: 4)
  }

  private func leftOut(_ group: Group) -> [String] {
    group.leftOut.flatMap { TextLayout.wrapped("\($0.venue) \($0.reason).", hanging: 2) }
  }

  /// The notes of a group: what the figures rest on that a reader should know.
  ///
  /// A note that several venues share stands once.
  private func notes(_ group: Group) -> [String] {
    var notes: [(text: String, venues: [String])] = []
    func note(_ text: String, _ venue: String) {
      if let place = notes.firstIndex(where: { $0.text == text }) {
        notes[place].venues.append(venue)
      } else {
        notes.append((text, [venue]))
      }
    }
    for quote in group.quotes {
      let found = QuoteNotes(quote: quote)
      for text in found.position + found.choices { note(text, quote.rulebook.selection) }
    }
    for quote in group.quotes {
      for text in QuoteNotes(quote: quote).fees { note(text, quote.rulebook.selection) }
    }
    var lines = notes.flatMap { note in
      TextLayout.wrapped("- \(note.venues.joined(separator: ", ")): \(note.text)", hanging: 2)
    }
    lines += group.leftOut.flatMap {
      TextLayout.wrapped("- Left out: \($0.venue) \($0.reason).", hanging: 2)
    }
    if !lines.isEmpty { lines = ["", "Notes:"] + lines }
    let doubts = group.quotes.flatMap { quote -> [String] in
      guard let keys = QuoteNotes(quote: quote).unverifiedKeys else { return [] }
      return TextLayout.wrapped("- \(quote.rulebook.selection): \(keys)", hanging: 2)
    }
    if doubts.isEmpty { return lines }
    return lines + ["", "Not confirmed (--explain says more):"] + doubts
  }

  /// The stop judged at each venue.
  private func stops(_ group: Group) -> [String] {
    guard let stop else { return [] }
    var lines = ["", "Stop at \(QuoteNumbers.text(stop.stop)):"]
    for quote in group.quotes {
      for leg in quote.legs {
        let name =
          quote.rulebook.selection + (quote.legs.count > 1 ? " \(leg.instrument.symbol)" : "")
        let words = stopCheck(leg, quote).map { QuoteNumbers(quote: quote, leg: leg).words($0) }
        lines += TextLayout.wrapped(
          "\(name): \(words ?? "not judged, the numbers of the stop are too large or too fine to be booked.")",
          hanging: 4)
      }
    }
    return lines
  }
}
