/// Which trading fees a quote counts.
public enum QuoteFees: String, Sendable, Hashable, CaseIterable {
  /// None: the margin check and the bankruptcy price leave the closing fee out.
  case none
  /// The venue's: the bankruptcy price counts the closing fee, and the margin check does where the venue's does.
  case venue
}
