import Market
import Simulation
import Units

extension ScenarioReader {
  /// `makers`: `count`, `touchSize`, `toleranceTicks`, `opinionDeviationTicks`, `refreshInterval`,
  /// `reloadDelay`, `layers` (a list of `distance` and `size`; none), `inventoryLimit`,
  /// `inventorySkew` (0), `hedgeHalfLife` and the `capital` of each.
  func makers(_ object: inout ObjectReader) throws(InputError) -> MakerSettings {
    MakerSettings(
      count: try object.required("count").count(in: 0...1000),
      touchSize: try quantity(object.required("touchSize")),
      tolerance: try ticks(object.required("toleranceTicks")),
      opinionDeviation: try ticks(object.required("opinionDeviationTicks")),
      refreshInterval: try object.required("refreshInterval").interval(in: ScenarioLimits.pace),
      reloadDelay: try object.required("reloadDelay").interval(in: ScenarioLimits.time),
      layers: try layers(object.optional("layers")),
      inventoryLimit: try quantity(object.required("inventoryLimit")),
      inventorySkew: try object.optional("inventorySkew")?.rate(in: .zero...Rate.basisPoints(1000))
        ?? .zero,
      hedgeHalfLife: try object.required("hedgeHalfLife").interval(in: ScenarioLimits.halfLife),
      capital: try money(object.required("capital")))
  }

  /// The layers behind the touch, nearest first.
  private func layers(_ list: ValueReader?) throws(InputError) -> [MakerLayer] {
    var layers: [MakerLayer] = []
    for value in try list?.list(count: 0...50) ?? [] {
      let layer = try value.object { (object: inout ObjectReader) throws(InputError) in
        MakerLayer(
          distance: try object.required("distance").rate(
            in: Rate(partsPerMillion: 1)...Rate.basisPoints(5000)),
          size: try quantity(object.required("size")))
      }
      if let before = layers.last, layer.distance <= before.distance {
        throw value.mismatch("a layer farther away than the one before it")
      }
      layers.append(layer)
    }
    return layers
  }

  /// `takers`: `ratePerSecond`, `branching` (0), `decayPerSecond` (1), `sizeMinimum`, `sizeTail`,
  /// `sizeMaximum`, `metaorders` (1), `metaorderLength` (1), `metaorderTail` (1.5), `sweepLimit` and
  /// `capital`.
  func takers(_ object: inout ObjectReader) throws(InputError) -> TakerSettings {
    let takers = TakerSettings(
      ratePerSecond: try object.required("ratePerSecond").real(in: 0.001...10_000),
      branching: try object.optional("branching")?.real(in: 0...0.99) ?? 0,
      decayPerSecond: try object.optional("decayPerSecond")?.real(in: 0.0001...10_000) ?? 1,
      sizeMinimum: try quantity(object.required("sizeMinimum")),
      sizeTail: try object.required("sizeTail").real(in: 0.1...10),
      sizeMaximum: try quantity(object.required("sizeMaximum")),
      metaorders: try object.optional("metaorders")?.count(in: 1...1000) ?? 1,
      metaorderLength: try object.optional("metaorderLength")?.real(in: 1...1_000_000) ?? 1,
      metaorderTail: try object.optional("metaorderTail")?.real(in: 0.1...10) ?? 1.5,
      sweepLimit: try object.required("sweepLimit").rate(in: .zero...Rate.basisPoints(5000)),
      capital: try money(object.required("capital")))
    guard takers.sizeMinimum <= takers.sizeMaximum else {
      throw object.contradiction(
        "sizeMaximum", expected: "at least `sizeMinimum`", found: "less")
    }
    return takers
  }

  /// `arbitrageurs`: `count`, `threshold`, `sizeMedian`, `sizeSigma`, `inventoryLimit`,
  /// `hedgeHalfLife` and the `capital` of each.
  func arbitrageurs(_ object: inout ObjectReader) throws(InputError) -> ArbitrageurSettings {
    ArbitrageurSettings(
      count: try object.required("count").count(in: 0...1000),
      threshold: try object.required("threshold").rate(in: .zero...Rate.basisPoints(1000)),
      sizeMedian: try quantity(object.required("sizeMedian")),
      sizeSigma: try object.required("sizeSigma").real(in: 0...5),
      inventoryLimit: try quantity(object.required("inventoryLimit")),
      hedgeHalfLife: try object.required("hedgeHalfLife").interval(in: ScenarioLimits.halfLife),
      capital: try money(object.required("capital")))
  }

  // MARK: Shocks

  /// `shocks`: each with `shock` (what makers do), `when`, `hold` (0) and `halfLife`.
  func shocks(_ list: ValueReader?) throws(InputError) -> [DepthShockPlan] {
    var plans: [DepthShockPlan] = []
    for value in try list?.list(count: 0...64) ?? [] {
      let plan = try value.object { (object: inout ObjectReader) throws(InputError) in
        let hold = object.optional("hold")
        return DepthShockPlan(
          shock: try shock(object.required("shock")),
          timing: try timing(object.required("when")),
          hold: try hold?.interval(in: ScenarioLimits.time) ?? .zero,
          halfLife: try object.required("halfLife").interval(in: ScenarioLimits.halfLife))
      }
      plans.append(try value.sound(plan, flaw: plan.flaw))
    }
    return plans
  }

  /// One of `{ thin: { side, share } }`, `{ pull: { side } }`, `{ widen: { by } }`,
  /// `{ gap: { side, by } }` and `{ cancelBurst: { share } }`; a side is `"buy"`, `"sell"` or `"both"`,
  /// both where it is left out.
  private func shock(_ value: ValueReader) throws(InputError) -> DepthShock {
    try value.form([
      "thin": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .thin(
            side: try side(object.optional("side")),
            rate: try object.required("share").rate(in: ScenarioLimits.share))
        }
      },
      "pull": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .pull(side: try object.required("side").word(["buy": .buy, "sell": .sell]))
        }
      },
      "widen": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .widen(rate: try object.required("by").rate(in: .zero...Rate.basisPoints(10_000_000)))
        }
      },
      "gap": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .gap(
            side: try side(object.optional("side")),
            rate: try object.required("by").rate(in: .zero...Rate.basisPoints(9000)))
        }
      },
      "cancelBurst": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .cancelBurst(rate: try object.required("share").rate(in: ScenarioLimits.share))
        }
      },
    ])
  }

  private func side(_ value: ValueReader?) throws(InputError) -> Side? {
    try value?.word(["buy": Side?.some(.buy), "sell": .some(.sell), "both": nil]) ?? nil
  }

  /// One of `{ at: "4min" }`, `{ random: { mean: "10min" } }` and
  /// `{ indexFalls: { by: "2%", within: "60s" } }`.
  private func timing(_ value: ValueReader) throws(InputError) -> ShockTiming {
    try value.form([
      "at": { (value) throws(InputError) in
        .at(.zero + (try value.interval(in: ScenarioLimits.time)))
      },
      "random": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .random(
            mean: try object.required("mean").interval(
              in: .milliseconds(100)...ScenarioLimits.time.upperBound))
        }
      },
      "indexFalls": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .whenIndexFalls(
            rate: try object.required("by").rate(
              in: Rate(partsPerMillion: 1)...Rate(partsPerMillion: 999_999)),
            within: try object.required("within").interval(in: ScenarioLimits.pace))
        }
      },
    ])
  }
}
