import Liquidation
import Margin
import Market
import Units

/// One exchange: everybody's money and positions, its liquidation engine, and the way in for messages.
struct Venue: Sendable {
  var ledger: Ledger
  var engine: LiquidationEngine
  var gateway: QueueingServer
  var auctions = OpenAuctions()
  /// What liquidators are willing to pay.
  let liquidators: LiquidatorCrew
  /// Which liquidators work off what they have taken over, and whether the fund does.
  var isUnwinding: [Bool]
  var isFundUnwinding = false
  /// What the venue has paid for a fund that lost more than it had.
  var fundRescued = Money.zero

  /// Opens a venue at which nobody has anything yet.
  init(setup: WorldSetup) {
    let scenario = setup.scenario
    ledger = Ledger(participantCount: setup.roster.count, instrument: scenario.instrument)
    engine = LiquidationEngine(accountCount: setup.roster.count, fund: scenario.liquidation.fund)
    gateway = QueueingServer(service: scenario.latency.gatewayService)
    liquidators = LiquidatorCrew(settings: scenario.liquidators, seed: setup.seed)
    isUnwinding = setup.roster.liquidators.map { _ in false }
  }
}
