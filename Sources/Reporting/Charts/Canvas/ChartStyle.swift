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
