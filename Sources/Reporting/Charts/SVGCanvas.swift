/// Writes SVG elements with fixed decimals, so that the same picture has the same bytes.
///
/// Coordinates are pixels with one decimal, x to the right and y down. Every text is escaped.
struct SVGCanvas {
  /// Where a text stands relative to its point.
  enum Anchor: String {
    case start, middle, end
  }

  /// What sets a text apart.
  enum TextLook {
    /// Nothing.
    case plain
    /// Heavy strokes, for titles.
    case bold
    /// Read from below, for vertical axes.
    case vertical
    /// A white rim, for text that stands on lines.
    case haloed
  }

  /// The look of a line.
  struct Stroke {
    var color: String
    var width = 1.0
    var dash: String?
    var opacity = 1.0
  }

  /// A point in pixels.
  struct Point: Equatable {
    var x: Double
    var y: Double
  }

  private(set) var body = ""

  /// Closes the picture: a white ground, a title and a label for readers who do not see it.
  func document(width: Double, height: Double, title: String, description: String) -> String {
    let size = "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.number(width)) \
      \(Self.number(height))" \(size) role="img" aria-label="\(Self.escaped(title))" \
      font-family="Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif">
      <title>\(Self.escaped(title))</title>
      <desc>\(Self.escaped(description))</desc>
      <rect \(size) fill="#FFFFFF"/>
      \(body)</svg>

      """
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, fill: String, opacity: Double = 1
  ) {
    body += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\""
    body +=
      " height=\"\(Self.number(height))\" fill=\"\(fill)\"\(Self.opacity(opacity, "fill"))/>\n"
  }

  mutating func line(from start: Point, to end: Point, _ stroke: Stroke) {
    body += "<line x1=\"\(Self.number(start.x))\" y1=\"\(Self.number(start.y))\""
    body +=
      " x2=\"\(Self.number(end.x))\" y2=\"\(Self.number(end.y))\"\(Self.attributes(stroke))/>\n"
  }

  mutating func polyline(_ points: [Point], _ stroke: Stroke) {
    body += "<polyline points=\"\(Self.list(points))\" fill=\"none\""
    body += " stroke-linejoin=\"round\"\(Self.attributes(stroke))/>\n"
  }

  /// Lines that do not join, in one element.
  mutating func segments(_ lines: [(start: Point, end: Point)], _ stroke: Stroke) {
    let parts = lines.map { line in
      "M\(Self.number(line.start.x)) \(Self.number(line.start.y))"
        + "L\(Self.number(line.end.x)) \(Self.number(line.end.y))"
    }
    body += "<path d=\"\(parts.joined())\" fill=\"none\"\(Self.attributes(stroke))/>\n"
  }

  mutating func polygon(_ points: [Point], fill: String, opacity: Double = 1) {
    body += "<polygon points=\"\(Self.list(points))\" fill=\"\(fill)\""
    body += "\(Self.opacity(opacity, "fill"))/>\n"
  }

  mutating func circle(at centre: Point, radius: Double, fill: String, opacity: Double = 1) {
    body += "<circle cx=\"\(Self.number(centre.x))\" cy=\"\(Self.number(centre.y))\""
    body += " r=\"\(Self.number(radius))\" fill=\"\(fill)\"\(Self.opacity(opacity, "fill"))/>\n"
  }

  mutating func text(
    _ text: String, at place: Point, size: Double = 12, anchor: Anchor = .start,
    color: String = ChartStyle.ink, look: TextLook = .plain
  ) {
    let (x, y) = (Self.number(place.x), Self.number(place.y))
    body += "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(Self.number(size))\" fill=\"\(color)\""
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    switch look {
    case .plain: break
    case .bold: body += " font-weight=\"bold\""
    case .vertical: body += " transform=\"rotate(-90 \(x) \(y))\""
    case .haloed:
      body += " paint-order=\"stroke\" stroke=\"#FFFFFF\" stroke-width=\"4\""
    }
    body += ">\(Self.escaped(text))</text>\n"
  }

  /// A symbol of the given shape around a point.
  mutating func symbol(_ shape: ChartShape, at centre: Point, radius: Double, fill: String) {
    let (x, y, r) = (centre.x, centre.y, radius)
    switch shape {
    case .circle: circle(at: centre, radius: r, fill: fill)
    case .square: rectangle(x: x - r, y: y - r, width: 2 * r, height: 2 * r, fill: fill)
    case .diamond:
      polygon(
        [
          Point(x: x, y: y - r * 1.3), Point(x: x + r * 1.3, y: y), Point(x: x, y: y + r * 1.3),
          Point(x: x - r * 1.3, y: y),
        ], fill: fill)
    }
  }

  private static func list(_ points: [Point]) -> String {
    points.map { number($0.x) + "," + number($0.y) }.joined(separator: " ")
  }

  private static func attributes(_ stroke: Stroke) -> String {
    var text = " stroke=\"\(stroke.color)\" stroke-width=\"\(number(stroke.width))\""
    if let dash = stroke.dash { text += " stroke-dasharray=\"\(dash)\"" }
    return text + opacity(stroke.opacity, "stroke")
  }

  private static func opacity(_ opacity: Double, _ kind: String) -> String {
    opacity < 1 ? " \(kind)-opacity=\"\(NumberText.fixed(opacity, decimals: 2))\"" : ""
  }

  /// One decimal, without the point where it is zero.
  static func number(_ value: Double) -> String {
    let text = NumberText.fixed(value, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func escaped(_ text: String) -> String {
    var safe = ""
    for character in text {
      switch character {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      default: safe.append(character)
      }
    }
    return safe
  }
}

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
