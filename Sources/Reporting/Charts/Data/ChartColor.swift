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
