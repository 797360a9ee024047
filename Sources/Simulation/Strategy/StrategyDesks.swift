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
  /// The notices under way, by number; numbers of delivered ones are used again.
  private var mail: [Mail] = []
  /// How many notices were sent.
  private var sentCount: Int64 = 0
  /// What happened to each account since its last notice that has none of its own: it goes with the next.
  private var riders: [[Notice]]
  /// How many levels of the book each strategy is shown.
  private let depths: [Int]
  /// When the last notice and the last message of each strategy arrive.
  private var lastNotices: [Instant]
  private var lastMessages: [Instant]
  private var free: [Int] = []
  /// An empty list with memory for commands.
  private var spare: [Desk.Command] = []

  /// Something a strategy is about to be told.
  enum Notice: Sendable {
    case book(BookPicture)
    case trade(TradeNotice)
    case mark(Price, index: Price, FundingForecast?)
    case funding(Rate)
    case order(OrderUpdate, OrderFacts)
    case fill(OwnFill, remaining: Quantity)
    case risk(RiskNotice)
    case booking(CashBooking)

    /// Whether everybody is told it.
    var isPublic: Bool {
      switch self {
      case .book, .trade, .mark, .funding: true
      case .order, .fill, .risk, .booking: false
      }
    }
  }

  /// A notice under way, with what is told just before it.
  private struct Mail: Sendable {
    var strategy: Int
    var number: Int64
    var riders: [Notice]
    var notice: Notice
    var isUnderWay = true
  }

  init(setup: WorldSetup) {
    strategies = setup.strategies
    desks = setup.scenario.strategies.map {
      Desk(rules: setup.rules, capital: $0.capital)
    }
    orders = Array(repeating: [], count: strategies.count)
    riders = Array(repeating: [], count: strategies.count)
    depths = strategies.map { min(max(type(of: $0).bookDepth, 1), StrategyLimits.bookDepthMax) }
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

  /// How many levels of the book a strategy is shown.
  func bookDepth(_ index: Int) -> Int { depths[index] }

  /// Takes in a notice for a strategy, with what waits to go with it, and numbers it.
  mutating func add(_ notice: Notice, for index: Int) -> Int64 {
    let item = Mail(strategy: index, number: sentCount, riders: riders[index], notice: notice)
    sentCount += 1
    if !riders[index].isEmpty { riders[index] = [] }
    if let number = free.popLast() {
      mail[number] = item
      return Int64(number)
    }
    mail.append(item)
    return Int64(mail.count - 1)
  }

  /// Has a notice go with the strategy's next one, whatever that is.
  mutating func addRider(_ notice: Notice, for index: Int) { riders[index].append(notice) }

  /// Delivers a notice, and returns what the strategy wants done.
  mutating func deliver(_ index: Int, _ number: Int64, at now: Instant) -> [Desk.Command] {
    let item = mail[Int(number)]
    mail[Int(number)].isUnderWay = false
    free.append(Int(number))
    desks[index].now = now
    for rider in item.riders { tell(index, rider) }
    tell(index, item.notice)
    return takeCommands(index)
  }

  /// A desk as it will be when everything that has happened has been told.
  func settled(_ index: Int) -> Desk {
    var desk = desks[index]
    let underWay = mail.filter { $0.strategy == index && $0.isUnderWay }
    for item in underWay.sorted(by: { $0.number < $1.number }) {
      for rider in item.riders { desk.learn(rider) }
      desk.learn(item.notice)
    }
    for rider in riders[index] { desk.learn(rider) }
    return desk
  }

  private mutating func tell(_ index: Int, _ notice: Notice) {
    strategies[index].take(notice, at: &desks[index])
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

  /// Shows a strategy the book as the feed tells it, where what it sees has changed, and returns what it wants done.
  mutating func show(
    _ feed: borrowing FeedBook, to index: Int, published: Instant, at now: Instant
  ) -> [Desk.Command] {
    guard desks[index].see(feed, depth: depths[index], published: published) else { return [] }
    desks[index].now = now
    if let picture = desks[index].book {
      strategies[index].bookChanged(picture, at: &desks[index])
    }
    return takeCommands(index)
  }

  /// Tells a strategy something at once, and returns what it wants done.
  mutating func tellNow(_ notice: Notice, to index: Int, at now: Instant) -> [Desk.Command] {
    desks[index].now = now
    tell(index, notice)
    return takeCommands(index)
  }

  private mutating func takeCommands(_ index: Int) -> [Desk.Command] {
    if fault == nil, let kind = desks[index].fault {
      fault = StrategyFault(strategy: index, time: desks[index].now, kind: kind)
    }
    if desks[index].commands.isEmpty { return [] }
    var commands = spare
    spare = []
    swap(&commands, &desks[index].commands)
    return commands
  }

  /// Keeps the memory of commands that were obeyed for the next ones.
  mutating func keep(_ commands: consuming [Desk.Command]) {
    spare = commands
    spare.removeAll(keepingCapacity: true)
  }
}

extension Strategy {
  /// Is told something, which its desk learns first.
  mutating func take(_ notice: StrategyDesks.Notice, at desk: inout Desk) {
    desk.learn(notice)
    switch notice {
    case .book(let picture): bookChanged(picture, at: &desk)
    case .trade(let trade): traded(trade, at: &desk)
    case .mark(let mark, let index, _): markPublished(mark, index: index, at: &desk)
    case .funding(let rate): fundingSettled(rate, at: &desk)
    case .order(let update, _): orderUpdated(update, at: &desk)
    case .fill(let fill, _): filled(fill, at: &desk)
    case .risk(let risk): riskNoticed(risk, at: &desk)
    case .booking(let booking): cashBooked(booking, at: &desk)
    }
  }
}
