public import Units

/// A way in which makers leave the book.
///
/// All but the burst change how makers quote and fade with a half-life. Rates are shares in parts
/// per million.
public enum DepthShock: Sendable, Hashable {
  /// Makers quote less: this share of the size is missing, on one side or on both (`nil`).
  case thin(side: Side?, rate: Rate)
  /// Makers leave one side altogether.
  case pull(side: Side)
  /// Makers quote a wider spread: by this share of the normal one.
  case widen(rate: Rate)
  /// A hole opens: makers stay at least this share of the index away from it, on one side or both.
  case gap(side: Side?, rate: Rate)
  /// This share of the makers' resting orders is cancelled at one instant; they requote at their
  /// usual pace, so nothing fades.
  case cancelBurst(rate: Rate)

  /// What is wrong with the numbers, or `nil` when they can be used.
  public var flaw: String? {
    switch self {
    case .thin(_, let rate), .cancelBurst(let rate):
      rate < .zero || rate > .one ? "a share of the book is between 0 and 1" : nil
    case .gap(_, let rate):
      rate < .zero || rate >= .one ? "a gap is at least 0 and less than the index" : nil
    case .widen(let rate):
      rate < .zero ? "a spread is widened by 0 or more" : nil
    case .pull: nil
    }
  }
}
