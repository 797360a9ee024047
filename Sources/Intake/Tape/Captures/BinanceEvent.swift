/// What one message of Binance says, of any of the streams that a tape is made from.
///
/// Source: developers.binance.com, websocket streams: partial and differential book depth, trade, aggregate trade,
/// individual symbol book ticker, mark price, liquidation order.
struct BinanceEvent {
  /// `e`: what kind of message it is.
  var kind: JSONText?
  var symbol: JSONText?
  /// `E`, in nanoseconds.
  var eventTime: Int64?
  /// `T`, in nanoseconds.
  var matchTime: Int64?
  /// `U`, `u` and `pu` of a difference; `u` of a quote.
  var first: Int64?
  var last: Int64?
  var previous: Int64?
  /// `lastUpdateId` of a snapshot.
  var snapshotNumber: Int64?
  /// `t` of a trade, `a` of an aggregate trade.
  var id: Int64?
  var price: Int64?
  var size: Int64?
  var isBuyerMaker: Bool?
  /// Whether `X` of a trade says that it was no match in the market.
  var isOutsideMarket = false
  /// `b`, `B`, `a`, `A` of a quote.
  var bid: Int64?
  var bidSize: Int64?
  var ask: Int64?
  var askSize: Int64?
  /// `i` and `r` of a mark price.
  var index: Int64?
  var rate: Int64?
  /// `S` of a forced order.
  var isBuy: Bool?
  /// The time of what happened, in nanoseconds: of the match where it is known.
  var time: Int64? { matchTime ?? eventTime }

  /// Reads a message.
  ///
  /// - Parameters:
  ///   - cursor: At the object.
  ///   - levels: Gets the levels of a book.
  ///   - depth: How many objects of the message it is in; there are at most two, so that nothing recurses far.
  init(
    _ cursor: inout JSONCursor, levels: inout [CaptureLevel], depth: Int = 0
  ) throws(JSONFault) {
    try cursor.openObject()
    var isFirst = true
    while let key = try cursor.key(&isFirst) {
      if let byte = key.onlyByte {
        try read(byte, &cursor, &levels, depth)
      } else if key.isText("pu") {
        previous = try cursor.whole()
      } else if key.isText("data"), depth == 0, cursor.peek() == UInt8(ascii: "{") {
        self = try BinanceEvent(&cursor, levels: &levels, depth: 1)
      } else if key.isText("lastUpdateId") {
        snapshotNumber = try cursor.whole()
      } else if key.isText("bids") {
        try Self.read(&cursor, isBid: true, into: &levels)
      } else if key.isText("asks") {
        try Self.read(&cursor, isBid: false, into: &levels)
      } else if key.isText("symbol") {
        symbol = try cursor.text()
      } else {
        try cursor.skip()
      }
    }
  }

  private mutating func read(
    _ key: UInt8, _ cursor: inout JSONCursor, _ levels: inout [CaptureLevel], _ depth: Int
  ) throws(JSONFault) {
    switch key {
    case UInt8(ascii: "e"): kind = try cursor.text()
    case UInt8(ascii: "E"): eventTime = try cursor.time()
    case UInt8(ascii: "T"): matchTime = try cursor.time()
    case UInt8(ascii: "s"): symbol = try cursor.text()
    case UInt8(ascii: "U"): first = try cursor.whole()
    case UInt8(ascii: "u"): last = try cursor.whole()
    case UInt8(ascii: "t"): id = try cursor.whole()
    case UInt8(ascii: "p"): price = try cursor.decimal()
    case UInt8(ascii: "q"): size = try cursor.decimal()
    case UInt8(ascii: "m"): isBuyerMaker = try cursor.boolean()
    case UInt8(ascii: "X"): isOutsideMarket = !(try cursor.text()).isText("MARKET")
    case UInt8(ascii: "B"): bidSize = try cursor.decimal()
    case UInt8(ascii: "A"): askSize = try cursor.decimal()
    case UInt8(ascii: "i") where cursor.peek() == UInt8(ascii: "\""): index = try cursor.decimal()
    case UInt8(ascii: "r") where cursor.peek() == UInt8(ascii: "\""):
      rate = try cursor.decimal(12)
    case UInt8(ascii: "S"): isBuy = (try cursor.text()).isText("BUY")
    case UInt8(ascii: "b"):
      if cursor.peek() == UInt8(ascii: "[") {
        try Self.read(&cursor, isBid: true, into: &levels)
      } else if cursor.peek() == UInt8(ascii: "\"") {
        bid = try cursor.decimal()
      } else {
        try cursor.skip()
      }
    case UInt8(ascii: "a"):
      if cursor.peek() == UInt8(ascii: "[") {
        try Self.read(&cursor, isBid: false, into: &levels)
      } else if cursor.peek() == UInt8(ascii: "\"") {
        ask = try cursor.decimal()
      } else {
        id = try cursor.whole()
      }
    case UInt8(ascii: "o") where depth < 2 && cursor.peek() == UInt8(ascii: "{"):
      let (kind, eventTime) = (kind, eventTime)
      self = try BinanceEvent(&cursor, levels: &levels, depth: 2)
      (self.kind, self.eventTime) = (kind, eventTime)
    default: try cursor.skip()
    }
  }

  /// Reads `[["61773.6","1001"],...]`.
  static func read(
    _ cursor: inout JSONCursor, isBid: Bool, into levels: inout [CaptureLevel]
  ) throws(JSONFault) {
    try cursor.openList()
    var isFirst = true
    while try cursor.hasElement(&isFirst) {
      try cursor.openList()
      var isFirstNumber = true
      guard try cursor.hasElement(&isFirstNumber) else { throw cursor.fault("a price") }
      let price = try cursor.decimal()
      guard price > 0 else { throw cursor.fault("a price above 0 before this") }
      guard try cursor.hasElement(&isFirstNumber) else { throw cursor.fault("a size") }
      let size = try cursor.decimal()
      guard size >= 0 else { throw cursor.fault("a size of 0 or more before this") }
      while try cursor.hasElement(&isFirstNumber) { try cursor.skip() }
      levels.append(CaptureLevel(isBid: isBid, price: price, size: size))
    }
  }
}
