/// Widths of text in a sans-serif face, estimated generously so that layouts hold in any common font.
enum TextMetrics {
  /// The width in pixels of a text at a font size.
  static func width(_ text: String, size: Double) -> Double {
    var ems = 0.0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "i", "l", "j", "t", "f", "r", ".", ",", ":", ";", "'", "|", "!", " ", "(", ")", "[", "]":
        ems += 0.40
      case "m", "w", "M", "W", "%", "@": ems += 0.92
      case "A"..."Z": ems += 0.70
      default: ems += 0.62
      }
    }
    return ems * size
  }

  /// Lines of words, each of which fits a width in pixels; a word that is wider has a line of its own.
  static func lines(_ text: String, size: Double, width: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if !line.isEmpty && self.width(longer, size: size) > width {
        lines.append(line)
        line = String(word)
      } else {
        line = longer
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// A text that fits a width in pixels, cut off with an ellipsis where it does not.
  static func clipped(_ text: String, size: Double, width: Double) -> String {
    if self.width(text, size: size) <= width { return text }
    var kept = text
    while !kept.isEmpty && self.width(kept + "…", size: size) > width { kept.removeLast() }
    return kept + "…"
  }
}
