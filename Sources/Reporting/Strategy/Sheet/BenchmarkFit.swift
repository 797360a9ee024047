package import Market
import Simulation
package import Units

/// Returns of an account against those of its benchmark over the same stretches.
package struct BenchmarkFit: Sendable, Hashable {
  /// What the account moves for each unit that the benchmark does: covariance over the variance of the benchmark; nil
  /// where that does not move.
  package let beta: Double?
  /// The mean return for each stretch that the benchmark does not explain; nil without a beta.
  package let alpha: Double?
  /// The standard deviation of the difference of both returns, divisor n - 1.
  package let trackingError: Double

  /// Fits a line by least squares; nil for fewer than ``ReturnRatios/countMin`` pairs.
  package init?(_ returns: [Double], benchmark: [Double]) {
    invariant(returns.count == benchmark.count, "returns are paired with those of the benchmark")
    guard returns.count >= ReturnRatios.countMin, let mean = Statistics.mean(returns),
      let benchmarkMean = Statistics.mean(benchmark),
      let error = Statistics.deviation(zip(returns, benchmark).map { $0 - $1 })
    else { return nil }
    trackingError = error
    // Equal returns have a variance of exactly zero only where their mean is one of them.
    guard benchmark.contains(where: { $0 != benchmark[0] }) else {
      (beta, alpha) = (nil, nil)
      return
    }
    var (products, squares) = (0.0, 0.0)
    for (own, other) in zip(returns, benchmark) {
      products += (own - mean) * (other - benchmarkMean)
      squares += (other - benchmarkMean) * (other - benchmarkMean)
    }
    let beta = squares > 0 ? products / squares : nil
    self.beta = beta
    alpha = beta.map { mean - $0 * benchmarkMean }
  }
}

/// What the benchmark of a strategy has won in one run, as shares of a capital.
package struct BenchmarkReturns: Sendable, Hashable {
  /// By the end of the run; nil where it was not recorded or had no capital.
  let total: Double?
  /// Over the stretches of the strategy's own returns; nil as ``total``.
  let stretches: [Double]?

  /// Reads them.
  ///
  /// - Parameters:
  ///   - benchmark: What a strategy is held against.
  ///   - index: What a position of the index has won by the end of each second.
  ///   - run: The run.
  ///   - scenario: The scenario of the run.
  ///   - seconds: The length of a stretch.
  init(
    _ benchmark: StrategyBenchmark, index: [Double], in run: RunResult, of scenario: Scenario,
    seconds: Int
  ) {
    switch benchmark {
    case .index:
      total = index.last
      stretches =
        ReturnBuckets(seconds: seconds, start: 0, values: index, capital: 1).returns
    case .cash:
      total = 0
      stretches = Array(repeating: 0, count: index.count / seconds)
    case .strategy(let name):
      let place = scenario.strategyNames.firstIndex(of: name)
      let record = run.strategies.first { $0.strategy == place }
      total = record?.totalReturn
      stretches = record.flatMap { ReturnBuckets($0, seconds: seconds)?.returns }
    }
  }

  /// What a position that was worth one unit of the collateral at the first price has won at each of some prices.
  ///
  /// A position of a linear contract wins I / I0 - 1, one of an inverse contract, in the coin, 1 - I0 / I.
  package static func gains(_ prices: [Price], kind: ContractKind) -> [Double] {
    guard let first = prices.first else { return [] }
    let start = Double(first.ticks)
    return prices.map { price in
      let now = Double(price.ticks)
      switch kind {
      case .linear: return (now - start) / start
      case .inverse: return (now - start) / now
      }
    }
  }
}

extension StrategyRecord {
  /// What the account has more at the end than it was given, as a share of that; nil without capital.
  var totalReturn: Double? {
    capital > .zero ? Double((wealth - capital).atoms) / Double(capital.atoms) : nil
  }
}

extension ReturnBuckets {
  /// The returns of a strategy's account at the index; nil without capital.
  init?(_ record: StrategyRecord, seconds: Int) {
    guard record.capital > .zero else { return nil }
    let capital = Double(record.capital.atoms)
    self.init(
      seconds: seconds, start: capital,
      values: record.seconds.map { Double($0.equityAtIndex.atoms) }, capital: capital)
  }
}

extension StrategyBenchmark {
  /// What it is called in a sentence.
  var words: String {
    switch self {
    case .index: "the index"
    case .cash: "cash"
    case .strategy(let name): "`\(name)`"
    }
  }

  /// What it is called in files, as in the scenario.
  var name: String {
    switch self {
    case .index: "index"
    case .cash: "cash"
    case .strategy(let name): name
    }
  }
}
