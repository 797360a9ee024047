package import Kernel
package import Liquidation
package import Margin
package import Market
package import Units

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
  var record: RunRecord
  var digest: EventDigest
  /// The next index update of the tape.
  var indexCursor = 0
  /// The next update of the tape of last prices, where there is one.
  var lastCursor = 0
  /// The quotes a maker wants changed; kept to be used again.
  var intents: [QuoteIntent] = []
  /// The journal of events, where one is kept.
  var journal: EventJournal?
  /// What the run does when it meets the first breach.
  var stance: Stance

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
    queue = EventQueue(capacity: 4096)
    book = OrderBook(instrument: scenario.instrument)
    ledger = Ledger(instrument: scenario.instrument, accountCount: setup.roster.count)
    gateway = QueueingServer(service: scenario.latency.gatewayService)
    let index = setup.index.updates[0].price
    prices = PriceBoard(index: index, mark: scenario.mark, funding: scenario.funding)
    crew = MakerCrew(
      settings: scenario.makers, owners: setup.roster.makers, index: index, seed: setup.seed)
    takers = TakerFlow(settings: scenario.takers, owner: setup.roster.takers, seed: setup.seed)
    arbitrageurs = setup.roster.arbitrageurs.map { Arbitrageur(owner: $0) }
    desks = StrategyDesks(setup: setup)
    engine = LiquidationEngine(accountCount: setup.roster.count, fund: scenario.liquidation.fund)
    record = RunRecord(setup: setup)
    digest = EventDigest(seed: setup.seed)
    stance = .prefix
    fundAccounts()
    scheduleOpening()
  }

  private init(
    setup: WorldSetup, queue: consuming EventQueue, book: consuming OrderBook, copying world: borrowing World
  ) {
    self.setup = setup
    self.queue = queue
    self.book = book
    now = world.now
    eventKey = world.eventKey
    ledger = world.ledger
    messages = world.messages
    gateway = world.gateway
    prices = world.prices
    shocks = world.shocks
    crew = world.crew
    takers = world.takers
    arbitrageurs = world.arbitrageurs
    desks = world.desks
    engine = world.engine
    record = world.record
    digest = world.digest
    indexCursor = world.indexCursor
    lastCursor = world.lastCursor
    journal = world.journal
    stance = world.stance
  }

  /// A second world in the same state, with the same luck ahead of it.
  package borrowing func forked() -> World {
    World(setup: setup, queue: queue.forked(), book: book.forked(), copying: self)
  }

  /// Deposits every participant's capital and books the population's opening positions.
  private mutating func fundAccounts() {
    let scenario = setup.scenario
    ledger.deposit(scenario.liquidation.fund, to: .fund)
    for account in setup.population.accounts {
      ledger.deposit(account.collateral, to: .participant(account.owner))
    }
    // The population trades with itself at each account's entry price; what the netting leaves over
    // is the entry cost of nobody, so it is booked account by account against the deposits.
    for account in setup.population.accounts {
      ledger.openPosition(account.owner, size: account.size, price: account.entryPrice)
      book.adjustPosition(of: account.owner, by: account.size)
    }
    for maker in setup.roster.makers {
      ledger.deposit(scenario.makers.capital, to: .participant(maker))
    }
    ledger.deposit(scenario.takers.capital, to: .participant(setup.roster.takers))
    for arbitrageur in setup.roster.arbitrageurs {
      ledger.deposit(scenario.arbitrageurs.capital, to: .participant(arbitrageur))
    }
    ledger.deposit(scenario.liquidation.backstop.capital, to: .participant(setup.roster.backstop))
    for (slot, owner) in zip(scenario.strategies, setup.roster.strategies) {
      ledger.deposit(slot.capital, to: .participant(owner))
    }
  }
}
