import Kernel
import Liquidation
import Margin
import Market
import Units

/// The simulated venue with everyone who trades on it: one seed, one path, from the clock to the ledger.
///
/// Only the world moves time and schedules. Its parts change their own state and return what they want
/// done. Worlds cannot be copied by accident; a branch is made by ``forked()``.
package struct World: ~Copyable {
  /// What does not change during the run and is shared by all branches.
  let setup: WorldSetup
  /// The time of the event being handled.
  var now = Instant.zero
  /// The key of the event being handled.
  var eventKey: UInt64 = 0
  var queue: EventQueue
  var book: OrderBook
  var ledger: Ledger
  var messages = MessageArena()
  var gateway: QueueingServer
  var prices: PriceBoard
  var shocks = ShockState()
  var crew: MakerCrew
  var takers: TakerFlow
  var arbitrageurs: [Arbitrageur]
  var desks: StrategyDesks
  var engine: LiquidationEngine
  var auctions = OpenAuctions()
  var isUnwinding: [Bool]
  var isFundUnwinding = false
  /// What the venue has paid for a fund that lost more than it had.
  var fundRescued = Money.zero
  let liquidators: LiquidatorCrew
  var record: RunRecord
  /// The owners who breach in the control, valued at fixed times after.
  var owners = OwnerWatch()
  var digest: EventDigest
  /// How far the tapes have been read.
  var tapes: TapeCursors
  /// The journal of events, where one is kept.
  var journal: EventJournal?
  /// The books without the venue's terms, where differences are to be explained.
  var plain: Ledger?
  /// Writes down what the market does, in a control that shadows follow.
  var recorder: MarketRecorder?
  /// The log of events, where one is asked for.
  var log = OpenLog(nil)
  /// Writes down what the accounts of strategies do.
  var strategyRecorder: StrategyRecorder
  /// The recorded market, in a shadow.
  var shadow: ShadowMarket?
  /// What the run does when it meets the first breach.
  var stance: Stance
  /// Whether the branches have not parted yet; asked for every event, so kept beside the stance.
  var isPrefix = true
  /// Whether the market is observed; asked for every event.
  let isObserved: Bool
  /// Whether a journal is kept; asked for every event.
  let isJournalled: Bool
  /// Whether events are logged, in a world that was not forked off; asked for every event.
  let isLogged: Bool
  /// Whether anyone is told of trades and orders.
  let hasStrategies: Bool

  /// What a branch does about accounts below maintenance.
  enum Stance: Sendable {
    /// The shared prefix: stop before the first breach is acted on.
    case prefix
    /// Liquidate along the path.
    case path(any LiquidationPath)
    /// The control: note breaches and do nothing.
    case control
  }

  /// Starts a run: accounts are drawn and funded, agents scheduled, nothing has happened yet.
  package init(setup: WorldSetup) {
    let scenario = setup.scenario
    self.setup = setup
    isObserved = setup.options.observesMarket
    isJournalled = setup.options.journal != nil
    isLogged = setup.options.log != nil
    log = OpenLog(setup.options.log)
    hasStrategies = !setup.strategies.isEmpty
    queue = EventQueue(capacity: 4096)
    book = OrderBook(instrument: scenario.instrument)
    ledger = Ledger(participantCount: setup.roster.count, instrument: scenario.instrument)
    gateway = QueueingServer(service: scenario.latency.gatewayService)
    let index = setup.index.updates[0].price
    tapes = TapeCursors(index: setup.index, last: setup.last, end: .zero + scenario.length)
    prices = PriceBoard(index: index, mark: setup.venue.mark, funding: setup.venue.funding)
    crew = MakerCrew(
      settings: scenario.makers, owners: setup.roster.makers, index: index, seed: setup.seed)
    takers = TakerFlow(settings: scenario.takers, owner: setup.roster.takers, seed: setup.seed)
    arbitrageurs = setup.roster.arbitrageurs.map { Arbitrageur(owner: $0) }
    desks = StrategyDesks(setup: setup)
    strategyRecorder = StrategyRecorder(setup: setup)
    isUnwinding = setup.roster.liquidators.map { _ in false }
    liquidators = LiquidatorCrew(settings: scenario.liquidators, seed: setup.seed)
    engine = LiquidationEngine(accountCount: setup.roster.count, fund: scenario.liquidation.fund)
    record = RunRecord(setup: setup)
    digest = EventDigest(seed: setup.seed)
    stance = .prefix
    journal = setup.options.journal.map { EventJournal(seconds: $0) }
    fundAccounts()
    setup.options.watch?.branchBegins(nil)
    scheduleOpening()
  }

  /// Makes a branch with a queue and a book of its own; in a shadow nobody watches and strategies hold still.
  init(
    setup: WorldSetup, queue: consuming EventQueue, book: consuming OrderBook,
    shadow: ShadowMarket? = nil, copying world: borrowing World
  ) {
    self.setup = setup
    self.shadow = shadow
    let isShadow = shadow != nil
    isObserved = world.isObserved && !isShadow
    isJournalled = world.isJournalled && !isShadow
    isLogged = false
    hasStrategies = world.hasStrategies && !isShadow
    isPrefix = world.isPrefix
    self.queue = queue
    self.book = book
    now = world.now
    eventKey = world.eventKey
    ledger = world.ledger
    messages = isShadow ? MessageArena() : world.messages
    // Nobody else's messages are before those of a shadow.
    gateway =
      isShadow ? QueueingServer(service: setup.scenario.latency.gatewayService) : world.gateway
    prices = world.prices
    shocks = world.shocks
    crew = world.crew
    takers = world.takers
    arbitrageurs = world.arbitrageurs
    desks = world.desks
    engine = world.engine
    auctions = world.auctions
    isUnwinding = world.isUnwinding
    isFundUnwinding = world.isFundUnwinding
    fundRescued = world.fundRescued
    liquidators = world.liquidators
    record = world.record
    if isShadow { record.dismissWatchers() }
    owners = world.owners
    digest = world.digest
    tapes = world.tapes
    journal = isShadow ? nil : world.journal
    stance = world.stance
    plain = world.plain
    recorder = world.recorder
    strategyRecorder = world.strategyRecorder
  }

  /// A second world in the same state, with the same luck ahead of it.
  package borrowing func forked() -> World {
    World(setup: setup, queue: queue.forked(), book: book.forked(), copying: self)
  }

  /// Deposits every participant's capital and books the population's opening positions.
  ///
  /// The accounts took their positions from the takers, at their entry prices, before the run. The
  /// positions net to zero, so the takers start flat, richer or poorer by the difference of the prices.
  private mutating func fundAccounts() {
    let scenario = setup.scenario
    let roster = setup.roster
    ledger.deposit(scenario.liquidation.fund, to: ledger.fund)
    ledger.deposit(scenario.takers.capital, to: roster.takers)
    let order = setup.options.insertionOrder ?? Array(setup.population.accounts.indices)
    for account in order.map({ setup.population.accounts[$0] }) {
      ledger.deposit(account.collateral, to: account.owner)
      if account.size == .zero { continue }
      let isLong = account.size > .zero
      ledger.fill(
        buyer: isLong ? account.owner : roster.takers,
        seller: isLong ? roster.takers : account.owner, price: account.entryPrice,
        quantity: account.size.magnitude)
      book.adjustPosition(of: account.owner, by: account.size)
    }
    for maker in roster.makers { ledger.deposit(scenario.makers.capital, to: maker) }
    for arbitrageur in roster.arbitrageurs {
      ledger.deposit(scenario.arbitrageurs.capital, to: arbitrageur)
    }
    ledger.deposit(scenario.liquidation.backstop.capital, to: roster.backstop)
    for liquidator in roster.liquidators {
      ledger.deposit(scenario.liquidators.capital, to: liquidator)
    }
    for (slot, owner) in zip(scenario.strategies, roster.strategies) {
      ledger.deposit(slot.capital, to: owner)
    }
  }
}
