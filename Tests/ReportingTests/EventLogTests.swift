import Liquidation
import Market
import Reporting
import Simulation
import Synchronization
import TestSupport
import Testing
import Units

/// What a reader makes of an event log with nothing but its text.
@Suite("The event log alone") struct EventLogTests {
  /// One strategy that takes and one that waits in the book, in a crash.
  private func log(
    window: Range<Instant> = .zero..<Instant(nanoseconds: .max), seed: UInt64
  ) throws -> (text: String, result: RunResult, instrument: Instrument) {
    var scenario = try ScenarioFixture.quickCrash(seconds: 14, accounts: 20)
    scenario.makers.count = 2
    scenario.funding = FundingSettings(
      formula: FundingFormula(interest: Rate(partsPerMillion: 300), interval: .seconds(5)),
      sampleInterval: .seconds(1), firstSettlement: .zero + .seconds(4))
    let table = EventLogTable(
      instrument: scenario.instrument, roles: Roster(scenario: slotted(scenario)).roles)
    let bytes = Mutex(table.header)
    let log = EventLog(window: window) { event in
      bytes.withLock { table.append(event, to: &$0) }
    }
    let setup = try ScenarioRun.setup(
      scenario, seed: seed,
      strategies: [
        (Buyer(parameters: .init()), ScenarioFixture.units(700)),
        (Layers(parameters: .init()), ScenarioFixture.units(50_000)),
      ], options: RunOptions(log: log))
    let result = SeedComparison.runAlone(setup: setup, path: BuiltInPaths.stepLadder)
    return (bytes.withLock { String(decoding: $0, as: UTF8.self) }, result, scenario.instrument)
  }

  private func slotted(_ scenario: Scenario) -> Scenario {
    var scenario = scenario
    scenario.strategies = ["a", "b"].map {
      StrategySlot(name: $0, parameters: "{}", capital: .zero)
    }
    return scenario
  }

  @Test func `It rebuilds the best prices after every event and each strategy's position`() throws {
    var trades = 0
    for seed in UInt64(1)...2 {
      let (text, result, instrument) = try log(seed: seed)
      var reader = LogReader(text)
      try reader.readAll()
      #expect(reader.eventCount == Int(result.totals.events))
      #expect(reader.mismatches.isEmpty, "\(reader.mismatches.prefix(3))")
      for record in result.strategies {
        // A thousand lots are one unit of size.
        let held = try #require(record.seconds.last).size.lots * instrument.lotUnits
        #expect(reader.positions[record.account, default: 0] == held)
        #expect(reader.trades[record.account, default: 0] == record.trades.count)
        trades += record.trades.count
      }
    }
    #expect(trades > 10)
  }

  @Test func `A log that begins late begins with the book and the accounts of then`() throws {
    let window = (Instant.zero + .seconds(9))..<(Instant.zero + .seconds(11))
    let (text, result, _) = try log(window: window, seed: 1)
    var reader = LogReader(text)
    try reader.readAll()
    #expect(reader.mismatches.isEmpty, "\(reader.mismatches.prefix(3))")
    #expect(reader.eventCount > 100 && reader.eventCount < Int(result.totals.events))
    let times = text.split(separator: "\n").dropFirst().compactMap {
      Double($0.split(separator: ",")[0])
    }
    #expect(times.first == 9 && times.allSatisfy { (9..<11).contains($0) })
    #expect(times == times.sorted())
    let record = result.strategies[1]
    #expect(reader.positions[record.account, default: 0] == record.seconds[10].size.lots)
  }

  @Test func `Every column has a meaning and every row every column`() throws {
    let (text, _, instrument) = try log(seed: 1)
    let table = EventLogTable(instrument: instrument, roles: [])
    #expect(table.columns.allSatisfy { !$0.meaning.isEmpty })
    let lines = text.split(separator: "\n")
    let counts = Set(
      lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count })
    #expect(counts == [table.columns.count])
    #expect(String(lines[0]) == table.columns.map(\.header).joined(separator: ","))
  }
}

/// Buys at the start of the fall with too little margin.
private struct Buyer: Strategy {
  static var name: String { "buyer" }
  struct Parameters: Codable, Sendable {}
  init(parameters: Parameters) {}

  mutating func start(at desk: inout Desk) { desk.setTimer(0, after: .seconds(2)) }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    desk.submit(
      OrderRequest(
        side: .buy, quantity: Quantity(lots: 700), kind: .immediateOrCancel(Price(ticks: 612_000))))
  }
}

/// Shows bids and asks around the mark and moves them every second; some shrink in place, some grow.
private struct Layers: Strategy {
  static var name: String { "layers" }
  struct Parameters: Codable, Sendable {}
  var step: Int64 = 0
  init(parameters: Parameters) {}

  mutating func start(at desk: inout Desk) { desk.setTimer(0, after: .seconds(1)) }

  mutating func timerFired(_ timer: Int, at desk: inout Desk) {
    step += 1
    if let mark = desk.mark {
      for (place, order) in desk.openOrders.enumerated() {
        let distance = Int64(place / 2 + 1) * 3
        desk.replace(
          order, price: Price(ticks: mark.ticks + (place % 2 == 0 ? -distance : distance)),
          quantity: Quantity(lots: step % 3 == 0 ? 8 : 20))
      }
      if desk.openOrders.count < 8 {
        for side in [Side.buy, .sell] {
          desk.submit(
            OrderRequest(
              side: side, quantity: Quantity(lots: 20),
              kind: .limit(Price(ticks: mark.ticks - 4 * side.sign))))
        }
      }
    }
    desk.setTimer(0, after: .milliseconds(700))
  }
}

/// Reads a log by the rules of its documentation, and knows nothing else.
private struct LogReader {
  private let rows: [Substring]
  private let columns: [String: Int]
  private var orders: [String: (side: String, price: Int64, remaining: Int64)] = [:]
  private var levels: [String: [Int64: Int64]] = ["buy": [:], "sell": [:]]
  private(set) var positions: [Int: Int64] = [:]
  private(set) var trades: [Int: Int] = [:]
  private(set) var eventCount = 0
  /// Events after which the best prices, or accounts' positions, are not those that the log states.
  private(set) var mismatches: [String] = []
  /// The prices that the event being read leaves.
  private var stated: (event: String, bid: Int64?, ask: Int64?)?

  init(_ text: String) {
    rows = text.split(separator: "\n")
    let names = rows[0].split(separator: ",").map(String.init)
    columns = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  }

  private func number(_ text: Substring) -> Int64? { Int64(text.filter { $0 != "." }) }

  mutating func readAll() throws {
    let price = try #require(columns["price_quote"])
    let effectColumn = try #require(columns["effect"])
    let remaining = try #require(columns["remaining_base"])
    let size = try #require(columns["size_base"])
    let position = try #require(columns["position_base"])
    let bid = try #require(columns["bid_quote"])
    for row in rows.dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      let effect = String(cells[effectColumn])
      if effect.isEmpty {
        compare()
        eventCount += 1
        stated = (String(cells[1]), number(cells[bid]), number(cells[bid + 1]))
        continue
      }
      readOrder(
        effect, String(cells[effectColumn + 3]), side: String(cells[effectColumn + 4]),
        price: number(cells[price]) ?? 0, remaining: number(cells[remaining]) ?? 0)
      readAccount(
        effect, Int(cells[effectColumn + 1]), side: String(cells[effectColumn + 4]),
        size: number(cells[size]) ?? 0, position: number(cells[position]))
    }
    compare()
  }

  private mutating func readOrder(
    _ effect: String, _ order: String, side: String, price: Int64, remaining: Int64
  ) {
    switch effect {
    case "rested":
      take(order)
      put(order, side, price, remaining)
    case "maker", "resized", "reduced":
      guard let old = orders[order] else { return }
      take(order)
      if remaining > 0 { put(order, old.side, old.price, remaining) }
    case "taker", "cancelled", "rejected": take(order)
    default: break
    }
  }

  private mutating func put(_ order: String, _ side: String, _ price: Int64, _ size: Int64) {
    orders[order] = (side, price, size)
    levels[side]?[price, default: 0] += size
  }

  private mutating func take(_ order: String) {
    guard let old = orders.removeValue(forKey: order) else { return }
    levels[old.side]?[old.price, default: 0] -= old.remaining
    if levels[old.side]?[old.price] == 0 { levels[old.side]?[old.price] = nil }
  }

  private mutating func readAccount(
    _ effect: String, _ account: Int?, side: String, size: Int64, position: Int64?
  ) {
    guard let account else { return }
    switch effect {
    case "account": positions[account] = position
    case "maker", "taker", "transfer", "deleveraging":
      positions[account, default: 0] += side == "buy" ? size : -size
      trades[account, default: 0] += 1
      if positions[account] != position { mismatches.append("account \(account)") }
    default: break
    }
  }

  private mutating func compare() {
    guard let stated else { return }
    let bid = levels["buy"]?.keys.max()
    let ask = levels["sell"]?.keys.min()
    if bid != stated.bid || ask != stated.ask { mismatches.append("event \(stated.event)") }
  }
}
