import Liquidation
import Margin
import Market
import Rulebook
import Units

/// The rules that a run goes by: those of the scenario's rulebook, and the scenario's own where it has none.
struct VenueRules: Sendable {
  /// The mark price.
  let mark: MarkSettings
  /// Funding, where there is any.
  let funding: FundingSettings?
  /// The price that drives the margin check.
  let checkPrice: CheckPrice
  /// How often margin is checked.
  let checkInterval: Interval
  /// What liquidated accounts are charged.
  let penalty: Penalty
  /// Whether the penalty is also charged on what the backstop provider takes over.
  ///
  /// The fee of a scenario is one on forced orders; a rulebook's penalty is on all that is closed.
  let chargesTransfers: Bool
  /// What the insurance fund may be asked for.
  let fund: FundTerms
  /// How counterparties are found when nothing else closes a position.
  let deleveraging: DeleveragingTerms
  /// The margin rules.
  let terms: MarginTerms

  /// The penalty that a path reckons with when it sizes a partial close.
  ///
  /// The paths of a scenario do not: what they would close is part of what is compared.
  var closingPenalty: Rate { chargesTransfers ? penalty.onNotional : .zero }

  /// Finds the rules of a scenario.
  ///
  /// - Throws: What is wrong where the lots of the scenario's contract are too coarse for a rulebook's steps.
  init(_ scenario: Scenario) throws(MarginScheduleError) {
    let settings = scenario.liquidation
    guard let rulebook = scenario.rulebook, let margin = rulebook.margin() else {
      mark = scenario.mark
      funding = scenario.funding
      checkPrice = settings.checkPrice
      checkInterval = settings.checkInterval
      penalty = Penalty(rate: settings.fee)
      chargesTransfers = false
      fund = FundTerms(sharePerOrder: settings.fundShare)
      deleveraging = DeleveragingTerms()
      terms = MarginTerms(schedule: scenario.margin)
      return
    }
    mark = MarkSettings(formula: rulebook.mark, interval: rulebook.markInterval)
    funding = rulebook.funding.map {
      FundingSettings(
        formula: $0, sampleInterval: scenario.funding?.sampleInterval ?? .seconds(60),
        firstSettlement: $0.settlement(after: .zero))
    }
    checkPrice = rulebook.checkPrice
    checkInterval = rulebook.checkInterval
    penalty = rulebook.penalty
    chargesTransfers = true
    fund = rulebook.fund
    deleveraging = rulebook.deleveraging ?? DeleveragingTerms()
    terms = try margin.terms(for: scenario.instrument)
  }
}
