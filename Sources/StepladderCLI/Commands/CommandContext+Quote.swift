import Intake
import Quote
import Reporting
import Rulebook

extension CommandContext {
  /// Quotes positions under the rulebooks of venues.
  func performQuote() throws(InputError) -> ExitCode {
    let request = try QuoteRequest(arguments)
    let accounts = try accounts(request)
    let list = arguments["venue"] ?? Self.allVenues
    let rulebooks = try rulebooks(list, key: "--venue")
    var groups: [QuoteReport.Group] = []
    var refusals: [InputError] = []
    for (index, account) in accounts.enumerated() {
      let (group, refusal) = group(
        account, index, rulebooks, request, isEveryVenue: list == Self.allVenues)
      // A position of the command line is the whole question; an account of a file is one of several.
      if let refusal, arguments.operands.isEmpty { throw refusal }
      if let refusal { refusals.append(refusal) }
      groups.append(group)
    }
    let report = QuoteReport(groups: groups, fees: request.fees, stop: request.stop)
    let text =
      switch request.form {
      case .text: report.text
      case .explanation: report.explanation
      case .json: JSONWriter.text(report.json)
      case .csv: String(decoding: report.csv.bytes, as: UTF8.self)
      }
    if groups.contains(where: { !$0.quotes.isEmpty }) { try streams.result(text) }
    for refusal in refusals { streams.message("\(program): \(refusal)\n") }
    return refusals.isEmpty ? .success : .badData
  }

  /// The accounts of the file, or the one of the options.
  private func accounts(_ request: QuoteRequest) throws(InputError) -> [QuoteAccount] {
    guard let name = arguments.operands.first else { return [try request.account(arguments)] }
    try request.refusePositionOptions(arguments)
    let file = try InputFile.read(resolved(name))
    return try PositionFileReader.read(bytes: file.bytes, file: name)
  }

  /// One account at every venue, and what refuses it: a venue that was named and cannot book it, or that no venue
  /// gives a quote.
  private func group(
    _ account: QuoteAccount, _ index: Int, _ rulebooks: [Rulebook], _ request: QuoteRequest,
    isEveryVenue: Bool
  ) -> (group: QuoteReport.Group, refusal: InputError?) {
    var quotes: [VenueQuote] = []
    var leftOut: [QuoteReport.LeftOut] = []
    var refusal: InputError?
    var isKnown = false
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
        case .notRepresentable, .unbookableTerms, .badTerms, .sameSide, .twoMarks, .noMark:
          refusal =
            refusal
            ?? refused(account, index, nil, problem: "\(rulebook.id) \(error)")
        }
        leftOut.append(QuoteReport.LeftOut(venue: rulebook.selection, reason: "\(error)"))
      }
    }
    // Among all, another venue may still book it.
    if isEveryVenue, !quotes.isEmpty { refusal = nil }
    if isEveryVenue, quotes.isEmpty, !isKnown, refusal == nil {
      refusal = refused(
        account, index, "--symbol",
        problem: "no venue has margin terms for " + account.symbols.joined(separator: " and "))
    }
    if quotes.isEmpty, refusal == nil {
      let reasons = leftOut.map { "\($0.venue) \($0.reason)" }
      refusal = refused(
        account, index, "--venue", problem: "no quote: " + reasons.joined(separator: "; "))
    }
    return (QuoteReport.Group(account: account, quotes: quotes, leftOut: leftOut), refusal)
  }

  /// An error of one account: of the options, or of its place in the file.
  private func refused(
    _ account: QuoteAccount, _ index: Int, _ option: String?, problem: String
  ) -> InputError {
    guard let file = arguments.operands.first else {
      return InputError(.usage, file: "", key: option, problem: problem)
    }
    let name = account.name.map { " (\($0))" } ?? ""
    return InputError(
      .badData, file: file, line: account.line, key: "accounts[\(index)]\(name)",
      problem: problem)
  }
}

extension QuoteAccount {
  /// What its legs are in, each once.
  fileprivate var symbols: [String] {
    legs.map(\.symbol).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
