import Simulation

/// The figures of a strategy against its benchmark.
extension StrategyMeasure {
  /// The figures, in words of a benchmark.
  ///
  /// - Parameter benchmark: What strategies are held against; nil where not all against the same.
  static func relative(to benchmark: StrategyBenchmark?) -> [StrategyMeasure] {
    let words = benchmark?.words ?? "the benchmark"
    let own = benchmark == .index ? [] : [benchmarkReturn(benchmark, words)]
    return [indexReturn] + own + [
      StrategyMeasure(
        "excess_return", "Return above \(words)", .benchmark, .percent, decimals: 3,
        definition: "Return less that of \(words)."
      ) { sheet in
        guard let own = sheet.totalReturn, let other = sheet.benchmarkReturn else { return nil }
        return percent(own - other)
      },
      StrategyMeasure(
        "beta", "Beta to \(words)", .benchmark, .ratio, decimals: 3, short: true,
        definition:
          "Covariance of returns with those of \(words) over the variance of the latter, both for the stretches of "
          + "the Sharpe ratio"
          + (benchmark == .index ? "." : "; none where the latter do not vary.")
      ) { number($0.fit?.beta) },
      StrategyMeasure(
        "alpha", "Alpha", .benchmark, .basisPoints, decimals: 3,
        definition: "Mean return less beta times the mean return of \(words), for one stretch."
      ) { basisPoints($0.fit?.alpha) },
      StrategyMeasure(
        "tracking_error", "Tracking error", .benchmark, .basisPoints, decimals: 3,
        definition: "The standard deviation of returns less those of \(words), for one stretch."
      ) { basisPoints($0.fit?.trackingError) },
    ]
  }

  private static let indexReturn = StrategyMeasure(
    "index_return", "Return of the index", .benchmark, .percent, decimals: 3,
    definition:
      "What a position of the index worth the capital has won, bought at the end of the first second and held to "
      + "the end, over the capital."
  ) { percent($0.indexReturn) }

  private static func benchmarkReturn(
    _ benchmark: StrategyBenchmark?, _ words: String
  ) -> StrategyMeasure {
    let definition =
      switch benchmark {
      case .index?: "As that of the index."
      case .cash?: "Zero: cash earns no interest."
      case .strategy?:
        "Profit of \(words) over its capital, on the same seed along the same path."
      case nil:
        "What the benchmark of a strategy has won: another strategy its profit over its capital, on the same seed "
          + "along the same path; cash nothing; the index as above."
      }
    return StrategyMeasure(
      "benchmark_return", "Return of \(words)", .benchmark, .percent, decimals: 3,
      definition: definition
    ) { percent($0.benchmarkReturn) }
  }
}
