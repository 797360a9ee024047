/// What `list` can list.
enum ListTopic: String, CaseIterable {
  /// The liquidation paths.
  case paths
  /// The shipped scenarios.
  case scenarios
  /// The shipped rulebooks.
  case venues
  /// The registered strategies.
  case strategies
  /// What a report measures.
  case metrics
}
