import Reporting
import Simulation
import Testing
import Units

@Suite("What stands beside the first table")
struct ReportBesideTests {
  private func text(_ comparison: Comparison) -> String {
    let report = ReportBuilder.report(comparison, scenario: ReportFixture.scenarioText)
    return String(decoding: report.files[0].bytes, as: UTF8.self)
  }

  // A ladder triggers 40,000 in four steps, closes 10,000 of it, and trades 2,500 of that in the book.
  @Test("says how much of what was closed traded in the book, however often it was triggered")
  func traded() throws {
    var comparison = try ReportFixture.ladderWins()
    for place in comparison.runs.indices where comparison.runs[place].path == "step-ladder" {
      comparison.runs[place].totals.notionalTriggered = ReportFixture.quote(40_000)
      comparison.runs[place].totals.notionalExecuted = ReportFixture.quote(2500)
    }
    #expect(
      text(comparison).contains(
        "over all seeds from 25.0 % (`step-ladder`) to 100.0 % (`market-order`) of the notional that was closed; "
      ))
  }

  @Test("says how many of the owners who breach have nothing at the end")
  func nothing() throws {
    var comparison = try ReportFixture.ladderWins()
    for place in comparison.runs.indices where comparison.runs[place].path == "market-order" {
      for owner in comparison.runs[place].owners.indices {
        comparison.runs[place].owners[owner].atEnd = .zero
      }
    }
    #expect(
      text(comparison).contains(
        "of the owners who breach, over all seeds from 0.0 % (`step-ladder`) to 100.0 % (`market-order`) have "
          + "nothing at the end."))
  }
}
