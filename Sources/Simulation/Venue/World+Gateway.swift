import Kernel
import Market
import Units

/// The way in: messages queue at the gateway, then reach the book.
extension World {
  /// Gives each message of a packet its turn at the gateway.
  ///
  /// Most turns are over before anything else happens. Such a message reaches the book at once, under the key
  /// and in the place of the event that it is.
  mutating func queueAtGateway(first: Int32) {
    let arrival = now
    let cause = eventKey
    var number = first
    var key = timeline.reserveKeys(messages.count(from: first))
    while number >= 0 {
      let next = messages.next(of: number)
      let event = Event(
        time: venue.gateway.completion(arrival: arrival), phase: Phase.matching.rawValue,
        kind: EventKind.matching.rawValue, place: place.number, target: UInt32(number), a: 0, b: 0,
        cause: cause,
        sequence: key)
      if isNext(event.time) {
        deliverNow(event, message: number)
      } else {
        timeline.pushReserved(event)
      }
      key += 1
      number = next
    }
  }

  /// Lets a message act on the book and books what came of it.
  mutating func deliver(message number: Int32) {
    let message = messages.remove(number)
    record.totals.messages += 1
    let before = touch()
    if isLogged { logMessage(message) }
    if message.sender == .engine { noteArrival(case: Int(message.tag)) }
    if message.sender == .strategy, !strategyMayEnter(message) { return }
    if here.book.isReplayed { here.book.time = now }
    switch message.kind {
    case .enter: here.book.enter(message.order)
    case .replace:
      here.book.replace(message.order, price: message.price, quantity: message.quantity)
    case .cancel: here.book.cancel(message.order)
    }
    absorbEffects(of: message)
    noteTouch(before: before)
    if message.sender == .engine { finishAttempt(case: Int(message.tag)) }
  }

  /// A triggered stop order enters the book.
  mutating func enterStop(rawOrder: Int64) {
    let order = OrderID(rawValue: UInt64(bitPattern: rawOrder))
    // The stop may have been cancelled after it was triggered.
    guard here.book.state(of: order) == .inFlight else { return }
    let before = touch()
    if here.book.isReplayed { here.book.time = now }
    here.book.enter(order)
    absorbEffects(of: nil)
    noteTouch(before: before)
  }
}
