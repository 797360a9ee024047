import Market
import Simulation
import Units

/// What one strategy did in one run, in numbers: a function of its record, the contract and the length of the run.
///
/// Money is exact. Equity is at the index, which is the same along every path and under every rulebook; distances to
/// liquidation go by the mark, by which the venue judges.
struct TearSheet: Sendable {
  /// What the account was given.
  let capital: Money
  /// What it has at the end, at the index, debts settled.
  let wealth: Money
  /// The account at the end of the last second; nil where the run was shorter.
  let last: Last?
  let drawdown: Drawdown
  let bucketSeconds: Int
  let ratios: ReturnRatios?
  let fit: BenchmarkFit?
  /// The profit as a share of the capital; nil without capital.
  let totalReturn: Double?
  /// What a position of the index worth the capital has won by the end, as a share of the capital.
  let indexReturn: Double?
  /// What the benchmark has won by the end, as a share of its capital; nil where it had none.
  let benchmarkReturn: Double?
  let inventory: Inventory
  /// The mean over seconds of the position's notional at the index over the capital.
  let exposure: Double?
  let orders: StrategyOrders
  /// How many changes of the position there were, of each kind.
  let trades: [StrategyTrade.Kind: Int]
  let closing: ClosingTrades
  /// The markouts of trades in the book by whether the account made or took, then by horizon.
  let makerMarkouts: [Markout?]
  let takerMarkouts: [Markout?]
  /// How far maker trades were from the mid just before them.
  let makerEdge: Markout?
  let distance: LiquidationDistance
  /// How often the venue liquidated the account.
  let liquidations: Int
  /// How many requests were refused.
  let refused: Int64

  /// What has come together by the end of the last second.
  struct Last: Sendable, Hashable {
    let equityAtIndex: Money
    let equityAtMark: Money
    let feesPaid: Money
    let rebates: Money
    let funding: Money
    let penalties: Money
    let adjustments: Money
    let turnover: Money
  }

  /// Works out everything.
  ///
  /// - Parameters:
  ///   - record: What the account did.
  ///   - run: The run that it is from.
  ///   - scenario: The scenario of the run.
  init(_ record: StrategyRecord, in run: RunResult, of scenario: Scenario) {
    let instrument = scenario.instrument
    let seconds = record.seconds
    capital = record.capital
    wealth = record.wealth
    last = seconds.last.map { Last($0) }
    drawdown = Drawdown(capital: record.capital, equity: seconds.map(\.equityAtIndex))
    bucketSeconds = ReturnBuckets.length(runSeconds: seconds.count)
    let gains = BenchmarkReturns.gains(seconds.map(\.index), kind: instrument.kind)
    let benchmark = BenchmarkReturns(
      scenario.strategies[record.strategy].benchmark, index: gains, in: run, of: scenario,
      seconds: bucketSeconds)
    totalReturn = record.totalReturn
    indexReturn = gains.last
    benchmarkReturn = benchmark.total
    if let returns = ReturnBuckets(record, seconds: bucketSeconds)?.returns {
      let capital = Double(record.capital.atoms)
      ratios = ReturnRatios(returns)
      fit = benchmark.stretches.flatMap { BenchmarkFit(returns, benchmark: $0) }
      exposure = Statistics.mean(
        seconds.map {
          Double(instrument.notional($0.index, $0.size.magnitude).atoms) / capital
        })
    } else {
      (ratios, fit, exposure) = (nil, nil, nil)
    }
    inventory = Inventory(record.trades, length: scenario.length)
    orders = record.orders
    trades = record.trades.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
    closing = ClosingTrades(record.trades)
    func markouts(_ kind: StrategyTrade.Kind) -> [Markout?] {
      let trades = record.trades.filter { $0.kind == kind }
      return StrategyTrade.horizons.indices.map { Markout(trades, at: .later($0), of: instrument) }
    }
    makerMarkouts = markouts(.maker)
    takerMarkouts = markouts(.taker)
    makerEdge = Markout(
      record.trades.filter { $0.kind == .maker }, at: .before, of: instrument)
    distance = LiquidationDistance(seconds)
    liquidations = run.liquidations.count { $0.account == record.account }
    refused = run.rejections.reduce(0) { $1.strategy == record.strategy ? $0 + $1.count : $0 }
  }

  /// What the account has more at the end than it was given.
  var profit: Money { wealth - capital }

  /// Total return over the share of the deepest drawdown, both of this run; nil where the account never fell.
  var calmar: Double? {
    guard let share = drawdown.share, share > 0 else { return nil }
    return totalReturn.map { $0 / share }
  }

  /// The share of lots that reached the book which traded; nil where none reached it.
  var fillRatio: Double? {
    orders.lotsEntered > 0 ? Double(orders.lotsFilled) / Double(orders.lotsEntered) : nil
  }

  /// The share of lots traded by own orders that waited in the book; nil where none traded.
  var makerShare: Double? {
    orders.lotsFilled > 0 ? Double(orders.lotsFilledAsMaker) / Double(orders.lotsFilled) : nil
  }

  /// Seconds that lots waited in the book before they traded, the mean; nil where none did.
  var queueSeconds: Double? {
    orders.lotsFilledAsMaker > 0
      ? Double(orders.queueLotTime) / Double(orders.lotsFilledAsMaker) / 1e9 : nil
  }

  /// How many changes of the position of a kind there were.
  func count(_ kind: StrategyTrade.Kind) -> Int { trades[kind] ?? 0 }
}

extension TearSheet.Last {
  init(_ sample: StrategySample) {
    self.init(
      equityAtIndex: sample.equityAtIndex, equityAtMark: sample.equityAtMark,
      feesPaid: sample.feesPaid, rebates: sample.rebates, funding: sample.funding,
      penalties: sample.penalties, adjustments: sample.adjustments, turnover: sample.turnover)
  }
}

/// Strategies on a terminal: their main figures side by side for one run, a sentence for each of them for a comparison.
struct TearSheetText {
  private let strategies: StrategySheet

  init(_ strategies: StrategySheet) { self.strategies = strategies }

  /// The lines.
  var lines: [String] {
    let metrics = strategies.metrics
    let isRun = ReportName.isRun(paths: metrics.liquidationPaths, seeds: metrics.comparison.seeds)
    return isRun ? run : StrategyAnswer(strategies).sentences
  }

  /// A column for each strategy.
  private var run: [String] {
    let path = strategies.metrics.baseline
    var table = MarkdownTable(
      [("Strategy", .left), ("", .left)] + strategies.names.map { ("`\($0)`", .right) })
    for measure in StrategyMeasure.all(against: strategies.benchmark) where measure.isShort {
      table.append(
        [measure.title, measure.unit.symbol(for: strategies.metrics.contract)]
          + strategies.places.map { strategies.cell(measure, $0, path) })
    }
    return table.plainLines + [ReportText.tearSheetNote(strategies)]
  }
}
