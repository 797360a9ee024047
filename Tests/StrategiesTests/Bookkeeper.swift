import Stepladder
import Synchronization

/// Sends orders on a clock, and writes down what its desk knows whenever it is told something.
struct Bookkeeper: Strategy {
  static var name: String { "bookkeeper" }

  /// What it sends and when.
  struct Parameters: Codable, Sendable {
    var orders: [Timed] = []
  }

  /// An order and its time.
  struct Timed: Codable, Sendable {
    var milliseconds: Int64
    /// Lots bought, or minus the lots sold, at market.
    var lots: Int64
  }

  /// What a desk knew.
  final class Pages: Sendable {
    private let desks = Mutex<[Desk]>([])
    private let bookings = Mutex<[CashBooking]>([])
    private let risks = Mutex<[RiskNotice]>([])

    func write(_ desk: Desk) { desks.withLock { $0.append(desk) } }
    func write(_ booking: CashBooking) { bookings.withLock { $0.append(booking) } }
    func write(_ risk: RiskNotice) { risks.withLock { $0.append(risk) } }

    /// The desk after each notice.
    var all: [Desk] { desks.withLock { $0 } }
    var allBookings: [CashBooking] { bookings.withLock { $0 } }
    var allRisks: [RiskNotice] { risks.withLock { $0 } }
  }

  let parameters: Parameters
  let pages: Pages

  init(parameters: Parameters) { self.init(parameters.orders, Pages()) }

  init(_ orders: [Timed], _ pages: Pages) {
    parameters = Parameters(orders: orders)
    self.pages = pages
  }

  mutating func start(at desk: inout Desk) {
    for (index, order) in parameters.orders.enumerated() {
      desk.setTimer(index, after: .milliseconds(order.milliseconds))
    }
  }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    let lots = parameters.orders[timer].lots
    desk.submit(
      OrderRequest(
        side: lots > 0 ? .buy : .sell, quantity: Quantity(lots: abs(lots)), kind: .market))
  }

  mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) { pages.write(desk) }
  mutating func markPublished(_ mark: Price, index: Price, at desk: inout Desk) {
    pages.write(desk)
  }
  mutating func filled(_ fill: OwnFill, at desk: inout Desk) { pages.write(desk) }
  mutating func orderUpdated(_ update: OrderUpdate, at desk: inout Desk) { pages.write(desk) }
  mutating func riskNoticed(_ notice: RiskNotice, at desk: inout Desk) {
    pages.write(notice)
    pages.write(desk)
  }
  mutating func cashBooked(_ booking: CashBooking, at desk: inout Desk) {
    pages.write(booking)
    pages.write(desk)
  }
}

/// Rests orders at the start and lets them stand.
struct Resting: Strategy {
  static var name: String { "resting" }

  /// The orders: ticks and lots, bought where positive.
  struct Parameters: Codable, Sendable {
    var orders: [[Int64]] = []
  }

  let parameters: Parameters
  init(parameters: Parameters) { self.parameters = parameters }
  init(_ orders: [[Int64]]) { parameters = Parameters(orders: orders) }

  mutating func start(at desk: inout Desk) {
    for order in parameters.orders {
      desk.submit(
        OrderRequest(
          side: order[1] > 0 ? .buy : .sell, quantity: Quantity(lots: abs(order[1])),
          kind: .postOnly(Price(ticks: order[0]))))
    }
  }
}
