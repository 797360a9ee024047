/// What tells a path from others in every figure: a colour, and a dash where colours repeat.
package struct ChartLook: Sendable, Hashable {
  /// The colour.
  package var color: ChartColor
  /// The dash of its lines; its discs are hollow where it is not solid.
  package var dash: ChartDash

  /// Makes a look.
  package init(_ color: ChartColor, _ dash: ChartDash = .solid) {
    self.color = color
    self.dash = dash
  }

  /// The look of a place in the series of all looks, from 0: every colour unbroken, then every colour dashed.
  package static func series(_ place: Int) -> ChartLook {
    let colors = ChartColor.paths
    let dashes = ChartDash.allCases
    return ChartLook(
      colors[place % colors.count], dashes[place / colors.count % dashes.count])
  }

  /// How many looks there are before they repeat.
  package static var count: Int { ChartColor.paths.count * ChartDash.allCases.count }
}
