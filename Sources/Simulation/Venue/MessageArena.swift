import Market
import Units

/// A message on its way to the book: a new order, a cancel or a replace.
package struct Message: Sendable {
  /// What the message asks for.
  package enum Kind: UInt8, Sendable {
    /// Enter the order.
    case enter
    /// Cancel it.
    case cancel
    /// Replace its price and size.
    case replace
  }

  /// The link a message came by, which decides who is told of the outcome.
  package enum Sender: UInt8, Sendable {
    /// A maker, taker, arbitrageur or the backstop provider.
    case backgroundFlow
    /// The liquidation engine.
    case engine
    /// A strategy.
    case strategy
  }

  var kind: Kind
  var sender: Sender
  var order: OrderID
  var price: Price
  var quantity: Quantity
  /// What the sender's order is to the sender: a maker's quote, a liquidation case, a strategy's order.
  var tag: Int64
  /// The next message that arrives with this one.
  var next: Int32
}

/// The messages that are under way, by number; numbers of delivered messages are used again.
package struct MessageArena: Sendable {
  private var slots: [Message] = []
  private var free: [Int32] = []

  /// Messages that arrive together, by the first and the last.
  struct Packet {
    /// Nil while there is none.
    var first: Int32?
    fileprivate var last: Int32 = -1
  }

  /// Takes in a message and gives it a number.
  mutating func add(_ message: Message) -> Int32 {
    if let number = free.popLast() {
      slots[Int(number)] = message
      return number
    }
    slots.append(message)
    return Int32(slots.count - 1)
  }

  /// The message with a number.
  subscript(number: Int32) -> Message { slots[Int(number)] }

  /// The message that arrives with this one, or -1.
  func next(of number: Int32) -> Int32 { slots[Int(number)].next }

  /// Takes in a message behind the others of a packet.
  mutating func add(_ message: Message, to packet: inout Packet) {
    let number = add(message)
    if packet.first == nil {
      packet.first = number
    } else {
      slots[Int(packet.last)].next = number
    }
    packet.last = number
  }

  /// How many messages arrive with the first one of a packet, itself included.
  func count(from first: Int32) -> Int {
    var count = 0
    var number = first
    while number >= 0 {
      count += 1
      number = slots[Int(number)].next
    }
    return count
  }

  /// Takes a delivered message out.
  mutating func remove(_ number: Int32) -> Message {
    free.append(number)
    return slots[Int(number)]
  }

  /// Messages under way.
  var count: Int { slots.count - free.count }
}
