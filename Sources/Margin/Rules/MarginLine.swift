/// `notional * rate + constant` over a range of notionals, for one size of position.
///
/// A requirement is the greatest of the lines whose range holds the notional.
struct MarginLine: Sendable, Hashable {
  /// The notional below the range; -1 where the range starts at zero.
  var above: Int64 = -1
  /// The greatest notional of the range, or `nil` without end.
  var through: Int64?
  /// Parts per 10^12.
  var rate: Int128
  /// In 10^-12 atoms; minus the deduction of a tier.
  var constant: Int128

  /// Parts per 10^12 of the whole, and 10^-12 atoms of an atom.
  static var whole: Int128 { 1_000_000_000_000 }

  /// Whether a notional is in the range.
  func holds(_ notional: Int64) -> Bool {
    notional > above && through.map { notional <= $0 } ?? true
  }

  /// The requirement of a notional, in 10^-12 atoms.
  func requirement(_ notional: Int64) -> Int128 { Int128(notional) * rate + constant }
}
