import Intake
import Liquidation
import Reporting

extension CommandContext {
  /// Quotes positions under the rulebooks of venues.
  func performQuote() throws(InputError) -> ExitCode {
    let request = try QuoteRequest(arguments)
    let accounts = try accounts(request)
    let list = arguments["venue"] ?? Self.allVenues
    let rulebooks = try rulebooks(list, key: "--venue")
    var groups: [QuoteReport.Group] = []
    for account in accounts {
      groups.append(
        try group(account, rulebooks, request, isEveryVenue: list == Self.allVenues))
    }
    if groups.allSatisfy(\.quotes.isEmpty) { throw unanswered(groups) }
    let report = QuoteReport(groups: groups, fees: request.fees, stop: request.stop)
    let text =
      switch request.form {
      case .text: report.text
      case .explanation: report.explanation
      case .json: JSONWriter.text(report.json)
      case .csv: String(decoding: report.csv.bytes, as: UTF8.self)
      }
    try streams.result(text)
    return .success
  }

  /// Says why no venue gives a quote for any account.
  private func unanswered(_ groups: [QuoteReport.Group]) -> InputError {
    let file = arguments.operands.first
    let reasons = groups.first?.leftOut.map { "\($0.venue) \($0.reason)" } ?? []
    return InputError(
      file == nil ? .usage : .badData, file: file ?? "",
      key: file == nil ? "--venue" : groups.first?.account.name,
      problem: "no quote: " + reasons.joined(separator: "; "))
  }

  /// The accounts of the file, or the one of the options.
  private func accounts(_ request: QuoteRequest) throws(InputError) -> [QuoteAccount] {
    guard let name = arguments.operands.first else { return [try request.account(arguments)] }
    try request.refusePositionOptions(arguments)
    let file = try InputFile.read(resolved(name))
    return try PositionFileReader.read(bytes: file.bytes, file: name)
  }

  /// One account at every venue; a venue that was named and gives no quote is an error.
  private func group(
    _ account: QuoteAccount, _ rulebooks: [Rulebook], _ request: QuoteRequest, isEveryVenue: Bool
  ) throws(InputError) -> QuoteReport.Group {
    var quotes: [VenueQuote] = []
    var leftOut: [QuoteReport.LeftOut] = []
    var refusal: InputError?
    var isKnown = false
    let file = arguments.operands.first
    for rulebook in rulebooks {
      do throws(QuoteError) {
        quotes.append(try VenueQuote(account, under: rulebook, fees: request.fees))
      } catch {
        switch error {
        case .noPerpetual:
          // Named, it is answered in a line; among all, it goes without saying.
          if isEveryVenue { continue }
        case .unknownSymbol: break
        case .severalCoins, .asksForAll: isKnown = true
        case .notRepresentable, .badTerms, .sameContract:
          let refused = InputError(
            file == nil ? .usage : .badData, file: file ?? "", key: account.name,
            problem: "\(rulebook.id) \(error)")
          // Among all, another venue may still book it.
          if !isEveryVenue { throw refused }
          refusal = refusal ?? refused
        }
        leftOut.append(QuoteReport.LeftOut(venue: rulebook.selection, reason: "\(error)"))
      }
    }
    if quotes.isEmpty, let refusal { throw refusal }
    if isEveryVenue, quotes.isEmpty, !isKnown, let symbol = account.legs.first?.symbol {
      throw InputError(
        file == nil ? .usage : .badData, file: file ?? "",
        key: file == nil ? "--symbol" : account.name,
        problem:
          "no venue has margin terms for \(symbol)\(account.legs.count > 1 ? " and the other legs" : "")"
      )
    }
    return QuoteReport.Group(account: account, quotes: quotes, leftOut: leftOut)
  }
}
