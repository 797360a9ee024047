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
  var timeline: Timeline
  var venue: Venue
  /// The listing of the event being handled.
  var here: Listing
  var messages = MessageArena()
  var desks: StrategyDesks
  var record: RunRecord
  /// The owners who breach in the control, valued at fixed times after.
  var owners = OwnerWatch()
  /// How far the tapes have been read.
  var tapes: TapeCursors
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
    self.setup = setup
    isObserved = setup.options.observesMarket
    isLogged = setup.options.log != nil
    log = OpenLog(setup.options.log)
    hasStrategies = !setup.strategies.isEmpty
    timeline = Timeline(
      seed: setup.seed, journal: setup.options.journal.map { EventJournal(seconds: $0) })
    venue = Venue(setup: setup)
    here = Listing(place: .first, setup: setup)
    tapes = TapeCursors(setup: setup)
    desks = StrategyDesks(setup: setup)
    strategyRecorder = StrategyRecorder(setup: setup)
    record = RunRecord(setup: setup)
    stance = .prefix
    fundAccounts()
    setup.options.watch?.branchBegins(nil)
    scheduleOpening()
  }

  /// Makes a branch with a timeline and a listing of its own; in a shadow nobody watches and strategies hold still.
  init(
    timeline: consuming Timeline, listing: consuming Listing, shadow: ShadowMarket? = nil,
    copying world: borrowing World
  ) {
    let isShadow = shadow != nil
    setup = world.setup
    self.shadow = shadow
    isObserved = world.isObserved && !isShadow
    isLogged = false
    hasStrategies = world.hasStrategies && !isShadow
    isPrefix = world.isPrefix
    self.timeline = timeline
    here = listing
    venue = world.venue
    // Nobody else's messages are before those of a shadow.
    messages = isShadow ? MessageArena() : world.messages
    if isShadow {
      venue.gateway = QueueingServer(service: world.setup.scenario.latency.gatewayService)
    }
    desks = world.desks
    record = world.record
    if isShadow { record.dismissWatchers() }
    owners = world.owners
    tapes = world.tapes
    stance = world.stance
    plain = world.plain
    recorder = world.recorder
    strategyRecorder = world.strategyRecorder
  }

  /// A second world in the same state, with the same luck ahead of it.
  package borrowing func forked() -> World {
    World(timeline: timeline.forked(), listing: here.forked(), copying: self)
  }

  // MARK: The event being handled

  /// Its time.
  @inline(__always)
  var now: Instant { timeline.now }
  /// Its key.
  @inline(__always)
  var eventKey: UInt64 { timeline.key }
  /// Where it happens.
  @inline(__always)
  var place: Place { here.place }
}
