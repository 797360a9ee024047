/// Why a text is no price, size or amount of a contract.
public enum DecimalTextError: Error, Sendable, Hashable, CustomStringConvertible {
  /// It is no plain decimal: digits, at most one point, and a sign.
  case notDecimal(String)
  /// It is no whole number of the contract's steps, or more than 64 bits hold.
  case offGrid(String, step: String)

  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .notDecimal(let text): "expected a plain decimal such as 0.125, found \"\(text)\""
    case .offGrid(let text, let step): "expected a multiple of \(step), found \(text)"
    }
  }
}
