/// A place on the horizontal axis with a name: the first breach, the start of a shock.
package struct ChartMark: Sendable, Hashable {
  /// Where it is.
  package var x: Double
  /// What happened there.
  package var name: String

  /// Makes a mark.
  package init(_ x: Double, _ name: String) {
    self.x = x
    self.name = name
  }
}
