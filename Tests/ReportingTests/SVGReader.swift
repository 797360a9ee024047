import Foundation
import Reporting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads a picture with Foundation's XML parser, the judge of its form.
final class SVGReader: NSObject, XMLParserDelegate {
  /// An element with its attributes and the text within it.
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""

    func number(_ name: String) -> Double { Double(attributes[name] ?? "") ?? .nan }

    /// The points of a line or an area.
    var points: [(x: Double, y: Double)] {
      (attributes["points"] ?? "").split(separator: " ").compactMap { pair in
        let parts = pair.split(separator: ",").compactMap { Double($0) }
        return parts.count == 2 ? (parts[0], parts[1]) : nil
      }
    }
  }

  private(set) var elements: [Element] = []

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(!svg.contains("nan") && !svg.contains("inf\""))
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) { elements.append(Element(name: name, attributes: attributes)) }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let last = elements.indices.last { elements[last].text += string }
  }

  func named(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  var texts: [String] {
    named("text").map { $0.text.trimmingCharacters(in: .newlines) }
  }

  /// The box of a text, by the width of DejaVu Sans, a wide face: 0.54 of the size for a character on average, bold 0.62.
  private func box(_ text: Element) -> (left: Double, right: Double, top: Double, bottom: Double)? {
    // Texts read from below stand beside the plot.
    if text.attributes["transform"] != nil { return nil }
    let size = text.number("font-size")
    let label = text.text.trimmingCharacters(in: .newlines)
    let isBold = text.attributes["font-weight"] == "bold"
    let width = Double(label.count) * size * (isBold ? 0.62 : 0.54)
    let x = text.number("x")
    let left =
      switch text.attributes["text-anchor"] {
      case "middle": x - width / 2
      case "end": x - width
      default: x
      }
    let y = text.number("y")
    return (left, left + width, y - size * 0.7, y)
  }

  /// Pairs of texts that run into each other, and texts that leave the picture.
  var textFaults: [String] {
    let boxes = named("text").compactMap { text in
      box(text).map { (text.text.trimmingCharacters(in: .newlines), $0) }
    }
    var faults: [String] = []
    let height = elements[0].number("height")
    for (place, one) in boxes.enumerated() {
      if one.1.left < 0 || one.1.right > 900 || one.1.top < 0 || one.1.bottom > height {
        faults.append("\(one.0) leaves the picture")
      }
      for other in boxes.dropFirst(place + 1)
      where one.1.left < other.1.right && other.1.left < one.1.right
        && one.1.top < other.1.bottom && other.1.top < one.1.bottom
      { faults.append("\(one.0) over \(other.0)") }
    }
    return faults
  }
}
