import Market
import Testing
import Units

/// A market story as a table: one line for each step, what came of it behind the bar.
///
///     a1: Ann sells 5 at 101          | a1 rests 5 at 101
///     b1: Bob buys 3                  | b1 takes 3 at 101 from a1
///     cancel a1                       | a1 loses 2 (requested)
///
/// Terms behind an order: `post`, `slide`, `reduce`, `ioc`, `fok`, `stop 99`, `keep` (self-trade cancels
/// the incoming order), `both` (it cancels both).
struct OrderBookStory: ~Copyable {
  var book: OrderBook
  private var handles: [String: OrderID] = [:]
  private var names: [OrderID: String] = [:]

  init(_ instrument: Instrument) { book = OrderBook(instrument: instrument, orderCapacity: 1) }

  /// The owner that a name stands for: by its first letter.
  static func owner(_ name: String) -> OwnerID {
    OwnerID(Int32(name.utf8.first.map { $0 & 31 } ?? 0))
  }

  /// Plays a story and reports each line that came out otherwise.
  mutating func play(_ story: String, _ location: SourceLocation = #_sourceLocation) {
    for line in story.split(separator: "\n") {
      let halves = line.split(separator: "|", omittingEmptySubsequences: false)
      let words = halves[0].split(separator: " ").map(String.init)
      let expected = halves[1].split(separator: " ").joined(separator: " ")
      step(words)
      let names = names
      let effects = book.effects.map { Self.describe($0, names) }.joined(separator: "; ")
      #expect(effects == expected, "\(line)", sourceLocation: location)
      book.checkInvariants()
    }
  }

  private mutating func step(_ words: [String]) {
    switch words[0] {
    case "cancel": book.cancel(handle(words[1]))
    case "cancel-all": book.cancelAll(of: Self.owner(words[1]), .liquidation)
    case "enter": book.enter(handle(words[1]))
    case "replace":
      book.replace(
        handle(words[1]), price: Price(ticks: number(words, after: "at")),
        quantity: Quantity(lots: number(words, after: "by")))
    case "send": send(Array(words.dropFirst()), arrives: false)
    default: send(words, arrives: true)
    }
  }

  private mutating func send(_ words: [String], arrives: Bool) {
    let name = String(words[0].dropLast())
    let id = book.prepare(ticket(words))
    handles[name] = id
    names[id] = name
    if arrives { book.enter(id) }
  }

  private func ticket(_ words: [String]) -> OrderTicket {
    let owner = Self.owner(words[1])
    let side: Side = words[2] == "buys" ? .buy : .sell
    let quantity = Quantity(lots: Int64(words[3]) ?? 0)
    var flags: OrderTicket.Flags = []
    if words.contains("post") { flags.insert(.postOnly) }
    if words.contains("slide") { flags.insert(.postOnlySlide) }
    if words.contains("reduce") { flags.insert(.reduceOnly) }
    let selfTrade: OrderTicket.SelfTrade =
      words.contains("keep")
      ? .cancelIncoming : words.contains("both") ? .cancelBoth : .cancelResting
    let life: OrderTicket.TimeInForce =
      words.contains("fok")
      ? .fillOrKill : words.contains("ioc") ? .immediateOrCancel : .goodTilCancelled
    let price = Price(ticks: number(words, after: "at"))
    let trigger = Price(ticks: number(words, after: "stop"))
    switch (words.contains("at"), words.contains("stop")) {
    case (true, false):
      return .limit(
        owner: owner, side: side, price: price, quantity: quantity, timeInForce: life,
        flags: flags, selfTrade: selfTrade)
    case (false, false):
      return .market(
        owner: owner, side: side, quantity: quantity, timeInForce: life, flags: flags,
        selfTrade: selfTrade)
    case (true, true):
      return .stopLimit(
        owner: owner, side: side, triggerPrice: trigger, price: price, quantity: quantity,
        timeInForce: life, flags: flags, selfTrade: selfTrade)
    case (false, true):
      return .stop(
        owner: owner, side: side, triggerPrice: trigger, quantity: quantity, flags: flags,
        selfTrade: selfTrade)
    }
  }

  private func number(_ words: [String], after word: String) -> Int64 {
    guard let place = words.firstIndex(of: word), place + 1 < words.count else { return 0 }
    return Int64(words[place + 1]) ?? 0
  }

  private func handle(_ name: String) -> OrderID { handles[name] ?? OrderID(rawValue: .max) }

  private static func describe(_ effect: BookEffect, _ names: [OrderID: String]) -> String {
    func name(_ id: OrderID) -> String { names[id] ?? "?" }
    return switch effect {
    case .rested(let report):
      "\(name(report.order)) rests \(report.remaining.lots) at \(report.price?.ticks ?? 0)"
    case .armed(let report): "\(name(report.order)) waits"
    case .triggered(let report): "\(name(report.order)) is triggered"
    case .filled(let fill):
      "\(name(fill.taker)) takes \(fill.quantity.lots) at \(fill.price.ticks) from \(name(fill.maker))"
    case .reduced(let report, let reason):
      "\(name(report.order)) is cut to \(report.remaining.lots) (\(reason))"
    case .cancelled(let report, let reason):
      "\(name(report.order)) loses \(report.quantity.lots) (\(reason))"
    case .rejected(let report, let reason): "\(name(report.order)) is rejected (\(reason))"
    case .resized(let report): "\(name(report.order)) shrinks to \(report.remaining.lots)"
    case .refused(let order, let refusal): "\(name(order)) refuses (\(refusal))"
    }
  }
}
