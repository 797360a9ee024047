import Market

/// The columns of a tape before they are trusted.
struct TapeColumns {
  /// The messages.
  let messages: UnsafeBufferPointer<TapeMessage>
  /// The rows.
  let rows: UnsafeBufferPointer<TapeRow>
  /// The order by the venue's clock.
  let order: UnsafeBufferPointer<UInt32>

  /// What is wrong with them, in words; nothing where they are those of a tape.
  var fault: String? { messageFault ?? rowFault ?? orderFault }

  private var messageFault: String? {
    guard !messages.isEmpty else { return "no message" }
    var end: Int64 = 0
    var arrival = Int64.min
    for message in messages {
      guard message.rowsEnd >= end, message.arrivalTime >= arrival else {
        return "messages out of order"
      }
      guard TimeUnit.nanoseconds.isPlausible(message.exchangeTime),
        TimeUnit.nanoseconds.isPlausible(message.arrivalTime)
      else { return "a time that is not in the years 2000 to 2099" }
      (end, arrival) = (message.rowsEnd, message.arrivalTime)
    }
    return end == Int64(rows.count) ? nil : "rows of no message"
  }

  private var rowFault: String? {
    let priced = TapeCodes.priced
    let known = TapeCodes.known
    for row in rows {
      let bit = UInt32(1) << UInt32(row.code)
      guard row.code < 32, known & bit != 0 else { return "a row of no kind" }
      guard priced & bit == 0 || (row.ticks > 0 && row.amount >= 0) else {
        return "a row without a price"
      }
    }
    return nil
  }

  private var orderFault: String? {
    if order.isEmpty {
      var time = Int64.min
      for message in messages {
        if message.exchangeTime < time { return "no order by the venue's clock" }
        time = message.exchangeTime
      }
      return nil
    }
    guard order.count == messages.count else { return "an order of other messages" }
    var seen = [Bool](repeating: false, count: order.count)
    var (time, last) = (Int64.min, UInt32(0))
    for number in order {
      guard Int(number) < seen.count, !seen[Int(number)],
        (messages[Int(number)].exchangeTime, number) >= (time, last)
      else { return "no order by the venue's clock" }
      seen[Int(number)] = true
      (time, last) = (messages[Int(number)].exchangeTime, number)
    }
    return nil
  }
}

/// The codes of rows as sets of bits.
enum TapeCodes {
  /// All kinds.
  static var known: UInt32 { TapeRow.Kind.allCases.reduce(0) { $0 | 1 << UInt32($1.rawValue) } }
  /// The kinds that stand in ticks and lots.
  static var priced: UInt32 {
    TapeRow.Kind.allCases.reduce(0) { $1.hasPrice ? $0 | 1 << UInt32($1.rawValue) : $0 }
  }
}
