/// The shape of a symbol, so that a chart can be read without its colours.
package enum ChartShape: Sendable, Hashable, CaseIterable {
  /// A disc.
  case circle
  /// A square on its side.
  case square
  /// A square on its corner.
  case diamond
}
