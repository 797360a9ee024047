import Foundation
import Reporting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Charts")
struct ChartTests {
  /// Collects what a picture holds, with Foundation's XML parser as the judge of its form.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var root: [String: String] = [:]
    var texts: [String] = []
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      if elements.isEmpty { root = attributes }
      elements[name, default: 0] += 1
      text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if name == "text" || name == "title" { texts.append(text) }
    }
  }

  private func read(_ svg: String) throws -> Reader {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(!svg.contains("nan") && !svg.contains("inf\""))
    return reader
  }

  private let seconds = ChartAxis("time (mm:ss)", kind: .clock)

  @Test("every chart is well-formed, 900 wide, on white, with a title for those who do not see it")
  func form() throws {
    for svg in Self.everyKind {
      let reader = try read(svg)
      #expect(reader.root["width"] == "900")
      #expect(reader.root["role"] == "img")
      #expect(reader.root["aria-label"] == "Tom & \"Jerry\" <1>")
      #expect(reader.texts.first == "Tom & \"Jerry\" <1>")
      #expect(svg.contains("fill=\"#FFFFFF\"/>\n"))
      #expect(svg.hasSuffix("</svg>\n"))
    }
  }

  @Test("the same data gives the same bytes")
  func stable() { #expect(Self.everyKind == Self.everyKind) }

  private static var everyKind: [String] {
    let title = "Tom & \"Jerry\" <1>"
    let axis = ChartAxis("value (bp)")
    let clock = ChartAxis("time (mm:ss)", kind: .clock)
    return [
      LineChart(
        title: title, subtitle: "a & b", xAxis: clock, yAxis: axis,
        series: [
          ChartSeries(
            "s", points: [ChartPoint(0, 1), ChartPoint(9, 2)], style: .step, color: .blue)
        ], shades: [ChartShade(from: 1, to: 2, name: "shock")], marks: [ChartMark(3, "breach")],
        rugs: [ChartRug("fills", times: [1, 1, 5], color: .purple)]
      ).svg(),
      IntervalChart(
        title: title, axis: axis,
        rows: [
          .init("a", estimate: 1, low: 0.5, high: 2, dots: [0.4, 2.5], note: "1"),
          .init("b", estimate: nil),
        ], reference: 0
      ).svg(),
      TimelineChart(
        title: title, axis: clock,
        kinds: ChartShape.allCases.map { .init("kind", color: .green, shape: $0) },
        rows: [
          .init(
            "market order", span: 1...4,
            events: (0..<5).map { .init(at: Double($0), kind: $0, label: "event \($0)") }),
          .init("none", events: []),
        ]
      ).svg(),
      StackedBarChart(
        title: title, categoryLabel: "path", axis: axis, categories: ["a", "b c"],
        series: [
          .init("x", color: .blue, values: [1, 0]), .init("y", color: .sky, values: [-2, 3]),
        ]
      ).svg(),
    ]
  }

  @Test("a chart without data is still a picture")
  func empty() throws {
    _ = try read(LineChart(title: "t", xAxis: seconds, yAxis: ChartAxis("y"), series: []).svg())
    _ = try read(IntervalChart(title: "t", axis: ChartAxis("y"), rows: []).svg())
    _ = try read(TimelineChart(title: "t", axis: seconds, kinds: [], rows: []).svg())
    _ = try read(
      StackedBarChart(
        title: "t", categoryLabel: "c", axis: ChartAxis("y"), categories: [], series: []
      ).svg())
  }

  @Test("a category has the colour it is given, so that it is the same in every picture")
  func colors() {
    func chart(_ color: ChartColor?) -> String {
      IntervalChart(
        title: "t", axis: ChartAxis("y"), rows: [.init("a", estimate: 1, color: color)]
      ).svg()
    }
    #expect(chart(nil).contains(ChartColor.series(0).hex))
    #expect(chart(.purple).contains(ChartColor.purple.hex))
    #expect(!chart(.purple).contains(ChartColor.series(0).hex))
  }

  @Test("a long series is thinned without losing its least and greatest value")
  func thinning() throws {
    var points = (0..<50_000).map { ChartPoint(Double($0), Double($0 % 7)) }
    points[31_234].y = 1_000
    points[40_001].y = -500
    let svg = LineChart(
      title: "t", xAxis: ChartAxis("x"), yAxis: ChartAxis("y", lower: -500, upper: 1_000),
      series: [ChartSeries("s", points: points, color: .blue)], plotHeight: 300
    ).svg()
    #expect(svg.utf8.count < 80_000)
    let line = try #require(svg.split(separator: "\n").first { $0.hasPrefix("<polyline") })
    let ys = line.split(separator: "\"")[1].split(separator: " ").compactMap { pair in
      pair.split(separator: ",").last.flatMap { Double($0) }
    }
    let span = try #require(ys.max()) - #require(ys.min())
    #expect((span - 300).magnitude < 0.2)
  }

  @Test("a missing value breaks a line in two")
  func gap() throws {
    let points = [0.0, 1, .nan, 3, 4].enumerated().map { ChartPoint(Double($0), $1) }
    let svg = LineChart(
      title: "t", xAxis: ChartAxis("x"), yAxis: ChartAxis("y"),
      series: [ChartSeries("s", points: points, color: .blue)]
    ).svg()
    #expect(try read(svg).elements["polyline"] == 2)
  }

  @Test("a strip of events says how many there are and how many at most in one bar")
  func rug() throws {
    let svg = LineChart(
      title: "t", xAxis: seconds, yAxis: ChartAxis("y"),
      series: [ChartSeries("s", points: [ChartPoint(0, 0), ChartPoint(900, 1)], color: .blue)],
      rugs: [ChartRug("fills", times: [305, 306, 307, 500], color: .purple)]
    ).svg()
    #expect(try read(svg).texts.contains("fills: 4, at most 3 in 10 s"))
  }
}
