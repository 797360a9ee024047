/// Why a rulebook gives no quote for an account.
package enum QuoteError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The rulebook is one of a lending market.
  case noPerpetual
  /// The rulebook has no margin terms for this contract.
  case unknownSymbol(String, known: [String])
  /// Two legs of an inverse account are of different coins.
  case severalCoins
  /// Two legs of an account are on one side of one contract.
  case sameSide(String)
  /// A long and a short of one contract state different marks.
  case twoMarks(String)
  /// A long and a short of one contract were entered at different prices, and neither states the mark.
  case noMark(String)
  /// A position of this size must be covered by its whole value.
  case asksForAll(String)
  /// The numbers of the account have more digits than are booked.
  case notRepresentable(QuoteAccount)
  /// A sum of money of the rules has more digits than are booked.
  case unbookableTerms
  /// The margin terms do not fit together.
  case badTerms(String)

  /// The reason in words.
  package var description: String {
    switch self {
    case .noPerpetual: "has no perpetual position: it is a lending market"
    case .unknownSymbol(let symbol, let known):
      "has no margin terms for \(symbol), only for \(known.joined(separator: ", "))"
    case .severalCoins:
      "margins each contract in its own coin, so legs of several coins share nothing"
    case .sameSide(let symbol):
      "takes one position on each side of a contract, and two legs are on one side of \(symbol): state them as one, sizes added and entry prices averaged by size"
    case .twoMarks(let symbol):
      "has one mark for \(symbol), and two legs state different ones"
    case .noMark(let symbol):
      "is asked for a long and a short of \(symbol) entered at different prices: state the mark of one of them"
    case .asksForAll(let symbol):
      "asks for the whole value of a position in \(symbol) of this size as maintenance"
    case .notRepresentable(let account):
      "cannot book \(account.stated) exactly: a number has \(QuoteNumber.limits), and the value of the account, with every decimal of size times price, has \(QuoteNumber.digitCountMax)"
    case .unbookableTerms:
      "has sums of money that cannot be booked beside an account of this value"
    case .badTerms(let flaw): "has margin terms that do not fit: \(flaw)"
    }
  }
}

extension QuoteAccount {
  /// The numbers of the account, for an error.
  fileprivate var stated: String {
    let legs = legs.map { leg in
      "\(leg.size.text) \(leg.symbol) at \(leg.entry.text)"
        + (leg.mark.map { ", mark \($0.text)" } ?? "")
    }
    let behind =
      switch collateral {
      case .quote(let amount): "collateral \(amount.text)"
      case .coin(let amount): "collateral \(amount.text) of the coin"
      case .leverage(let leverage): "leverage \(leverage.text)"
      }
    return legs.joined(separator: "; ") + "; " + behind
  }
}
