import Market
package import Quote

/// Reads a file of positions: JSON5 with `accounts`.
///
/// Each account has `collateral` (an amount of the quote currency, or text such as `"0.1BTC"`; negative where
/// profit has been withdrawn) or `leverage`, `legs`, and optionally a `name`. Each leg has `symbol`, `side`
/// (`"long"` or `"short"`), `size` in the base coin, `entry` and optionally `mark`, the price that the venue
/// checks now.
package enum PositionFileReader {
  /// Reads the accounts of a file.
  ///
  /// - Parameters:
  ///   - bytes: The document, UTF-8.
  ///   - file: The name that errors carry.
  package static func read(bytes: [UInt8], file: String) throws(InputError) -> [QuoteAccount] {
    let root = ValueReader(root: try JSON5Reader.read(bytes, file: file), file: file)
    let values = try root.object { (object: inout ObjectReader) throws(InputError) in
      try object.required("accounts").list(count: 1...1000)
    }
    var accounts: [QuoteAccount] = []
    for value in values {
      var account = try value.object(account)
      account.line = value.value.position.line
      accounts.append(account)
    }
    return accounts
  }

  private static func account(_ object: inout ObjectReader) throws(InputError) -> QuoteAccount {
    let name = try object.optional("name")?.line(lengthMax: 60)
    var legs: [QuoteLeg] = []
    for value in try object.required("legs").list(count: 1...100) {
      legs.append(try value.object(leg))
    }
    let collateral = try collateral(&object, coin: legs[0].symbol)
    return QuoteAccount(name: name, collateral: collateral, legs: legs)
  }

  private static func collateral(
    _ object: inout ObjectReader, coin: String
  ) throws(InputError) -> QuoteCollateral {
    if let leverage = object.optional("leverage") {
      if object.optional("collateral") != nil {
        throw object.contradiction(
          "leverage", expected: "either `collateral` or `leverage`", found: "both")
      }
      return .leverage(try number(leverage, "a leverage"))
    }
    let value = try object.required("collateral")
    if case .text(let text) = value.value.content {
      guard let collateral = QuoteCollateral(text: text, coin: coin) else {
        throw value.mismatch(
          "an amount such as 6000 or \"0.1\(coin)\" of \(QuoteNumber.limits)")
      }
      return collateral
    }
    let expected = "an amount of \(QuoteNumber.limits)"
    guard let amount = try value.exactDecimal({ expected }).signedQuoteNumber else {
      throw value.mismatch(expected)
    }
    return .quote(amount)
  }

  private static func leg(_ object: inout ObjectReader) throws(InputError) -> QuoteLeg {
    QuoteLeg(
      symbol: try object.required("symbol").line(lengthMax: 32),
      side: try object.required("side").word(["long": Side.buy, "short": .sell]),
      size: try number(object.required("size"), "a size"),
      entry: try number(object.required("entry"), "a price"),
      mark: try object.optional("mark").map { (value) throws(InputError) in
        try number(value, "a price")
      })
  }

  private static func number(
    _ value: ValueReader, _ name: String
  ) throws(InputError) -> QuoteNumber {
    let expected = "\(name) above 0 of \(QuoteNumber.limits)"
    let number = try value.exactDecimal { expected }
    guard let number = number.quoteNumber else { throw value.mismatch(expected) }
    return number
  }
}
