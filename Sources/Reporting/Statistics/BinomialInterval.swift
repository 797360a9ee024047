import Units

/// The exact interval of a probability from independent trials (Clopper and Pearson 1934).
///
/// The lower limit is the probability at which as many successes or more have half of what the level leaves, the
/// upper limit that at which as many or fewer do; both are quantiles of a beta law. It covers at least the level,
/// mostly more.
package struct BinomialInterval: Sendable, Hashable {
  /// The lower limit; 0 without a success.
  package let low: Double
  /// The upper limit; 1 without a failure.
  package let high: Double

  /// The interval of `successes` in `trials`.
  package init(successes: Int, trials: Int, level: Double) {
    invariant(trials >= 1 && (0...trials).contains(successes), "successes are some of the trials")
    invariant(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    let tail = (1 - level) / 2
    let won = Double(successes)
    let lost = Double(trials - successes)
    low = successes == 0 ? 0 : IncompleteBeta.quantile(tail, won, lost + 1)
    high = successes == trials ? 1 : IncompleteBeta.quantile(1 - tail, won + 1, lost)
  }
}
