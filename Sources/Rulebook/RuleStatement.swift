/// One field of a rulebook as its document states it: what it says, since when, and who says so.
package struct RuleStatement: Sendable, Hashable {
  /// The field, such as `margin.BTCUSDT`.
  package let key: String
  /// The value as written; nil where the venue's rule is not known.
  package let value: String?
  /// What a reader should know beside the value; nil where it speaks for itself.
  package let note: String?
  /// The day as of which it holds, such as `2024-10-24`, or a coarser date.
  package let asOf: String
  /// The key of the source; see ``Rulebook/source(of:)``.
  package let source: String
  /// How well it is known.
  package let confidence: Confidence

  /// Makes a statement.
  package init(
    key: String, value: String?, note: String? = nil, asOf: String, source: String,
    confidence: Confidence
  ) {
    self.key = key
    self.value = value
    self.note = note
    self.asOf = asOf
    self.source = source
    self.confidence = confidence
  }

  /// Whether a use of the rulebook has to name it as not confirmed.
  package var isUnverified: Bool { confidence == .unverified }

  /// How well a rule is known.
  package enum Confidence: String, Sendable, Hashable, CaseIterable {
    /// Read in the venue's own documents or source code.
    case confirmed
    /// Read in somebody else's account of the venue.
    case thirdParty
    /// Worked out from confirmed rules.
    case derived
    /// No source confirms it: a modelling choice, or what is generally said.
    case unverified
  }
}

/// A document that rules were read in.
package struct RuleSource: Sendable, Hashable {
  /// The name under which fields refer to it.
  package let key: String
  /// What it is called.
  package let title: String
  /// Who published it.
  package let publisher: String
  /// The day on which it was read, such as `2026-11-20`.
  package let read: String

  /// Makes a source.
  package init(key: String, title: String, publisher: String, read: String) {
    self.key = key
    self.title = title
    self.publisher = publisher
    self.read = read
  }
}
