import Market
import Simulation
import Units

/// Who trades, what shakes them, and how late they are.
extension ScenarioFacts {
  var flow: [(what: String, how: String)] {
    if let fills = scenario.replay { return [("Orders against the tape", Self.text(fills))] }
    return [("Makers", makers), ("Noise takers", takers), ("Arbitrageurs", arbitrageurs)]
  }

  /// How orders fill against a recorded market.
  private static func text(_ fills: ReplayFills) -> String {
    let queue =
      switch fills.queue {
      case .riskAverse: "comes forward in its queue by trades alone"
      case .power(let exponent):
        "comes forward by trades, and by what leaves the level with probability a^n / (a^n + b^n), "
          + "n = \(Words.number(exponent)), a ahead and b behind"
      case .logarithmic:
        "comes forward by trades, and by what leaves the level with probability ln(1+a) / (ln(1+a) + "
          + "ln(1+b)), a ahead and b behind"
      }
    let impact =
      fills.impactHalfLife.map {
        "what orders take from a level is half back after \(Words.duration($0))"
      } ?? "orders take nothing from the recorded book"
    return "a resting order \(queue); it fills "
      + (fills.isWhole ? "whole once it is reached" : "as far as trades reach it")
      + ", and when the best price of the other side reaches its own; \(impact)"
  }

  private var makers: String {
    let makers = scenario.makers
    let layers = makers.layers.map {
      "\(text.text($0.size)) at \(Words.percent($0.distance))"
    }
    return "\(makers.count), each \(text.text(makers.touchSize)) at the touch"
      + (layers.isEmpty ? "" : " and behind it " + Words.list(layers))
      + "; view the index to \(text.text(makers.opinionDeviation)), join a touch up to "
      + "\(text.text(makers.tolerance)) from it; refresh every "
      + "\(Words.duration(makers.refreshInterval)) on average, show size again "
      + "\(Words.duration(makers.reloadDelay)) after a fill; inventory up to "
      + "\(text.text(makers.inventoryLimit)), which shifts the view by "
      + "\(Words.percent(makers.inventorySkew)), half of it hedged in "
      + "\(Words.duration(makers.hedgeHalfLife)); capital \(text.text(makers.capital)) each"
  }

  private var takers: String {
    let takers = scenario.takers
    return
      "\(Words.number(takers.ratePerSecond)) orders per second in bursts (branching "
      + "\(Words.number(takers.branching)), decay \(Words.number(takers.decayPerSecond)) a second), "
      + "Pareto sizes from \(text.text(takers.sizeMinimum)) "
      + "to \(text.text(takers.sizeMaximum)) with tail \(Words.number(takers.sizeTail)), "
      + "persistent signs: \(Words.count(takers.metaorders, "large order")) at a time of "
      + "\(Words.number(takers.metaorderLength)) pieces or more (tail "
      + "\(Words.number(takers.metaorderTail))); sweep at most \(Words.percent(takers.sweepLimit)); "
      + "capital \(text.text(takers.capital))"
  }

  private var arbitrageurs: String {
    let arbitrageurs = scenario.arbitrageurs
    return
      "\(arbitrageurs.count), take what is \(Words.percent(arbitrageurs.threshold)) off the index, "
      + "sizes log-normal with median \(text.text(arbitrageurs.sizeMedian)) and sigma "
      + "\(Words.number(arbitrageurs.sizeSigma)), "
      + "at most \(text.text(arbitrageurs.inventoryLimit)) each, half of it hedged in "
      + "\(Words.duration(arbitrageurs.hedgeHalfLife)); capital \(text.text(arbitrageurs.capital)) each"
  }

  // MARK: Shocks

  var shocks: [(what: String, how: String)] {
    if scenario.shocks.isEmpty { return [("Depth shocks", "none")] }
    return zip(scenario.shocks, strikes).map { plan, strikes in
      (
        "Depth shock",
        "\(Self.shock(plan.shock)), \(Self.timing(plan.timing)); "
          + (plan.hold > .zero ? "full strength for \(Words.duration(plan.hold)), then " : "")
          + "half-life \(Words.duration(plan.halfLife)); struck \(Self.times(strikes)) in a run"
      )
    } + [("Depth shocks together", together)]
  }

  private var together: String {
    "a shock that strikes again before it has faded is back at full strength and no stronger; sizes and spreads of "
      + "different shocks multiply, the spread up to "
      + "\(NumberText.grouped(ShockFactors.spreadMaximum.partsPerMillion / 1_000_000)) times, and gaps add up "
      + "to at most \(Words.percent(ShockFactors.gapMaximum)) of the index"
  }

  /// The least and the most strikes of each shock in a run.
  static func strikes(of count: Int, in runs: [RunResult]) -> [ClosedRange<Int>] {
    (1...max(count, 1)).map { shock in
      let counts = runs.map { run in
        run.incidents.reduce(0) { $1.strike?.shock == shock ? $0 + 1 : $0 }
      }
      return (counts.min() ?? 0)...(counts.max() ?? 0)
    }
  }

  private static func times(_ count: ClosedRange<Int>) -> String {
    if count.lowerBound < count.upperBound {
      return
        "\(NumberText.grouped(count.lowerBound)) to \(NumberText.grouped(count.upperBound)) times"
    }
    return count.lowerBound == 0 ? "never" : Words.count(count.lowerBound, "time")
  }

  // MARK: Latency

  var latency: String {
    let links: [(String, LatencyModel)] =
      [
        ("index to venue", scenario.latency.indexToVenue),
        ("feed to makers", scenario.latency.feedToMaker),
        ("feed to strategies", scenario.latency.feedToStrategy),
        ("maker orders", scenario.latency.makerOrderEntry),
        ("taker orders", scenario.latency.takerOrderEntry),
        ("strategy orders", scenario.latency.strategyOrderEntry),
        ("answers", scenario.latency.response),
        ("liquidation orders", scenario.latency.liquidationOrderEntry),
      ]
    return links.map { "\($0.0) \(Self.delay($0.1))" }.joined(separator: "; ")
      + "; gateway \(Words.duration(scenario.latency.gatewayService)) for each message, in a queue; an index "
      + "update that a later one overtakes is dropped"
  }
}

/// The words of single settings.
extension ScenarioFacts {
  static func jumps(_ jumps: IndexJumps) -> String {
    let size =
      switch jumps.size {
      case .laplace(let mean): "mean \(Words.number(mean)) bp either way"
      case .normal(let deviation): "normal with deviation \(Words.number(deviation)) bp"
      case .twoSidedExponential(let up, let upMean, let downMean):
        "\(Words.number(up * 100)) % up with mean \(Words.number(upMean)) bp, the others down with "
          + "\(Words.number(downMean)) bp"
      }
    return
      "jumps \(Words.number(jumps.rate)) a second (branching \(Words.number(jumps.branching)), decay "
      + "\(Words.number(jumps.decay)) a second), \(size)"
  }

  private static func shock(_ shock: DepthShock) -> String {
    switch shock {
    case .thin(let side, let rate): "\(Words.percent(rate)) of the size gone on \(Words.book(side))"
    case .pull(let side): "makers leave \(Words.book(side))"
    case .widen(let rate): "spread wider by \(Words.percent(rate))"
    case .gap(let side, let rate):
      "makers stay \(Words.percent(rate)) away on \(Words.book(side))"
    case .cancelBurst(let rate): "\(Words.percent(rate)) of the makers' orders cancelled at once"
    }
  }

  private static func timing(_ timing: ShockTiming) -> String {
    switch timing {
    case .at(let time): "at \(NumberText.clock(time))"
    case .random(let mean): "at random, every \(Words.duration(mean)) on average"
    case .whenIndexFalls(let rate, let within):
      "when the index falls \(Words.percent(rate)) within \(Words.duration(within)), and again with each "
        + "further fall of as much from there"
    }
  }

  private static func delay(_ model: LatencyModel) -> String {
    switch model {
    case .constant(let delay): Words.duration(delay)
    case .uniform(let low, let high): "\(Words.duration(low)) to \(Words.duration(high))"
    case .exponential(let offset, let mean):
      Self.plus(offset) + "exponential with mean \(Words.duration(mean))"
    case .logNormal(let offset, let median, let sigma):
      Self.plus(offset) + "log-normal with median \(Words.duration(median)) and sigma "
        + Words.number(sigma)
    case .gamma(let offset, let shape, let scale):
      Self.plus(offset) + "gamma with shape \(Words.number(shape)) and scale "
        + Words.duration(scale)
    case .empirical(let delays):
      "one of \(delays.count) measured delays"
    }
  }

  private static func plus(_ offset: Interval) -> String {
    offset > .zero ? Words.duration(offset) + " plus " : ""
  }

  static func utc(_ window: UTCWindow) -> String {
    "\(UTCText.minute(window.fromMilliseconds)) to \(UTCText.minute(window.toMilliseconds)) UTC"
  }
}
