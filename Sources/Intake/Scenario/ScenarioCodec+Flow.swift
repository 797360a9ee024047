import Market
import Simulation
import Units

// Who trades in the background.
extension ScenarioCodec {
  /// The makers.
  var makers: Codec<MakerSettings> {
    .object(
      MakerSettings.init,
      .required("count", \.count, .count(0...1000)),
      .required("touchSize", \.touchSize, grid.quantity),
      .required("toleranceTicks", \.tolerance, grid.ticks),
      .required("opinionDeviationTicks", \.opinionDeviation, grid.ticks),
      .required("refreshInterval", \.refreshInterval, .pace),
      .required("reloadDelay", \.reloadDelay, .time),
      .optional("layers", \.layers, layers, else: []),
      .required("inventoryLimit", \.inventoryLimit, grid.quantity),
      .optional(
        "inventorySkew", \.inventorySkew, .rate(Rate.zero...Rate.basisPoints(1000)), else: .zero),
      .required("hedgeHalfLife", \.hedgeHalfLife, .halfLife),
      .required("capital", \.capital, grid.money))
  }

  /// The layers behind the touch, nearest first.
  private var layers: Codec<[MakerLayer]> {
    let distances = Rate(partsPerMillion: 1)...Rate.basisPoints(5000)
    let layer = Codec.object(
      MakerLayer.init,
      .required("distance", \.distance, .rate(distances)),
      .required("size", \.size, grid.quantity))
    return .list(0...50) { before in
      layer.checked { (layer, reader) throws(InputError) in
        if let last = before.last, layer.distance <= last.distance {
          throw reader.mismatch("a layer farther away than the one before it")
        }
      }
    }
  }

  /// The takers.
  var takers: Codec<TakerSettings> {
    .object(
      Keys.of(
        TakerSettings.init,
        .required("ratePerSecond", \.ratePerSecond, .real(0.001...10_000)),
        .optional("branching", \.branching, .real(0...0.99), else: 0),
        .optional("decayPerSecond", \.decayPerSecond, .real(0.0001...10_000), else: 1),
        .required("sizeMinimum", \.sizeMinimum, grid.quantity),
        .required("sizeTail", \.sizeTail, .real(0.1...10)),
        .required("sizeMaximum", \.sizeMaximum, grid.quantity),
        .optional("metaorders", \.metaorders, .count(1...1000), else: 1),
        .optional("metaorderLength", \.metaorderLength, .real(1...1_000_000), else: 1),
        .optional("metaorderTail", \.metaorderTail, .real(0.1...10), else: 1.5),
        .required("sweepLimit", \.sweepLimit, .rate(Rate.zero...Rate.basisPoints(5000))),
        .required("capital", \.capital, grid.money)
      ).checked { (takers, object) throws(InputError) in
        guard takers.sizeMinimum <= takers.sizeMaximum else {
          throw object.contradiction(
            "sizeMaximum", expected: "at least `sizeMinimum`", found: "less")
        }
      })
  }

  /// The arbitrageurs.
  var arbitrageurs: Codec<ArbitrageurSettings> {
    .object(
      ArbitrageurSettings.init,
      .required("count", \.count, .count(0...1000)),
      .required("threshold", \.threshold, .rate(Rate.zero...Rate.basisPoints(1000))),
      .required("sizeMedian", \.sizeMedian, grid.quantity),
      .required("sizeSigma", \.sizeSigma, .real(0...5)),
      .required("inventoryLimit", \.inventoryLimit, grid.quantity),
      .required("hedgeHalfLife", \.hedgeHalfLife, .halfLife),
      .required("capital", \.capital, grid.money))
  }

  /// The disturbances of the book.
  var shocks: Codec<[DepthShockPlan]> {
    .list(
      0...64,
      Codec.object(
        DepthShockPlan.init,
        .required("shock", \.shock, shock),
        .required("when", \.timing, timing),
        .optional("hold", \.hold, .time, else: .zero),
        .required("halfLife", \.halfLife, .halfLife)
      ).sound(\.flaw))
  }

  /// What makers do.
  private var shock: Codec<DepthShock> {
    let side = Keys<Side?>.optional(
      "side", .words([("buy", .buy), ("sell", .sell), ("both", nil)]), else: .some(nil))
    let share = Keys.required("share", .share)
    return .forms(
      .form(
        "thin", side, share, make: DepthShock.thin,
        take: { if case .thin(let side, let rate) = $0 { (side, rate) } else { nil } }),
      .form(
        "pull", .required("side", .words([("buy", Side.buy), ("sell", .sell)])),
        make: DepthShock.pull,
        take: { if case .pull(let side) = $0 { side } else { nil } }),
      .form(
        "widen", .required("by", .rate(Rate.zero...Rate.basisPoints(10_000_000))),
        make: DepthShock.widen, take: { if case .widen(let rate) = $0 { rate } else { nil } }),
      .form(
        "gap", side, .required("by", .rate(Rate.zero...Rate.basisPoints(9000))),
        make: DepthShock.gap,
        take: { if case .gap(let side, let rate) = $0 { (side, rate) } else { nil } }),
      .form(
        "cancelBurst", share, make: DepthShock.cancelBurst,
        take: { if case .cancelBurst(let rate) = $0 { rate } else { nil } }))
  }

  /// When they do it.
  private var timing: Codec<ShockTiming> {
    let means = Interval.milliseconds(100)...ScenarioLimits.time.upperBound
    let falls = Rate(partsPerMillion: 1)...Rate(partsPerMillion: 999_999)
    return .forms(
      .form(
        "at", .instant(ScenarioLimits.time), make: ShockTiming.at,
        take: { if case .at(let instant) = $0 { instant } else { nil } }),
      .form(
        "random", .required("mean", .interval(means)), make: ShockTiming.random,
        take: { if case .random(let mean) = $0 { mean } else { nil } }),
      .form(
        "indexFalls", .required("by", .rate(falls)),
        .required("within", .pace), make: ShockTiming.whenIndexFalls,
        take: { if case .whenIndexFalls(let rate, let time) = $0 { (rate, time) } else { nil } }))
  }
}
