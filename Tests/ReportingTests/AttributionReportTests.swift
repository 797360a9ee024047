import Reporting
import Simulation
import Testing

@Suite("Why paths differ, in a report")
struct AttributionReportTests {
  private func file(_ name: String, _ comparison: Comparison) throws -> String {
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    let found = try #require(report.files.first { $0.name == name })
    return String(decoding: found.bytes, as: UTF8.self)
  }

  @Test("the file has the parts of each run in money, and they sum to the whole to the last atom")
  func rows() throws {
    let lines = try file("attribution.csv", ReportFixture.ladderWins()).split(separator: "\n")
    #expect(
      lines[0]
        == "seed,path,metric,drift_quote,terms_quote,impact_quote,total_quote,base_quote,unit,drift,terms,impact,total"
    )
    let owners = "375.000000,-10.000000,135.000000,500.000000,1000.000000"
    #expect(
      lines[1]
        == "1,market-order,owners_value_end,\(owners),percent,37.500000,-1.000000,13.500000,50.000000"
    )
    let payers = "0.000000,-10.000000,40.000000,30.000000"
    #expect(lines[2] == "1,market-order,payers_loss,\(payers),,quote,\(payers)")
    let shortfall = "6.000000,0.000000,9.000000,15.000000"
    #expect(
      lines[6]
        == "1,step-ladder,execution_shortfall,\(shortfall),10000.000000,bp,\(shortfall)")
    #expect(lines.count == 1 + 8 * 2 * 3, "three metrics of two paths on eight seeds")
  }

  @Test("the table splits the mean differences of the first screen")
  func table() throws {
    // Tables are padded for the eye.
    let text = try file("report.md", ReportFixture.ladderWins()).split(separator: " ")
      .joined(separator: " ")
    // Kept 607.5 against 502.5 of 1,000: three quarters of +105 drift, 20 more go in fees.
    #expect(
      text.contains(
        "| Owners' value (points) | `step-ladder` | +7.88 | -2.00 | +4.62 | +10.50 |"))
    #expect(
      text.contains(
        "| Loss of payers without a choice (quote) | `step-ladder` | 0 | -20 | +1 | -19 |"))
    // 15 against a mean of 23.5 on 10,000.
    #expect(
      text.contains("| Execution shortfall (bp) | `step-ladder` | -3.40 | 0.00 | -5.10 | -8.50 |"))
  }

  @Test("the answer names the part that carries each clear difference")
  func sentence() throws {
    let text = try file("report.md", ReportFixture.ladderWins())
    let sentence = """
      Replayed at the control's prices, the difference in owners' value under `step-ladder` is carried by drift, the \
      market's own move (+7.88 points; with terms -2.00 and impact +4.62 in all +10.50), the difference in loss of \
      payers without a choice under `step-ladder` is carried by terms, what the venue charges and at which price it \
      hands over (-20 quote; with drift 0 and impact +1 in all -19) and the difference in execution shortfall under \
      `step-ladder` is carried by impact, what forced orders do to prices (-5.10 bp; with drift -3.40 and terms 0.00 \
      in all -8.50).
      """
    #expect(text.contains(sentence))
  }

  @Test("where nothing is clear or no shadow ran the answer does not say why")
  func silence() throws {
    let even = try ReportFixture.comparison(
      kept: (
        [500, 520, 480, 510, 505, 500, 500, 505], [510, 500, 490, 500, 515, 490, 510, 495]
      ),
      draw: ([10, 12, 9, 11, 8, 10, 10, 10], [11, 11, 10, 10, 9, 9, 11, 9]))
    let text = try file("report.md", even)
    #expect(!text.contains("difference in owners' value under"))
    #expect(text.contains("## Why"))
    var without = try ReportFixture.ladderWins()
    for place in without.runs.indices { without.runs[place].attribution = nil }
    let report = ReportBuilder.report(without, scenario: ReportFixture.scenarioText)
    #expect(!report.files.contains { $0.name == "attribution.csv" })
    let plain = String(decoding: report.files[0].bytes, as: UTF8.self)
    #expect(!plain.contains("## Why") && !plain.contains("Replayed"))
    #expect(!plain.contains("attribution.csv"))
  }
}
