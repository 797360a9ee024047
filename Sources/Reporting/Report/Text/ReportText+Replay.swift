import Market
import Simulation

// What a reader of results on a recorded market has to know first.
extension ReportText {
  /// The sentences of the answer: on a recorded market without accounts, what its strategies ended with.
  var answerSentences: [String] {
    let scenario = comparison.scenario
    guard scenario.replay != nil else {
      return Answer(sheet, market: market, tail: tail).sentences
    }
    if scenario.population.count > 0 {
      return [recorded] + Answer(sheet, market: market, tail: tail).sentences
    }
    return (strategies.map { StrategyAnswer($0, variant: variant?.name).sentences } ?? [])
      + [recorded]
  }

  /// What was replayed, and what follows of it for every figure.
  private var recorded: String {
    let findings = options.first { $0.option == "--tape" }?.findings ?? []
    let what = findings.first { $0.kind == "market" }.map { ": " + $0.text } ?? ""
    let book = findings.first { $0.kind == "no_book" }.map { " " + $0.text + "." } ?? ""
    return "The market is a recorded one\(what); it does not react to what is traded here"
      + (comparison.scenario.replay?.impactHalfLife.map {
        ", but what orders take from a level is missing there and half back after \(Words.duration($0))"
      } ?? ", and orders take nothing from its book")
      + ". Where an order stood in a queue is estimated, because the tape does not tell orders one by one."
      + book
  }
}
