public import Units

/// What a venue says of the provider that takes positions over, for its quotes.
///
/// In a run the stages of the path decide when it takes over and who keeps what is left.
public struct BackstopTerms: Sendable, Hashable {
  /// Who it is, in the venue's words.
  public var provider: String
  /// Below which share of the maintenance requirement it takes over; nil where another rule decides.
  public var belowMaintenance: Rate?
  /// Whether the margin that is left goes to the provider with the position.
  public var keepsMargin: Bool

  /// Makes the terms.
  public init(provider: String, belowMaintenance: Rate? = nil, keepsMargin: Bool) {
    self.provider = provider
    self.belowMaintenance = belowMaintenance
    self.keepsMargin = keepsMargin
  }
}
