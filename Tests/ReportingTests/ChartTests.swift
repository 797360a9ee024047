import Reporting
import Testing

@Suite("Charts")
struct ChartTests {
  private let seconds = ChartAxis("time (mm:ss)", kind: .clock)

  private func panel(_ points: [ChartPoint], _ title: String = "p") -> ChartPanel {
    ChartPanel(title, series: [ChartSeries(points: points, look: ChartLook(.blue))])
  }

  private func chart(_ panels: [ChartPanel], x: ChartAxis, y: ChartAxis) -> String {
    PanelChart(title: "t", xAxis: x, yAxis: y, panels: panels).svg()
  }

  @Test("every chart is well-formed, 900 wide, on white, with a title for those who do not see it")
  func form() throws {
    for svg in Self.everyKind {
      let reader = try SVGReader(svg)
      let root = reader.elements[0].attributes
      #expect(root["width"] == "900")
      #expect(root["role"] == "img")
      #expect(root["aria-label"] == "Tom & \"Jerry\" <1>")
      #expect(reader.named("title").first?.text.hasPrefix("Tom & \"Jerry\" <1>") == true)
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
    let series = ChartSeries(points: [ChartPoint(0, 1), ChartPoint(9, 2)], look: ChartLook(.blue))
    return [
      PanelChart(
        title: title, subtitle: "a & b",
        legend: [LegendItem("a", color: .blue, sample: .line(.dashed))], xAxis: clock, yAxis: axis,
        header: ChartPanel(
          "above", series: [series], marks: [ChartMark(3, "breach")],
          rugs: [ChartRug("fills", times: [1, 1, 5], color: .purple)]),
        panels: [
          ChartPanel(
            "one", note: "n", bands: [ChartBand([.init(0, from: 1, to: 2)], color: .sky)],
            series: [series], references: [1.5])
        ]
      ).svg(),
      IntervalChart(
        title: title, axis: axis,
        rows: [
          .init(
            "a", estimate: 1, low: 0.5, high: 2, dots: [0.4, 2.5], look: ChartLook(.blue),
            note: "1"),
          .init("b", estimate: nil, look: ChartLook(.sky, .dotted)),
        ], reference: 0
      ).svg(),
      PositionChart(
        title: title,
        legend: ChartShape.allCases.map { LegendItem("kind", color: .grey, sample: .symbol($0)) },
        axis: clock, price: ChartPanel("", series: [series]),
        rows: [
          .init(
            "market order", story: "filled",
            steps: [ChartPoint(0, 1), ChartPoint(4, 0.5), ChartPoint(5, 0)], color: .blue),
          .init("none", story: "not liquidated", steps: [], color: .sky),
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
    _ = try SVGReader(chart([], x: seconds, y: ChartAxis("y")))
    _ = try SVGReader(chart([panel([])], x: seconds, y: ChartAxis("y")))
    _ = try SVGReader(IntervalChart(title: "t", axis: ChartAxis("y"), rows: []).svg())
    _ = try SVGReader(
      PositionChart(
        title: "t", legend: [], axis: seconds, price: ChartPanel("", series: []), rows: []
      ).svg())
    _ = try SVGReader(
      StackedBarChart(
        title: "t", categoryLabel: "c", axis: ChartAxis("y"), categories: [], series: []
      ).svg())
  }

  @Test("a long series is thinned without losing its least and greatest value")
  func thinning() throws {
    var points = (0..<50_000).map { ChartPoint(Double($0), Double($0 % 7)) }
    points[31_234].y = 1_000
    points[40_001].y = -500
    let svg = chart(
      [panel(points)], x: ChartAxis("x"), y: ChartAxis("y", lower: -500, upper: 1_000))
    #expect(svg.utf8.count < 20_000)
    let reader = try SVGReader(svg)
    let ys = try #require(reader.named("polyline").first).points.map(\.y)
    // One panel alone is 240 pixels high.
    let span = try #require(ys.max()) - #require(ys.min())
    #expect((span - 240).magnitude < 0.2)
  }

  @Test("a missing value breaks a line and a band in two")
  func gap() throws {
    let values = [0.0, 1, .nan, 3, 4]
    var broken = panel(values.enumerated().map { ChartPoint(Double($0), $1) })
    broken.bands = [
      ChartBand(values.enumerated().map { .init(Double($0), from: $1, to: $1 + 1) }, color: .sky)
    ]
    let reader = try SVGReader(chart([broken], x: ChartAxis("x"), y: ChartAxis("y")))
    #expect(reader.named("polyline").count == 2)
    #expect(reader.named("polygon").count == 2)
  }

  @Test(
    "what lies outside the range of time is not drawn, and values beyond it do not stretch the axis"
  )
  func clipping() throws {
    let points = (0...100).map { ChartPoint(Double($0), $0 < 50 ? 1_000_000 : Double($0)) }
    let reader = try SVGReader(
      chart(
        [panel(points)], x: ChartAxis("time", kind: .clock, lower: 50, upper: 80),
        y: ChartAxis("y")))
    let line = try #require(reader.named("polyline").first)
    #expect(line.points.count == 31)
    #expect(!reader.texts.contains { $0.hasSuffix(",000") })
    let plot = try #require(line.points.map(\.x).min())
    #expect(plot > 60 && line.points.allSatisfy { $0.x <= 876 })
  }

  @Test(
    "panels share their scales and never run into each other",
    arguments: [1, 2, 3, 5, 6, 9, 10, 20])
  func panels(count: Int) throws {
    let panels = (0..<count).map { place -> ChartPanel in
      var panel = panel([ChartPoint(0, 0), ChartPoint(600, 10)], "a-rather-long-name-\(place)")
      panel.note = "lowest -12.5 bp at 05:10"
      return panel
    }
    let reader = try SVGReader(chart(panels, x: seconds, y: ChartAxis("last against control (bp)")))
    #expect(reader.textFaults == [])
    let lines = reader.named("polyline").map(\.points)
    #expect(lines.count == count)
    let spans = Set(
      lines.map { ((($0[1].x - $0[0].x) * 10).rounded(), (($0[0].y - $0[1].y) * 10).rounded()) }.map
      { "\($0)" })
    #expect(spans.count <= 4, "sizes differ by no more than a tenth of a pixel of rounding")
    for (place, line) in lines.enumerated() {
      #expect(reader.texts.contains("a-rather-long-name-\(place)"))
      for other in lines.dropFirst(place + 1) {
        let apart =
          line[1].x < other[0].x || other[1].x < line[0].x
          || line[0].y < other[1].y || other[0].y < line[1].y
        #expect(apart)
      }
    }
  }

  @Test("a strip of events says how many there are and how many at most in one bar")
  func rug() throws {
    let svg = PanelChart(
      title: "t", xAxis: seconds, yAxis: ChartAxis("y"),
      header: ChartPanel(
        "",
        series: [
          ChartSeries(points: [ChartPoint(0, 0), ChartPoint(900, 1)], look: ChartLook(.blue))
        ], rugs: [ChartRug("fills", times: [305, 306, 307, 500], color: .purple)]), panels: []
    ).svg()
    #expect(try SVGReader(svg).texts.contains("fills: 4, at most 3 in 10 s"))
  }

  @Test(
    "a bar has its numbers on it where there is room, and as much above zero as its parts sum to")
  func bars() throws {
    let svg = StackedBarChart(
      title: "t", categoryLabel: "path", axis: ChartAxis("quote", lower: -100, upper: 100),
      categories: ["market-order", "a-name-of-four-long-words"],
      series: [
        .init("owners", color: .indigo, values: [-60, 1]),
        .init("fund", color: .sand, values: [60, -1]),
      ], decimals: 0, plotHeight: 200
    ).svg()
    let reader = try SVGReader(svg)
    #expect(reader.textFaults == [])
    #expect(reader.texts.contains("-60") && reader.texts.contains("+60"))
    #expect(!reader.texts.contains("+1"), "a part of one pixel has no room")
    let owners = reader.named("rect").filter { $0.attributes["fill"] == ChartColor.indigo.hex }
    // The legend's box, then one for each bar: 60 of 200 on 200 pixels.
    #expect(owners.map { $0.number("height") } == [12, 60, 1])
  }

  @Test(
    "what is left of a position falls where its parts are taken, and its story is never cut off")
  func positions() throws {
    let story = Array(repeating: "twelve fills at 59,255.4 on average", count: 6).joined(
      separator: "; ")
    let svg = PositionChart(
      title: "t", legend: [], axis: ChartAxis("time", kind: .clock, lower: 0, upper: 100),
      price: ChartPanel("", series: [], yAxis: ChartAxis("price", lower: 100, upper: 200)),
      rows: [
        .init(
          "twap-slices", story: story,
          steps: [ChartPoint(0, 1), ChartPoint(50, 0.5), ChartPoint(100, 0)], color: .blue),
        .init("market-order", story: "filled", steps: [], color: .sky),
      ]
    ).svg()
    let reader = try SVGReader(svg)
    #expect(reader.textFaults == [])
    for word in story.split(separator: " ") { #expect(reader.texts.contains { $0.contains(word) }) }
    let line = try #require(reader.named("polyline").first).points
    #expect(line.count == 5)
    let height = line[4].y - line[0].y
    #expect((line[1].y, line[1].x) == (line[0].y, line[2].x))
    #expect((line[2].y - line[0].y - height / 2).magnitude < 0.11)
    #expect((line[2].x - line[0].x - (line[4].x - line[0].x) / 2).magnitude < 0.11)
  }

  @Test("no two looks are the same before they repeat, and colours of groups are none of paths")
  func looks() {
    let looks = (0..<ChartLook.count).map { ChartLook.series($0) }
    #expect(Set(looks).count == 24)
    #expect(ChartLook.series(24) == ChartLook.series(0))
    #expect(Set(ChartColor.allCases.map(\.hex)).count == ChartColor.allCases.count)
    #expect(looks.prefix(6).allSatisfy { $0.dash == .solid })
  }

  @Test("a hollow disc stands for a look whose lines are dashed")
  func hollow() throws {
    func discs(_ look: ChartLook) throws -> Int {
      try SVGReader(
        IntervalChart(
          title: "t", axis: ChartAxis("y"), rows: [.init("a", estimate: 1, look: look)]
        ).svg()
      ).named("circle").count
    }
    #expect(try discs(ChartLook(.purple)) == 2)
    #expect(try discs(ChartLook(.purple, .dashed)) == 3)
  }
}
