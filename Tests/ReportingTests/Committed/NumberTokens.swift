/// The numbers that stand in a text, each with the path it is said of where it follows one in parentheses.
struct NumberToken: Equatable {
  /// The number.
  let value: Double
  /// How many decimals it has.
  let decimals: Int
  /// The path in whose parentheses it stands: "`twap-slices` (-23.82)".
  let path: String?
  /// As it stands in the text.
  let text: String

  /// Whether a number is this one at the precision of the text; what it is made from has six decimals.
  func isRounded(_ exact: Double) -> Bool {
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    return (exact - value).magnitude <= unit / 2 + 2e-6
  }

  /// Every number of a text but what is stated for all reports: the 95 % of intervals and the minutes of horizons.
  static func all(in text: String) -> [NumberToken] {
    var tokens: [NumberToken] = []
    var rest = Substring(text)
    var path: String?
    var previous: Character = " "
    while let next = rest.first {
      if next == "`" {
        let name = rest.dropFirst().prefix { $0 != "`" }
        rest = rest.dropFirst(name.count + 2)
        path = rest.hasPrefix(" (") ? String(name) : nil
        previous = "`"
        continue
      }
      if next == ")" { path = nil }
      let isSigned = (next == "+" || next == "-") && rest.dropFirst().first?.isNumber == true
      if (next.isNumber || isSigned) && !previous.isLetter && !previous.isNumber && previous != "-"
      {
        let sign = isSigned ? String(next) : ""
        var digits = String(
          rest.dropFirst(sign.count).prefix { $0.isNumber || $0 == "," || $0 == "." })
        while digits.last == "," || digits.last == "." { digits.removeLast() }
        rest = rest.dropFirst(sign.count + digits.count)
        previous = "0"
        let isStated = rest.hasPrefix(" % interval") || rest.hasPrefix(" min")
        if !isStated { tokens.append(token(sign, digits, path)) }
        continue
      }
      previous = next
      rest = rest.dropFirst()
    }
    return tokens
  }

  private static func token(_ sign: String, _ digits: String, _ path: String?) -> NumberToken {
    let plain = digits.filter { $0 != "," }
    let decimals = plain.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
    let value = Double(plain) ?? .nan
    return NumberToken(
      value: sign == "-" ? -value : value, decimals: decimals, path: path, text: sign + digits)
  }
}
