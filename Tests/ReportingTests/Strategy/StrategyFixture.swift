import Market
import Reporting
import Simulation
import Units

/// Records of strategies made by hand, on the toy contract: tick 0.1, lot 0.001, capital 1,000 quote.
enum StrategyFixture {
  static let capital = ReportFixture.quote(1000)

  /// Money from atoms and whole units, to write 3.3003 as (3, 300_300).
  static func money(_ units: Int64, _ atoms: Int64 = 0) -> Money {
    Money(atoms: units * 1_000_000 + atoms)
  }

  /// A second in which nothing is held.
  static func sample(_ second: Int, equity: Money, index: Int64 = 600_000) -> StrategySample {
    StrategySample(
      second: second, size: .zero, cash: equity, entryCost: .zero, equityAtMark: equity,
      equityAtIndex: equity, requirement: .zero, mark: Price(ticks: index),
      index: Price(ticks: index), liquidationPrice: nil, feesPaid: .zero, rebates: .zero,
      funding: .zero, penalties: .zero, adjustments: .zero, turnover: .zero, restingOrders: 0)
  }

  /// A trade of 0.1 of the base at a price in ticks.
  static func trade(
    _ kind: StrategyTrade.Kind, _ side: Side, at second: Int64, price: Int64, position: Int64,
    doubledMid: Int64? = nil, later: [Int64?] = [nil, nil, nil, nil], lots: Int64 = 100,
    realised: Money = .zero
  ) -> StrategyTrade {
    StrategyTrade(
      time: ReportFixture.at(second), event: UInt64(second), kind: kind, order: 0, side: side,
      price: Price(ticks: price), quantity: Quantity(lots: lots), fee: .zero,
      position: Quantity(lots: position), realised: realised, doubledMid: doubledMid,
      index: Price(ticks: 600_000), rested: kind == .maker ? .seconds(5) : nil,
      doubledMidsLater: later)
  }

  /// A round trip: buys 0.1 at 60,000 as taker in second 10 for a fee of 3, sells at 60,060 as maker in second 40 for a
  /// rebate of 0.3003, while the index goes from 60,000 to 60,060.
  static func roundTrip() -> StrategyRecord {
    var record = StrategyRecord(strategy: 0, account: 1000, capital: capital)
    record.trades = [
      trade(
        .taker, .buy, at: 10, price: 600_000, position: 100, doubledMid: 1_199_999,
        later: [1_200_001, 1_200_060, nil, 1_201_200]),
      trade(
        .maker, .sell, at: 40, price: 600_600, position: 0, doubledMid: 1_201_140,
        later: [1_201_140, 1_201_200, 1_201_320, nil], realised: money(6)),
    ]
    record.seconds = (0..<60).map { second in
      let isSold = second >= 40
      var sample = sample(
        second, equity: second < 10 ? capital : isSold ? money(1003, 300_300) : money(997),
        index: isSold ? 600_600 : 600_000)
      if second >= 10 {
        sample.feesPaid = money(3)
        sample.turnover = isSold ? money(12_006) : money(6000)
      }
      if isSold { sample.rebates = money(0, 300_300) }
      if second >= 10 && !isSold {
        sample.size = Quantity(lots: 100)
        sample.cash = money(997)
        sample.entryCost = money(-6000)
        sample.liquidationPrice = Price(ticks: second == 20 ? 595_000 : 503_000)
        sample.requirement = money(30)
      }
      return sample
    }
    record.orders.sent = 3
    record.orders.lotsEntered = 300
    record.orders.lotsFilled = 200
    record.orders.lotsFilledAsMaker = 100
    record.orders.queueLotTime = 100 * 5_000_000_000
    record.wealth = money(1003, 300_300)
    return record
  }

  /// A record that ends with a profit, of one order that traded.
  static func ending(_ strategy: Int, profit: Money, capital: Money = capital) -> StrategyRecord {
    var record = StrategyRecord(strategy: strategy, account: 1000 + strategy, capital: capital)
    record.orders.sent = 1
    record.orders.lotsEntered = 1
    record.orders.lotsFilled = 1
    record.seconds = (0..<60).map {
      sample($0, equity: capital + Money(atoms: profit.atoms * Int64($0 + 1) / 60))
    }
    record.wealth = capital + profit
    return record
  }

  /// The comparison of the report fixture with a strategy whose profits are given by seed, in whole units.
  static func comparison(
    market: [Int64], ladder: [Int64], control: [Int64]
  ) throws -> Comparison {
    let kept = [Int64](repeating: 500, count: market.count)
    var comparison = try ReportFixture.comparison(kept: (kept, kept), draw: (kept, kept))
    comparison.scenario.strategies = [
      StrategySlot(name: "toy-maker", parameters: "{\"lots\":5}", capital: capital)
    ]
    for place in comparison.runs.indices {
      let seed = Int(comparison.runs[place].seed) - 1
      let profit =
        switch comparison.runs[place].path {
        case "market-order": market[seed]
        case "step-ladder": ladder[seed]
        default: control[seed]
        }
      comparison.runs[place].strategies = [ending(0, profit: money(profit))]
    }
    return comparison
  }

  /// One seed along one path in which the round trip is made.
  static func roundTripRun() throws -> Comparison {
    var comparison = try comparison(market: [0], ladder: [0], control: [0])
    comparison.runs.removeAll { $0.path == "step-ladder" }
    comparison.paths.remove(at: 1)
    for place in comparison.runs.indices { comparison.runs[place].strategies = [roundTrip()] }
    return comparison
  }

  /// A file of a report as text.
  static func text(_ name: String, in report: Report) -> String {
    report.files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  /// The cells of the row of `strategies.csv` with these words, by header.
  static func row(_ words: [String], in report: Report) -> [String: String] {
    let table = CSVRows(text("strategies.csv", in: report))
    let row = table.rows.first { Array($0.prefix(words.count)) == words } ?? []
    return Dictionary(zip(table.header, row)) { first, _ in first }
  }
}
