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

/// The colours of charts.
///
/// Paths have the palette of Okabe and Ito (2008), groups of people the muted one of Tol (2021): both stay apart for
/// colour-blind readers, and no group looks like a path.
package enum ChartColor: Sendable, Hashable, CaseIterable {
  /// Colours of paths.
  case blue, vermilion, green, purple, orange, sky
  /// Colours of groups.
  case indigo, cyan, sand, wine, olive, teal, rose
  /// Black, for references.
  case black
  /// Grey, for what is context only.
  case grey
  /// Pale grey, for what lies outside the venue.
  case pale

  /// The colour as SVG wants it.
  package var hex: String {
    switch self {
    case .blue: "#0072B2"
    case .vermilion: "#D55E00"
    case .green: "#009E73"
    case .purple: "#CC79A7"
    case .orange: "#E69F00"
    case .sky: "#56B4E9"
    case .indigo: "#332288"
    case .cyan: "#88CCEE"
    case .sand: "#DDCC77"
    case .wine: "#882255"
    case .olive: "#999933"
    case .teal: "#44AA99"
    case .rose: "#CC6677"
    case .black: "#000000"
    case .grey: "#8C8C8C"
    case .pale: "#C9C9C9"
    }
  }

  /// The colour of text that stands on it.
  package var inkOnTop: String {
    switch self {
    case .blue, .indigo, .wine, .black: "#FFFFFF"
    case .vermilion, .green, .purple, .orange, .sky, .cyan, .sand, .olive, .teal, .rose, .grey,
      .pale:
      ChartStyle.ink
    }
  }

  /// The colours that tell paths apart, in order.
  package static let paths: [ChartColor] = [.blue, .vermilion, .green, .purple, .orange, .sky]
}

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

/// The shape of a symbol, so that a chart can be read without its colours.
package enum ChartShape: Sendable, Hashable, CaseIterable {
  /// A disc.
  case circle
  /// A square on its side.
  case square
  /// A square on its corner.
  case diamond
}

/// Measures and neutral colours that all charts share, in pixels.
enum ChartStyle {
  static let width = 900.0
  static let margin = 16.0
  static let ink = "#222222"
  static let softInk = "#555555"
  static let grid = "#E2E2E2"
  static let axis = "#777777"
  static let titleSize = 17.0
  static let textSize = 13.0
  static let tickSize = 12.0
}
