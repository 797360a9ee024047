import Market
import Units

/// The strategies of a run with their desks, their orders, and the notices on their way to them.
struct StrategyDesks: Sendable {
  var strategies: [any Strategy]
  var desks: [Desk]
  /// The book's handle of each order of each strategy; nil for one that did not leave the desk.
  var orders: [[OrderID?]]
  /// What the strategies asked for, where that is kept.
  var requests: [StrategyRequest] = []
  /// The first mistake of a strategy that ends the run.
  private(set) var fault: StrategyFault?
  /// How often each strategy met each reason, in the order of the reasons.
  private var rejectionCounts: [[Int64]]
  private var notices: [Notice] = []
  /// When the last notice and the last message of each strategy arrive.
  private var lastNotices: [Instant]
  private var lastMessages: [Instant]
  private var free: [Int] = []

  /// Something a strategy is about to be told.
  enum Notice: Sendable {
    case book(BookPicture)
    case trade(TradeNotice)
    case mark(Price, index: Price)
    case funding(Rate)
    case order(OrderUpdate)
    case fill(OwnFill)
    case risk(RiskNotice)
  }

  init(setup: WorldSetup) {
    strategies = setup.strategies
    desks = setup.scenario.strategies.map {
      Desk(instrument: setup.scenario.instrument, capital: $0.capital)
    }
    orders = Array(repeating: [], count: strategies.count)
    rejectionCounts = Array(
      repeating: Array(repeating: 0, count: OrderRejection.allCases.count),
      count: strategies.count)
    lastNotices = Array(repeating: .zero, count: strategies.count)
    lastMessages = lastNotices
  }

  /// The arrival of a notice: never before the strategy's last one, as on one connection.
  mutating func arrivalOfNotice(_ wished: Instant, strategy index: Int) -> Instant {
    lastNotices[index] = max(wished, lastNotices[index])
    return lastNotices[index]
  }

  /// The arrival of a message at the gateway: never before the strategy's last one.
  mutating func arrivalOfMessage(_ wished: Instant, strategy index: Int) -> Instant {
    lastMessages[index] = max(wished, lastMessages[index])
    return lastMessages[index]
  }

  /// Takes in a notice and numbers it.
  mutating func add(_ notice: Notice) -> Int64 {
    if let number = free.popLast() {
      notices[number] = notice
      return Int64(number)
    }
    notices.append(notice)
    return Int64(notices.count - 1)
  }

  /// Takes a notice out.
  mutating func take(_ number: Int64) -> Notice {
    free.append(Int(number))
    return notices[Int(number)]
  }

  /// Tells a strategy, and returns what it wants done.
  mutating func tell(_ index: Int, _ notice: Notice, at now: Instant) -> [Desk.Command] {
    desks[index].now = now
    remember(index, notice)
    switch notice {
    case .book(let picture): strategies[index].bookChanged(picture, at: &desks[index])
    case .trade(let trade): strategies[index].traded(trade, at: &desks[index])
    case .mark(let mark, let price):
      strategies[index].markPublished(mark, index: price, at: &desks[index])
    case .funding(let rate): strategies[index].fundingSettled(rate, at: &desks[index])
    case .order(let update): strategies[index].orderUpdated(update, at: &desks[index])
    case .fill(let fill): strategies[index].filled(fill, at: &desks[index])
    case .risk(let risk): strategies[index].riskNoticed(risk, at: &desks[index])
    }
    return takeCommands(index)
  }

  mutating func start(_ index: Int) -> [Desk.Command] {
    strategies[index].start(at: &desks[index])
    return takeCommands(index)
  }

  mutating func fire(_ index: Int, timer: Int64, at now: Instant) -> [Desk.Command] {
    desks[index].now = now
    strategies[index].timerFired(Int(timer), at: &desks[index])
    return takeCommands(index)
  }

  /// Counts what the venue refuses.
  mutating func noteRejection(_ reason: OrderRejection, strategy index: Int) {
    guard let place = OrderRejection.allCases.firstIndex(of: reason) else { return }
    rejectionCounts[index][place] += 1
  }

  /// What was refused, by strategy and then in the order of the reasons.
  var rejections: [RejectionCount] {
    rejectionCounts.enumerated().flatMap { index, counts in
      zip(OrderRejection.allCases, counts).filter { $0.1 > 0 }.map {
        RejectionCount(strategy: index, reason: $0.0, count: $0.1)
      }
    }
  }

  private mutating func takeCommands(_ index: Int) -> [Desk.Command] {
    if fault == nil, let kind = desks[index].fault {
      fault = StrategyFault(strategy: index, time: desks[index].now, kind: kind)
    }
    let commands = desks[index].commands
    desks[index].commands.removeAll(keepingCapacity: true)
    return commands
  }

  /// Keeps the desk's own picture up to date before the strategy is told.
  private mutating func remember(_ index: Int, _ notice: Notice) {
    switch notice {
    case .book(let picture): desks[index].book = picture
    case .mark(let mark, _): desks[index].mark = mark
    case .fill(let fill):
      desks[index].position += Quantity(lots: fill.side.sign * fill.quantity.lots)
    case .order(let update):
      if update.change.isEnd { desks[index].openOrders.removeAll { $0 == update.order } }
    case .risk(.deleveraged(let quantity, _)), .risk(.transferred(let quantity, _)):
      let isLong = desks[index].position > .zero
      desks[index].position += Quantity(lots: isLong ? -quantity.lots : quantity.lots)
    case .risk, .trade, .funding: break
    }
  }
}
