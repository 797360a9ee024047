/// The colours of charts: the palette of Okabe and Ito, which stays apart for colour-blind readers.
package enum ChartColor: Sendable, Hashable, CaseIterable {
  /// Blue, the first series.
  case blue
  /// Vermilion, the second.
  case vermilion
  /// Bluish green, the third.
  case green
  /// Reddish purple, the fourth.
  case purple
  /// Orange, the fifth.
  case orange
  /// Sky blue, the sixth.
  case sky
  /// Black, for references and totals.
  case black
  /// Grey, for what is context only.
  case grey

  /// The colour as SVG wants it.
  package var hex: String {
    switch self {
    case .blue: "#0072B2"
    case .vermilion: "#D55E00"
    case .green: "#009E73"
    case .purple: "#CC79A7"
    case .orange: "#E69F00"
    case .sky: "#56B4E9"
    case .black: "#000000"
    case .grey: "#8C8C8C"
    }
  }

  /// The colour of a series by its index, from 0; the seven strong colours repeat after that.
  package static func series(_ index: Int) -> ChartColor { allCases[index % (allCases.count - 1)] }
}
