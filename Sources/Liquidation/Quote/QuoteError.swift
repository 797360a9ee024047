/// Why a rulebook gives no quote for an account.
public enum QuoteError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The rulebook is one of a lending market.
  case noPerpetual
  /// The rulebook has no margin terms for this contract.
  case unknownSymbol(String, known: [String])
  /// Two legs of an inverse account are of different coins.
  case severalCoins
  /// Two legs of an account are in one contract.
  case sameContract(String)
  /// A position of this size must be covered by its whole value.
  case asksForAll(String)
  /// The numbers have too many decimals or are too large to be booked exactly.
  case notRepresentable
  /// The margin terms do not fit together.
  case badTerms(String)

  /// The reason in words.
  public var description: String {
    switch self {
    case .noPerpetual: "has no perpetual position: it is a lending market"
    case .unknownSymbol(let symbol, let known):
      "has no margin terms for \(symbol), only for \(known.joined(separator: ", "))"
    case .severalCoins:
      "margins each contract in its own coin, so legs of several coins share nothing"
    case .sameContract(let symbol):
      "is asked for one position in a contract, and two legs are in \(symbol): state their net position"
    case .asksForAll(let symbol):
      "asks for the whole value of a position in \(symbol) of this size as maintenance"
    case .notRepresentable: "cannot book these numbers exactly: too many decimals or too large"
    case .badTerms(let flaw): "has margin terms that do not fit: \(flaw)"
    }
  }
}
