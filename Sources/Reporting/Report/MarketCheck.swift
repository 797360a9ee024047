/// One property of a credible market with the band in which it is accepted.
package struct MarketCheck: Sendable, Hashable {
  /// Its name in files.
  package let id: String
  /// What it is.
  package let title: String
  /// The value; `nil` where it does not exist, infinity where nothing bounds it.
  package var value: Double?
  /// The least accepted value, where there is one.
  package let lower: Double?
  /// The greatest accepted value, where there is one.
  package let upper: Double?

  /// Makes a property.
  package init(
    _ id: String, _ title: String, _ value: Double?, from lower: Double?, to upper: Double?
  ) {
    self.id = id
    self.title = title
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  /// Whether the value exists and lies within the band, ends included.
  package var isMet: Bool {
    guard let value else { return false }
    return value >= (lower ?? -.infinity) && value <= (upper ?? .infinity)
  }

  /// The band in words.
  package var band: String {
    switch (lower, upper) {
    case (let lower?, let upper?): Words.number(lower) + " to " + Words.number(upper)
    case (let lower?, nil): "at least " + Words.number(lower)
    case (nil, let upper?): "at most " + Words.number(upper)
    case (nil, nil): "any"
    }
  }
}
