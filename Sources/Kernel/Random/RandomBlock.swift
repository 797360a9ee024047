import Units

/// Four words of 64 random bits: one draw of a stream.
public struct RandomBlock: Sendable, Hashable {
  /// The first word.
  public var w0: UInt64
  /// The second word.
  public var w1: UInt64
  /// The third word.
  public var w2: UInt64
  /// The fourth word.
  public var w3: UInt64

  /// Makes a block from its words.
  public init(w0: UInt64, w1: UInt64, w2: UInt64, w3: UInt64) {
    self.w0 = w0
    self.w1 = w1
    self.w2 = w2
    self.w3 = w3
  }

  /// The word at an index from 0 to 3.
  public func word(_ index: Int) -> UInt64 {
    invariant(index >= 0 && index < 4, "a block has the words 0 to 3")
    if index < 2 { return index == 0 ? w0 : w1 }
    return index == 2 ? w2 : w3
  }

  /// A number strictly between 0 and 1, made from the word at an index.
  ///
  /// The middle of one of 2^52 equal cells: never 0 and never 1, so that every quantile of it is
  /// finite.
  public func uniform(_ index: Int) -> Double { RandomBlock.uniform(word(index)) }

  /// A number from 0 up to, not including, 1, a multiple of 2^-53.
  public func uniform53(_ index: Int) -> Double { Double(word(index) >> 11) * 0x1p-53 }

  /// Turns one word into a number strictly between 0 and 1.
  package static func uniform(_ word: UInt64) -> Double { (Double(word >> 12) + 0.5) * 0x1p-52 }
}
