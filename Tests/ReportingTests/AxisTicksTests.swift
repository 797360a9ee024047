import Reporting
import Testing

/// Ticks are internal: they are judged by the labels that a chart prints.
@Suite("Axis ticks")
struct AxisTicksTests {
  private func labels(_ axis: ChartAxis, _ values: [Double]) -> [String] {
    let chart = PanelChart(
      title: "t", xAxis: axis, yAxis: ChartAxis("y", lower: 0, upper: 1),
      panels: [
        ChartPanel(
          "p",
          series: [
            ChartSeries(points: values.map { ChartPoint($0, 0.5) }, look: ChartLook(.blue))
          ])
      ])
    // Labels of the horizontal axis are the centred texts before the axis title.
    let centred = chart.svg().split(separator: "\n").filter {
      $0.contains("text-anchor=\"middle\"") && $0.contains("font-size=\"12\"")
    }
    return centred.compactMap { line in
      guard let start = line.firstIndex(of: ">"), let end = line.lastIndex(of: "<") else {
        return nil
      }
      return String(line[line.index(after: start)..<end])
    }
  }

  @Test("a linear axis has round labels without binary dust")
  func linear() {
    #expect(
      labels(ChartAxis("x"), [0, 1])
        == ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"])
    #expect(
      labels(ChartAxis("x"), [-25_000, 61_000])
        == ["-20,000", "-10,000", "0", "10,000", "20,000", "30,000", "40,000", "50,000", "60,000"])
  }

  @Test("a clock axis has whole minutes over a quarter of an hour and fractions below a second")
  func clock() {
    #expect(
      labels(ChartAxis("x", kind: .clock), [0, 900])
        == ["00:00", "02:00", "04:00", "06:00", "08:00", "10:00", "12:00", "14:00"])
    #expect(
      labels(ChartAxis("x", kind: .clock), [59.5, 60.5]).prefix(3) == [
        "00:59.5", "00:59.6", "00:59.7",
      ]
    )
  }

  @Test("a logarithmic axis counts powers of ten, and finer steps over a short range")
  func logarithmic() {
    #expect(
      labels(ChartAxis("x", kind: .logarithmic), [0.01, 100]) == ["0.01", "0.1", "1", "10", "100"])
    #expect(labels(ChartAxis("x", kind: .logarithmic), [1, 20]) == ["1", "2", "5", "10", "20"])
  }

  @Test("one value still has an axis around it")
  func single() {
    #expect(!labels(ChartAxis("x"), [100]).isEmpty)
    #expect(!labels(ChartAxis("x", kind: .clock), [0]).isEmpty)
    #expect(!labels(ChartAxis("x", kind: .logarithmic), [3]).isEmpty)
    #expect(!labels(ChartAxis("x"), []).isEmpty)
  }
}
