import Margin
import Market
import Quote
import Rulebook
import Units

/// What a reader of a quote should know of the rulebook and of the position.
struct QuoteNotes {
  let quote: VenueQuote

  /// One sentence each, the position first.
  var lines: [String] {
    position + choices + fees + (unverifiedKeys.map { ["not confirmed: \($0)"] } ?? [])
  }

  var position: [String] {
    var lines: [String] = []
    let rulebook = quote.rulebook
    if quote.isLiquidatable, let leg = quote.legs.first {
      let numbers = QuoteNumbers(quote: quote, leg: leg)
      let state =
        quote.state == .bankrupt
        ? "the account is bankrupt at its marks already"
        : "the account is below maintenance at its marks already"
      lines.append(
        "\(state): equity \(numbers.money(quote.equity)), maintenance "
          + "\(numbers.money(quote.maintenance)). Step, limit, costs and remainder are those at the marks."
      )
    }
    if quote.legs.contains(where: { $0.opposite != nil }) {
      lines.append(
        "a long and a short of one contract share its price (hedge mode); a venue that nets them holds the "
          + "difference only.")
    }
    for leg in quote.legs {
      guard let end = leg.passedEnd else { continue }
      let numbers = QuoteNumbers(quote: quote, leg: leg)
      lines.append(
        "\(leg.instrument.symbol) is beyond the venue's table of tiers, which ends at \(numbers.end(end)): the rates "
          + "of its last tier are used, and whether the venue has others is not known.")
    }
    if quote.isBeyondCap, let leg = quote.legs.first {
      let numbers = QuoteNumbers(quote: quote, leg: leg)
      let cap = rulebook.leverageMax.map { ", \($0)x at most" } ?? ""
      lines.append(
        "the venue would not open this: it asks for initial margin of "
          + "\(numbers.money(quote.initialAtEntry))\(cap).")
    }
    if let leg = quote.legs.first, rulebook.contract == .inverse {
      let numbers = QuoteNumbers(quote: quote, leg: leg)
      let margin = isConverted ? " and the margin \(numbers.money(quote.collateral))" : ""
      lines.append(
        "inverse contract, margined in \(numbers.coin): the size is \(numbers.plainSize(leg.size.magnitude)) USD of "
          + "contracts\(margin), converted at the entry price.")
    } else if let leg = quote.legs.first, isConverted {
      let numbers = QuoteNumbers(quote: quote, leg: leg)
      lines.append(
        "the margin is \(numbers.money(quote.collateral)), converted at the entry price.")
    }
    if rulebook.scope == .isolated, quote.legs.count > 1 {
      lines.append(
        "its rules are those of isolated margin; here they are applied to all legs together.")
    }
    return lines
  }

  /// Whether the margin was given in the other currency.
  private var isConverted: Bool {
    switch quote.account.collateral {
    case .quote: quote.rulebook.contract == .inverse
    case .coin: quote.rulebook.contract == .linear
    case .leverage: false
    }
  }

  var choices: [String] {
    quote.rulebook.switches.filter { !$0.isStandard }.map { choice in
      let summary = choice.options.first { $0.name == choice.chosen }?.summary ?? ""
      return "switch \(choice.name)=\(choice.chosen): \(summary)"
    }
  }

  /// The fields that a quote uses, beside `margin.SYMBOL`.
  private static let used = [
    "scope", "mark", "markInterval", "checkPrice", "checkInterval", "valuation", "equality",
    "closingFee", "closingFeeRate", "fixedCharge", "keeperFee", "leverageMax", "backstop", "path",
    "penalty", "takerFee",
  ]

  /// What no source confirms among what the quote used.
  var unverifiedStatements: [RuleStatement] {
    let symbols = quote.legs.map { "margin.\($0.instrument.symbol)" }
    return quote.rulebook.unverified.filter { statement in
      statement.value == nil || Self.used.contains(statement.key) || symbols.contains(statement.key)
    }
  }

  /// Says that fees are not known, where nothing states them.
  var fees: [String] {
    guard let leg = quote.legs.first,
      quote.rulebook.closingFeeRate(of: leg.instrument.symbol) == nil
    else { return [] }
    return ["no trading fee is stated in the rulebook, so none is counted."]
  }

  /// The names of what no source confirms; nil where there is nothing.
  var unverifiedKeys: String? {
    var keys: [String] = []
    for statement in unverifiedStatements where !keys.contains(statement.key) {
      keys.append(statement.key)
    }
    return keys.isEmpty ? nil : keys.joined(separator: ", ")
  }
}
