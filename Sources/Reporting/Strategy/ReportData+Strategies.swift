import Market
import Simulation
import Units

/// The files of strategies: every figure by seed and path, and of single runs equity and trades.
extension ReportData {
  /// The files of strategies; none where no strategy was recorded.
  var strategyFiles: [ReportFile] {
    guard let strategies else { return [] }
    return [
      ReportFile(name: "strategies.csv", bytes: table(of: strategies)),
      ReportFile(name: "strategy-equity.csv", bytes: equity(of: strategies)),
      ReportFile(name: "strategy-trades.csv", bytes: trades(of: strategies)),
    ]
  }

  /// The figures of `strategies.csv`: few where several comparisons share the bounds of a compact report.
  ///
  /// Comparisons that share the file have the same columns, whatever their strategies are held against.
  private func measures(of strategies: StrategySheet) -> [StrategyMeasure] {
    if sharers == 1 { return StrategyMeasure.all(against: strategies.benchmark) }
    return extent == .full
      ? StrategyMeasure.all : StrategyMeasure.few.compactMap(StrategyMeasure.named)
  }

  /// One row for each seed, path and strategy with the figures of its tear sheet, and where one is not held against the
  /// index, what it is held against.
  func table(of strategies: StrategySheet) -> [UInt8] {
    let measures = measures(of: strategies)
    let namesBenchmark = sharers == 1 && strategies.benchmark != .index
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn("path", .text), CSVColumn("strategy", .text),
      ] + (namesBenchmark ? [CSVColumn("benchmark", .text)] : [])
        + measures.map { CSVColumn($0.header(for: sheet.contract), .decimal) })
    for (place, seed) in comparison.seeds.enumerated() {
      for path in sheet.paths {
        for strategy in strategies.places {
          guard let tearSheet = strategies.sheet(strategy, path, seed: place) else { continue }
          var row: [CSVCell] = [
            .text(String(seed)), .text(path), .text(strategies.names[strategy]),
          ]
          if namesBenchmark { row.append(.text(strategies.benchmarks[strategy].name)) }
          table.append(row + measures.map { text.cell($0.value(tearSheet)) })
        }
      }
    }
    return table.bytes
  }

  /// The files of single strategies, whose rows are long, aim at no more than this; `nil` without a bound.
  var strategyRowsMax: Int? { extent.rowsMax.map { $0 * 3 / 8 / sharers } }

  /// The seconds from one row of equity to the next: 1, 2, 5, 10, 20 and so on.
  var equityStep: Int {
    guard let strategyRowsMax else { return 1 }
    let rows = priceRuns.reduce(0) { sum, run in
      run.strategies.reduce(sum) { $0 + $1.seconds.count }
    }
    return ReportExtent.step(of: rows, most: strategyRowsMax)
  }

  /// The runs of the file of trades: whole seeds, as many as fit.
  var tradeRuns: Kept {
    leading(bound: strategyRowsMax) { run in run.strategies.reduce(0) { $0 + $1.trades.count } }
  }

  /// One row for each simulated second, strategy and path of the first seed, fewer in long runs.
  private func equity(of strategies: StrategySheet) -> [UInt8] {
    let amounts: [(name: String, value: (StrategySample) -> Money)] = [
      ("cash", \.cash), ("entry_cost", \.entryCost), ("equity_at_mark", \.equityAtMark),
      ("equity_at_index", \.equityAtIndex), ("maintenance_margin", \.requirement),
      ("fees", \.feesPaid), ("rebates", \.rebates), ("funding", \.funding),
      ("penalties", \.penalties), ("adjustments", \.adjustments), ("turnover", \.turnover),
    ]
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn("path", .text), CSVColumn("strategy", .text),
        CSVColumn("second", .integer), text.sizeColumn("position"),
        CSVColumn("mark_quote", .decimal), CSVColumn("index_quote", .decimal),
        CSVColumn("liquidation_price_quote", .decimal),
      ] + amounts.map { text.moneyColumn($0.name) } + [CSVColumn("resting_orders", .integer)])
    let step = equityStep
    for run in priceRuns {
      for record in run.strategies {
        for sample in record.seconds where (sample.second + 1) % step == 0 {
          let start: [CSVCell] = [
            .text(String(run.seed)), .text(run.path), .text(strategies.names[record.strategy]),
            .count(sample.second), text.cell(sample.size), text.cell(sample.mark),
            text.cell(sample.index), text.cell(sample.liquidationPrice),
          ]
          table.append(
            start + amounts.map { text.cell($0.value(sample)) } + [.count(sample.restingOrders)])
        }
      }
    }
    return table.bytes
  }

  /// One row for each change of a strategy's position, as they were booked.
  private func trades(of strategies: StrategySheet) -> [UInt8] {
    let horizons = StrategyTrade.horizons.indices.map { place in
      "mid_after_" + StrategyMeasure.words(place).replacing(" ", with: "") + "_quote"
    }
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn("path", .text), CSVColumn("strategy", .text),
        CSVColumn("time_s", .decimal), CSVColumn("event", .text), CSVColumn("kind", .text),
        CSVColumn("order", .text), CSVColumn("side", .text), CSVColumn("price_quote", .decimal),
        text.sizeColumn("quantity"), text.moneyColumn("fee"), text.sizeColumn("position"),
        text.moneyColumn("realised"), CSVColumn("index_quote", .decimal),
        CSVColumn("rested_s", .decimal), CSVColumn("mid_before_quote", .decimal),
      ] + horizons.map { CSVColumn($0, .decimal) })
    for run in tradeRuns.runs {
      for record in run.strategies {
        for trade in record.trades {
          var row: [CSVCell] = [
            .text(String(run.seed)), .text(run.path), .text(strategies.names[record.strategy]),
            .seconds(trade.time), .text(String(trade.event)), .text(trade.kind.rawValue),
            .text(trade.order.map { String($0) } ?? ""), .text(trade.side == .buy ? "buy" : "sell"),
            text.cell(trade.price), text.cell(trade.quantity), text.cell(trade.fee),
            text.cell(trade.position), text.cell(trade.realised), text.cell(trade.index),
          ]
          row.append(
            trade.rested.map { .seconds(Instant(nanoseconds: $0.nanoseconds)) } ?? .missing)
          row += ([trade.doubledMid] + trade.doubledMidsLater).map { text.cell(doubledMid: $0) }
          table.append(row)
        }
      }
    }
    return table.bytes
  }
}

extension ContractText {
  /// Half of a doubled mid in ticks, exact with a decimal more than prices have.
  func cell(doubledMid: Int64?) -> CSVCell {
    guard let doubledMid else { return .missing }
    let whole = decimal(Price(ticks: doubledMid))
    // Half of n units of one decimal are 5 n of the next.
    return .decimal(FixedDecimal(units: whole.units * 5, decimals: whole.decimals + 1))
  }
}
