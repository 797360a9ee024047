/// The shape of a symbol, so that a chart can be read without its colours.
package enum ChartShape: Sendable, Hashable, CaseIterable {
  /// A disc.
  case circle
  /// A square on its side.
  case square
  /// A square on its corner.
  case diamond
  /// A triangle that points up.
  case triangle
  /// Two crossing strokes.
  case cross

  /// The shape of a kind by its index, from 0; shapes repeat after the last.
  package static func kind(_ index: Int) -> ChartShape { allCases[index % allCases.count] }
}
