import Liquidation
import Margin
import Market
import Rulebook

// The words of a rulebook document for the closed sets of the program.

extension RawRepresentable where Self: CaseIterable, RawValue == String {
  /// Each case by its own name.
  fileprivate static var table: [(String, Self)] { allCases.map { ($0.rawValue, $0) } }
}

extension RulebookMarket {
  static var words: [(String, Self)] { table }
}

extension MarginScope {
  static var words: [(String, Self)] { table }
}

extension CheckPrice {
  static var words: [(String, Self)] { table }
}

extension RuleStatement.Confidence {
  static var words: [(String, Self)] { table }
}

extension Penalty.Base {
  static var words: [(String, Self)] { table }
}

extension Penalty.Receiver {
  static var words: [(String, Self)] { table }
}

extension MarginValuation {
  static var words: [(String, Self)] { table }
}

extension AtEquality {
  static var words: [(String, Self)] { table }
}

extension DeleveragingRanking {
  static var words: [(String, Self)] { table }
}

extension ValueReader {
  /// One word of a table that was made by the program.
  func word<Choice>(_ table: [(String, Choice)]) throws(InputError) -> Choice {
    let words = table.map(\.0)
    node?.note(.words(words))
    let word = try known(words)
    guard let index = words.firstIndex(of: word) else { throw mismatch(Self.oneOf(words)) }
    return table[index].1
  }

  /// A form without members, as a bare word.
  static func plain<Result>(
    _ result: Result
  ) -> (ValueReader) throws(InputError) -> Result {
    { (value) throws(InputError) in
      try value.object { (_: inout ObjectReader) throws(InputError) in result }
    }
  }
}
