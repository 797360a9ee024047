/// How a line is broken up, so that lines of one colour can be told apart, and all without their colours.
package enum ChartDash: Sendable, Hashable, CaseIterable {
  /// Not at all.
  case solid
  /// Into strokes.
  case dashed
  /// Into dots.
  case dotted
  /// Into strokes and dots in turn.
  case dashDotted

  /// The pattern as SVG wants it; `nil` for an unbroken line.
  package var pattern: String? {
    switch self {
    case .solid: nil
    case .dashed: "6 4"
    case .dotted: "2 3"
    case .dashDotted: "8 3 2 3"
    }
  }
}
