import Margin
package import Market
package import Simulation
import Units

/// The columns of an event log, and its rows as CSV.
///
/// An event has a row of its own, in which the prices after it stand and the effect is empty, and below it a row for
/// each thing that it did to an order or an account, in order.
package struct EventLogTable: Sendable {
  /// One column: its header and what it means.
  package struct Column: Sendable {
    /// The header, unit last.
    package let header: String
    /// What its cells mean.
    package let meaning: String
  }

  private let instrument: Instrument
  private let roles: [String]
  /// The columns, in the order of the file.
  package let columns: [Column]

  /// Makes the table of a run.
  ///
  /// - Parameters:
  ///   - instrument: The contract, which says how prices, sizes and money are written.
  ///   - roles: What each account is, by its index in the ledger.
  package init(instrument: Instrument, roles: [String]) {
    self.instrument = instrument
    self.roles = roles
    let contract = ContractText(instrument)
    columns = Self.columns(money: contract.moneyUnit, size: contract.sizeUnit)
  }

  /// Every column of a linear contract with what it means, in one sentence.
  package static var words: String {
    columns(money: "quote", size: "base").map { "`\($0.header)` \($0.meaning)" }
      .joined(separator: "; ")
  }

  /// The header line.
  package var header: [UInt8] {
    Array(columns.map(\.header).joined(separator: ",").utf8) + [UInt8(ascii: "\n")]
  }

  private static func columns(money: String, size: String) -> [Column] {
    [
      Column(header: "time_s", meaning: "simulated time, to the nanosecond"),
      Column(
        header: "event", meaning: "the key of the event, empty for what stood at the beginning"),
      Column(header: "cause", meaning: "the key of the event that caused it, 0 for the scenario"),
      Column(header: "phase", meaning: "the order of work within an instant"),
      Column(header: "kind", meaning: "what kind of event"),
      Column(
        header: "target", meaning: "whom it is for: a maker, case, strategy or message by number"),
      Column(header: "a", meaning: "its first value, by kind"),
      Column(header: "b", meaning: "its second value, by kind"),
      Column(header: "effect", meaning: "what it did to an order or account, empty in its own row"),
      Column(header: "account", meaning: "the account, by its index in the ledger"),
      Column(
        header: "role", meaning: "what the account is: owner, strategy, maker, fund and so on"),
      Column(header: "order", meaning: "the order, one number for its whole life"),
      Column(header: "side", meaning: "which way the account trades, buy or sell"),
      Column(header: "price_quote", meaning: "the limit, or the price of a trade"),
      Column(header: "size_" + size, meaning: "the size: traded, put to rest or taken off"),
      Column(header: "remaining_" + size, meaning: "what is left of the order"),
      Column(header: "fee_" + money, meaning: "the fee of a trade, negative for a rebate"),
      Column(
        header: "amount_" + money, meaning: "what the account received, negative for what it paid"),
      Column(header: "position_" + size, meaning: "what the account then holds, signed"),
      Column(header: "cash_" + money, meaning: "the cash that it then has"),
      Column(header: "entry_cost_" + money, meaning: "the entry cost of what it holds"),
      Column(header: "reason", meaning: "why an order ended or was refused, or which incident"),
      Column(header: "bid_quote", meaning: "the best bid after the event, where there is one"),
      Column(header: "ask_quote", meaning: "the best ask after it"),
      Column(header: "last_quote", meaning: "the price of the last trade"),
      Column(header: "mark_quote", meaning: "the mark"),
      Column(header: "index_quote", meaning: "the index as the venue knows it"),
    ]
  }

  /// Adds the rows of an event to a file.
  package func append(_ event: LoggedEvent, to bytes: inout [UInt8]) {
    if event.entry != nil {
      begin(event, &bytes)
      for _ in 0..<14 { next(&bytes) }
      for price in [event.bid, event.ask, event.last, event.mark, event.index] {
        if let price { write(price, &bytes) }
        next(&bytes)
      }
      end(&bytes)
    }
    for effect in event.effects {
      begin(event, &bytes)
      append(effect, &bytes)
      end(&bytes)
    }
  }

  /// The cells that all rows of an event share.
  private func begin(_ event: LoggedEvent, _ bytes: inout [UInt8]) {
    write(event.time.nanoseconds, decimals: 9, &bytes)
    next(&bytes)
    guard let entry = event.entry else {
      for _ in 0..<7 { next(&bytes) }
      return
    }
    bytes += "\(entry.key),\(entry.cause),\(entry.phase),\(entry.kind),".utf8
    bytes += "\(entry.target),\(entry.a),\(entry.b),".utf8
  }

  private func append(_ effect: LoggedEffect, _ bytes: inout [UInt8]) {
    bytes += effect.kind.rawValue.utf8
    next(&bytes)
    if let account = effect.account {
      bytes += "\(account),\(roles[account])".utf8
    } else {
      next(&bytes)
    }
    next(&bytes)
    if let order = effect.order { bytes += "\(order)".utf8 }
    next(&bytes)
    if let side = effect.side { bytes += (side == .buy ? "buy" : "sell").utf8 }
    next(&bytes)
    if let price = effect.price { write(price, &bytes) }
    next(&bytes)
    for size in [effect.quantity, effect.remaining] {
      if let size { write(size, &bytes) }
      next(&bytes)
    }
    for amount in [effect.fee, effect.amount] {
      if let amount { write(amount, &bytes) }
      next(&bytes)
    }
    if let holding = effect.holding {
      write(holding.position.size, &bytes)
      next(&bytes)
      write(holding.cash, &bytes)
      next(&bytes)
      write(holding.position.entryCost, &bytes)
    } else {
      for _ in 0..<2 { next(&bytes) }
    }
    next(&bytes)
    if let reason = effect.reason { bytes += reason.utf8 }
    // Five cells of prices follow, which stand in the event's own row.
    for _ in 0..<6 { next(&bytes) }
  }

  // MARK: Cells

  /// Ends a cell.
  private func next(_ bytes: inout [UInt8]) { bytes.append(UInt8(ascii: ",")) }

  /// Ends a row, in place of the comma behind its last cell.
  private func end(_ bytes: inout [UInt8]) { bytes[bytes.count - 1] = UInt8(ascii: "\n") }

  private func write(_ price: Price, _ bytes: inout [UInt8]) {
    write(price.ticks * instrument.tickUnits, decimals: instrument.priceDecimals, &bytes)
  }

  private func write(_ size: Quantity, _ bytes: inout [UInt8]) {
    write(size.lots * instrument.lotUnits, decimals: instrument.quantityDecimals, &bytes)
  }

  private func write(_ amount: Money, _ bytes: inout [UInt8]) {
    write(amount.atoms, decimals: instrument.moneyDecimals, &bytes)
  }

  /// A number of units of the last decimal, exact.
  private func write(_ units: Int64, decimals: Int, _ bytes: inout [UInt8]) {
    bytes += FixedDecimal(units: Int128(units), decimals: decimals).text.utf8
  }
}
