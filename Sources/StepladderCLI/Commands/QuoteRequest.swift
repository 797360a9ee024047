import Intake
import Market
import Quote
import Units

/// What the options of `quote` ask for.
struct QuoteRequest {
  /// The form of the answer.
  enum Form {
    /// A table for people.
    case text
    /// A derivation for people.
    case explanation
    /// JSON.
    case json
    /// CSV.
    case csv
  }

  /// The form of the answer.
  let form: Form
  /// Which fees count.
  let fees: QuoteFees
  /// The stop to be judged.
  let stop: StopCheck.Terms?

  /// Reads the options that hold for any position.
  init(_ arguments: ParsedArguments) throws(InputError) {
    let forms: [(option: String, form: Form)] = [
      ("explain", .explanation), ("json", .json), ("csv", .csv),
    ]
    let asked = forms.filter { arguments.has($0.option) }
    if asked.count > 1 {
      throw InputError(
        .usage, file: "", key: "--\(asked[1].option)",
        problem: "cannot be combined with --\(asked[0].option)")
    }
    form = asked.first?.form ?? .text
    fees = try Self.word(arguments, "fees", QuoteFees.allCases.map { ($0.rawValue, $0) }) ?? .none
    stop = try Self.stop(arguments)
  }

  /// The position of the command line.
  func account(_ arguments: ParsedArguments) throws(InputError) -> QuoteAccount {
    let symbol = arguments["symbol"] ?? "BTC"
    guard symbol.utf8.count <= 32, symbol.utf8.allSatisfy({ (33...126).contains($0) }) else {
      throw InputError(
        .usage, file: "", key: "--symbol", expected: "a coin or a contract such as BTC",
        found: InputError.quoted(symbol))
    }
    let side = try Self.word(arguments, "side", [("long", Side.buy), ("short", .sell)]) ?? .buy
    let leg = QuoteLeg(
      symbol: symbol, side: side, size: try Self.required(arguments, "size", "1"),
      entry: try Self.required(arguments, "entry", "60000"),
      mark: try Self.number(arguments, "mark"))
    return QuoteAccount(collateral: try Self.collateral(arguments, leg), legs: [leg])
  }

  /// A file says what the positions are; options may not say so too.
  func refusePositionOptions(_ arguments: ParsedArguments) throws(InputError) {
    for option in ["side", "size", "entry", "margin", "leverage", "symbol", "mark"]
    where arguments.has(option) {
      throw InputError(
        .usage, file: "", key: "--\(option)", problem: "the file of positions says this already")
    }
  }

  // MARK: Values

  private static func collateral(
    _ arguments: ParsedArguments, _ leg: QuoteLeg
  ) throws(InputError) -> QuoteCollateral {
    let leverage = try number(arguments, "leverage")
    guard let text = arguments["margin"] else {
      guard let leverage else {
        throw InputError(
          .usage, file: "", key: "quote", expected: "--margin 6000 or --leverage 10",
          found: "neither")
      }
      return .leverage(leverage)
    }
    if leverage != nil {
      throw InputError(
        .usage, file: "", key: "--leverage", problem: "cannot be combined with --margin")
    }
    guard let margin = QuoteCollateral(text: text, coin: leg.symbol) else {
      throw InputError(
        .usage, file: "", key: "--margin",
        expected: "an amount such as 6000 or 0.1\(leg.symbol) of \(QuoteNumber.limits)",
        found: InputError.quoted(text))
    }
    return margin
  }

  private static func stop(
    _ arguments: ParsedArguments
  ) throws(InputError) -> StopCheck.Terms? {
    guard let price = try number(arguments, "stop") else {
      for option in ["horizon", "slippage", "depth", "funding", "taker"] where arguments.has(option)
      {
        throw InputError(.usage, file: "", key: "--\(option)", problem: "needs --stop PRICE")
      }
      return nil
    }
    var terms = StopCheck.Terms(stop: price)
    if let value = value(arguments, "horizon") {
      terms.horizon = try located("--horizon") { () throws(InputError) in
        try value.interval(in: .zero...Interval.seconds(86_400 * 365))
      }
    }
    if let value = value(arguments, "funding") {
      terms.fundingRate = try located("--funding") { () throws(InputError) in
        try value.rate(in: Rate.basisPoints(-1000)...Rate.basisPoints(1000))
      }
    }
    if let value = value(arguments, "taker") {
      terms.takerFee = try located("--taker") { () throws(InputError) in
        try value.rate(in: .zero...Rate.basisPoints(1000))
      }
    }
    if let value = value(arguments, "slippage") {
      if arguments.has("depth") {
        throw InputError(
          .usage, file: "", key: "--depth", problem: "cannot be combined with --slippage")
      }
      terms.slippage = .rate(
        try located("--slippage") { () throws(InputError) in try value.rate(in: .zero...Rate.one) })
    } else if let text = arguments["depth"] {
      terms.slippage = .depth(try depth(text))
    }
    return terms
  }

  /// `2.5BTC/bp`: what the book holds within each basis point.
  private static func depth(_ text: String) throws(InputError) -> QuoteNumber {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard unit.hasSuffix("/bp"), unit.dropLast(3).allSatisfy({ $0.isLetter }),
      let number = ExactDecimal(digits)?.quoteNumber
    else {
      throw InputError(
        .usage, file: "", key: "--depth", expected: "a size for each basis point such as 2.5BTC/bp",
        found: InputError.quoted(text))
    }
    return number
  }

  /// A number above 0 that must be given.
  private static func required(
    _ arguments: ParsedArguments, _ option: String, _ example: String
  ) throws(InputError) -> QuoteNumber {
    guard let number = try number(arguments, option) else {
      throw InputError(
        .usage, file: "", key: "quote", expected: "--\(option) \(example)", found: "no --\(option)")
    }
    return number
  }

  /// A number above 0.
  private static func number(
    _ arguments: ParsedArguments, _ option: String
  ) throws(InputError) -> QuoteNumber? {
    guard let text = arguments[option] else { return nil }
    guard let number = ExactDecimal(text)?.quoteNumber else {
      throw InputError(
        .usage, file: "", key: "--\(option)", expected: "a number above 0 of \(QuoteNumber.limits)",
        found: InputError.quoted(text))
    }
    return number
  }

  /// One of some words.
  private static func word<Choice>(
    _ arguments: ParsedArguments, _ option: String, _ table: [(word: String, choice: Choice)]
  ) throws(InputError) -> Choice? {
    guard let text = arguments[option] else { return nil }
    guard let found = table.first(where: { $0.word == text }) else {
      let words = table.map(\.word)
      throw InputError(
        .usage, file: "", key: "--\(option)", expected: words.joined(separator: " or "),
        found: InputError.quoted(text), suggestion: Suggestion.nearest(to: text, among: words))
    }
    return found.choice
  }

  /// The value of an option as the readers of documents take it.
  private static func value(_ arguments: ParsedArguments, _ option: String) -> ValueReader? {
    arguments[option].map {
      ValueReader(root: JSON5Value(.text($0), at: TextPosition(line: 1, column: 1)), file: "")
    }
  }

  /// Turns an error of a document into one of an option.
  private static func located<Result>(
    _ key: String, _ read: () throws(InputError) -> Result
  ) throws(InputError) -> Result {
    do { return try read() } catch {
      throw InputError(
        .usage, file: "", key: key, expected: error.expected, found: error.found)
    }
  }
}
