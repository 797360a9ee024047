package import Simulation

/// What a comparison compares, in words: liquidation paths, or rulebooks.
package struct Subject: Sendable, Hashable {
  /// One of them.
  package let noun: String
  /// Several.
  package let plural: String
  /// How a run follows one: along a path, under a rulebook.
  package let preposition: String

  /// The words of a comparison.
  package init(_ comparison: Comparison) {
    let isVenues = !comparison.rulebooks.isEmpty
    noun = isVenues ? "rulebook" : "path"
    plural = isVenues ? "rulebooks" : "paths"
    preposition = isVenues ? "under" : "along"
  }

  /// The word at the head of a column.
  var title: String { noun.prefix(1).uppercased() + noun.dropFirst() }
}
