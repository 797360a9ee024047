import Market
import Simulation
import Units

extension ScenarioWriter {
  func index(_ source: IndexSource) -> JSON5Value {
    func moment(_ milliseconds: Int64) -> JSON5Value {
      Self.text(UTCTime(milliseconds: milliseconds).text)
    }
    switch source {
    case .bars(let window, let updateInterval):
      return Self.form(
        "bars",
        [
          ("from", moment(window.fromMilliseconds)), ("to", moment(window.toMilliseconds)),
          ("updateInterval", Self.interval(updateInterval)),
        ])
    case .ticks(let window):
      return Self.form(
        "ticks",
        [("from", moment(window.fromMilliseconds)), ("to", moment(window.toMilliseconds))])
    case .process(let process, let start):
      return Self.form(
        "process",
        [
          ("start", price(start)), ("volatility", Self.basisPoints(process.volatilityBasisPoints)),
          ("drift", Self.basisPoints(process.driftBasisPoints)),
          ("jumps", process.jumps.map(jumps) ?? Self.value(.null)),
          ("updateInterval", Self.interval(process.updateInterval)),
          ("moves", Self.list(process.moves.map(move))),
        ])
    }
  }

  private func jumps(_ jumps: IndexJumps) -> JSON5Value {
    let size: JSON5Value
    switch jumps.size {
    case .laplace(let mean): size = Self.object([("laplace", Self.basisPoints(mean))])
    case .normal(let deviation): size = Self.object([("normal", Self.basisPoints(deviation))])
    case .twoSidedExponential(let up, let upMean, let downMean):
      size = Self.form(
        "twoSided",
        [
          ("up", Self.real(up)), ("upMean", Self.basisPoints(upMean)),
          ("downMean", Self.basisPoints(downMean)),
        ])
    }
    return Self.object([
      ("ratePerSecond", Self.real(jumps.rate)), ("branching", Self.real(jumps.branching)),
      ("decayPerSecond", Self.real(jumps.decay)), ("size", size),
    ])
  }

  private func move(_ move: ScheduledMove) -> JSON5Value {
    let shape =
      switch move.shape {
      case .linear: "linear"
      case .smooth: "smooth"
      }
    return Self.object([
      ("at", Self.instant(move.at)), ("over", Self.interval(move.over)),
      ("return", Self.basisPoints(move.returnBasisPoints)), ("shape", Self.text(shape)),
      ("volatilityFactor", Self.real(move.volatilityFactor)),
    ])
  }

  func makers(_ makers: MakerSettings) -> JSON5Value {
    Self.object([
      ("count", Self.count(makers.count)), ("touchSize", quantity(makers.touchSize)),
      ("toleranceTicks", Self.integer(makers.tolerance.ticks)),
      ("opinionDeviationTicks", Self.integer(makers.opinionDeviation.ticks)),
      ("refreshInterval", Self.interval(makers.refreshInterval)),
      ("reloadDelay", Self.interval(makers.reloadDelay)),
      (
        "layers",
        Self.list(
          makers.layers.map {
            Self.object([("distance", Self.rate($0.distance)), ("size", quantity($0.size))])
          })
      ),
      ("inventoryLimit", quantity(makers.inventoryLimit)),
      ("inventorySkew", Self.rate(makers.inventorySkew)),
      ("hedgeHalfLife", Self.interval(makers.hedgeHalfLife)),
      ("capital", money(makers.capital)),
    ])
  }

  func takers(_ takers: TakerSettings) -> JSON5Value {
    Self.object([
      ("ratePerSecond", Self.real(takers.ratePerSecond)),
      ("branching", Self.real(takers.branching)),
      ("decayPerSecond", Self.real(takers.decayPerSecond)),
      ("sizeMinimum", quantity(takers.sizeMinimum)), ("sizeTail", Self.real(takers.sizeTail)),
      ("sizeMaximum", quantity(takers.sizeMaximum)), ("metaorders", Self.count(takers.metaorders)),
      ("metaorderLength", Self.real(takers.metaorderLength)),
      ("metaorderTail", Self.real(takers.metaorderTail)),
      ("sweepLimit", Self.rate(takers.sweepLimit)), ("capital", money(takers.capital)),
    ])
  }

  func arbitrageurs(_ arbitrageurs: ArbitrageurSettings) -> JSON5Value {
    Self.object([
      ("count", Self.count(arbitrageurs.count)), ("threshold", Self.rate(arbitrageurs.threshold)),
      ("sizeMedian", quantity(arbitrageurs.sizeMedian)),
      ("sizeSigma", Self.real(arbitrageurs.sizeSigma)),
      ("inventoryLimit", quantity(arbitrageurs.inventoryLimit)),
      ("hedgeHalfLife", Self.interval(arbitrageurs.hedgeHalfLife)),
      ("capital", money(arbitrageurs.capital)),
    ])
  }

  func shock(_ plan: DepthShockPlan) -> JSON5Value {
    func side(_ side: Side?) -> JSON5Value {
      switch side {
      case .buy: Self.text("buy")
      case .sell: Self.text("sell")
      case nil: Self.text("both")
      }
    }
    let shock: JSON5Value
    switch plan.shock {
    case .thin(let which, let rate):
      shock = Self.form("thin", [("side", side(which)), ("share", Self.rate(rate))])
    case .pull(let which): shock = Self.form("pull", [("side", side(which))])
    case .widen(let rate): shock = Self.form("widen", [("by", Self.rate(rate))])
    case .gap(let which, let rate):
      shock = Self.form("gap", [("side", side(which)), ("by", Self.rate(rate))])
    case .cancelBurst(let rate): shock = Self.form("cancelBurst", [("share", Self.rate(rate))])
    }
    let timing: JSON5Value
    switch plan.timing {
    case .at(let instant): timing = Self.object([("at", Self.instant(instant))])
    case .random(let mean): timing = Self.form("random", [("mean", Self.interval(mean))])
    case .whenIndexFalls(let rate, let within):
      timing = Self.form(
        "indexFalls", [("by", Self.rate(rate)), ("within", Self.interval(within))])
    }
    return Self.object([
      ("shock", shock), ("when", timing), ("hold", Self.interval(plan.hold)),
      ("halfLife", Self.interval(plan.halfLife)),
    ])
  }
}
