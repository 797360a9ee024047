package import Market
import Units

/// The positions that a venue is asked about, as their owner states them, and what stands behind them.
package struct QuoteAccount: Sendable, Hashable {
  /// What the owner calls the account; nil for one position of the command line.
  package var name: String?
  /// The line of its file; nil for one position of the command line.
  package var line: Int?
  /// What stands behind all legs.
  package var collateral: QuoteCollateral
  /// The positions; several share the collateral.
  package var legs: [QuoteLeg]

  /// Makes an account.
  package init(name: String? = nil, collateral: QuoteCollateral, legs: [QuoteLeg]) {
    self.name = name
    self.collateral = collateral
    self.legs = legs
  }
}

/// One position as its owner states it.
package struct QuoteLeg: Sendable, Hashable {
  /// The coin or the contract, such as `BTC` or `BTCUSDT`.
  package var symbol: String
  /// The side: a buy for a long, a sell for a short.
  package var side: Side
  /// The size in the base coin; positive.
  package var size: QuoteNumber
  /// The entry price; positive.
  package var entry: QuoteNumber
  /// The price that the venue checks now; nil is the entry price.
  package var mark: QuoteNumber?

  /// Makes a leg.
  package init(
    symbol: String, side: Side, size: QuoteNumber, entry: QuoteNumber, mark: QuoteNumber? = nil
  ) {
    self.symbol = symbol
    self.side = side
    self.size = size
    self.entry = entry
    self.mark = mark
  }
}

/// What stands behind an account; fees and funding paid so far are taken off.
///
/// An amount is negative where profit has been withdrawn that no position has realised yet.
package enum QuoteCollateral: Sendable, Hashable {
  /// An amount of the quote currency.
  case quote(QuoteNumber)
  /// An amount of the first leg's coin.
  case coin(QuoteNumber)
  /// The value of all legs at entry over this.
  case leverage(QuoteNumber)
}

extension QuoteAccount {
  /// Every number that the owner states.
  var numbers: [QuoteNumber] {
    let stated: QuoteNumber
    switch collateral {
    case .quote(let amount), .coin(let amount): stated = amount
    case .leverage(let leverage): stated = leverage
    }
    return legs.flatMap { [$0.size, $0.entry, $0.mark].compactMap { $0 } } + [stated]
  }

  /// The account with one mark for each contract.
  ///
  /// A contract has one price, and at most one position on each side.
  ///
  /// - Parameter symbols: The venue's name for each leg.
  func withOneMark(symbols: [String]) throws(QuoteError) -> QuoteAccount {
    var account = self
    for (index, symbol) in symbols.enumerated() {
      for other in legs.indices.dropFirst(index + 1) where symbols[other] == symbol {
        if legs[index].side == legs[other].side { throw .sameSide(symbol) }
        let mark: QuoteNumber
        switch (legs[index].mark, legs[other].mark) {
        case (let one?, let two?):
          guard one.isEqual(to: two) else { throw .twoMarks(symbol) }
          mark = one
        case (let stated?, nil), (nil, let stated?): mark = stated
        case (nil, nil):
          guard legs[index].entry.isEqual(to: legs[other].entry) else { throw .noMark(symbol) }
          mark = legs[index].entry
        }
        account.legs[index].mark = mark
        account.legs[other].mark = mark
      }
    }
    return account
  }
}

extension QuoteCollateral {
  /// Reads `6000`, an amount of the quote currency, or `0.1BTC`, an amount of the coin; either may be negative.
  ///
  /// - Returns: Nothing where the text is neither, or names another coin than the position's.
  package init?(text: String, coin: String) {
    if let number = ExactDecimal(text)?.signedQuoteNumber {
      self = .quote(number)
      return
    }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard !unit.isEmpty, coin.uppercased().hasPrefix(unit.uppercased()),
      let number = ExactDecimal(digits)?.signedQuoteNumber
    else { return nil }
    self = .coin(number)
  }
}
