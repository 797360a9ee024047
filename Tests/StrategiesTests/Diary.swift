import Simulation
import Synchronization
import Units

/// What strategies of a test write down; shared on purpose, and never read by them.
final class Diary: Sendable {
  private let pages = Mutex<[Entry]>([])

  /// One callback.
  struct Entry: Sendable {
    var toldAt: Instant
    var happenedAt: Instant?
    /// The position as the desk knows it then.
    var position: Quantity
    var event: Event
  }

  /// What was told.
  enum Event: Sendable, Equatable {
    case book(BookPicture)
    case trade(TradeNotice)
    case fill(OwnFill)
    case order(OrderUpdate)
    case risk(RiskNotice)

    var isRisk: Bool { if case .risk = self { true } else { false } }
  }

  func write(_ event: Event, at desk: Desk, happenedAt: Instant? = nil) {
    let entry = Entry(
      toldAt: desk.now, happenedAt: happenedAt, position: desk.position, event: event)
    pages.withLock { $0.append(entry) }
  }

  /// Everything so far, in order.
  var entries: [Entry] { pages.withLock { $0 } }

  /// The strategy's own fills.
  var fills: [OwnFill] {
    entries.compactMap { if case .fill(let fill) = $0.event { fill } else { nil } }
  }

  /// What the venue did to the account.
  var risks: [RiskNotice] {
    entries.compactMap { if case .risk(let notice) = $0.event { notice } else { nil } }
  }
}

/// Passes everything on to a strategy and writes it down first.
struct Watched<Inner: Strategy>: Strategy {
  static var name: String { Inner.name }

  var inner: Inner
  let diary: Diary?

  init(parameters: Inner.Parameters) {
    inner = Inner(parameters: parameters)
    diary = nil
  }

  init(_ inner: Inner, diary: Diary) {
    self.inner = inner
    self.diary = diary
  }

  mutating func start(at desk: inout Desk) { inner.start(at: &desk) }

  mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
    diary?.write(.book(book), at: desk, happenedAt: book.published)
    inner.bookChanged(book, at: &desk)
  }

  mutating func traded(_ trade: TradeNotice, at desk: inout Desk) {
    diary?.write(.trade(trade), at: desk, happenedAt: trade.time)
    inner.traded(trade, at: &desk)
  }

  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    inner.markPublished(mark, index: index, at: &desk)
  }

  mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) {
    diary?.write(.order(update), at: desk)
    inner.orderUpdated(update, at: &desk)
  }

  mutating func filled(_ fill: OwnFill, at desk: inout Desk) {
    diary?.write(.fill(fill), at: desk)
    inner.filled(fill, at: &desk)
  }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    inner.timerFired(timer, at: &desk)
  }

  mutating func riskNoticed(_ notice: RiskNotice, at desk: inout Desk) {
    diary?.write(.risk(notice), at: desk)
    inner.riskNoticed(notice, at: &desk)
  }
}

/// Sees everything and does nothing.
struct Idle: Strategy {
  static var name: String { "idle" }
  struct Parameters: Codable, Sendable {}
  init(parameters: Parameters) {}
}
