import Kernel
import Market
import Simulation
import Units

extension ScenarioReader {
  /// The links and what they are where nothing is said: the figures of a venue in one data centre.
  private static let links: KeyValuePairs = [
    "indexToVenue": "{ constant: '20ms' }",
    "feedToMaker": "{ logNormal: { median: '4ms', percentile99: '25ms' } }",
    "feedToStrategy": "{ logNormal: { median: '20ms', percentile99: '120ms' } }",
    "makerOrderEntry": "{ uniform: { low: '1ms', high: '6ms' } }",
    "takerOrderEntry": "{ logNormal: { median: '5ms', percentile99: '60ms' } }",
    "strategyOrderEntry": "{ logNormal: { median: '10ms', percentile99: '100ms' } }",
    "response": "{ constant: '2ms' }",
    "liquidationOrderEntry": "{ constant: '3ms' }",
  ]

  /// `latency`: one model for each link, and `gatewayService`, the time that each message occupies the
  /// gateway (20 us).
  func latency(_ value: ValueReader?) throws(InputError) -> LatencySettings {
    let value = try Self.given(value, else: "{}")
    return try value.object { (object: inout ObjectReader) throws(InputError) in
      var models: [String: LatencyModel] = [:]
      for (key, standard) in Self.links {
        models[key] = try model(Self.given(object.optional(key, as: "latency"), else: standard))
      }
      func link(_ key: String) -> LatencyModel { models[key] ?? .constant(.zero) }
      let service = object.optional("gatewayService")
      return LatencySettings(
        indexToVenue: link("indexToVenue"), feedToMaker: link("feedToMaker"),
        feedToStrategy: link("feedToStrategy"), makerOrderEntry: link("makerOrderEntry"),
        takerOrderEntry: link("takerOrderEntry"), strategyOrderEntry: link("strategyOrderEntry"),
        response: link("response"), liquidationOrderEntry: link("liquidationOrderEntry"),
        gatewayService: try service?.interval(in: .zero...Interval.seconds(1))
          ?? .microseconds(20))
    }
  }

  /// A value, or what stands for it where nothing is said.
  static func given(
    _ value: ValueReader?, else standard: String
  ) throws(InputError) -> ValueReader {
    if let value { return value }
    return ValueReader(
      root: try JSON5Reader.read(Array(standard.utf8), file: "default"), file: "default")
  }

  /// One law of delay.
  ///
  /// `{ constant: "5ms" }`, `{ uniform: { low, high } }`, `{ exponential: { offset, mean } }`,
  /// `{ logNormal: { offset, median, percentile99 } }` or with `sigma` for the last,
  /// `{ gamma: { offset, median, percentile99 } }` or with `shape` and `scale` for the last two, and
  /// `{ empirical: [times in ascending order] }`. An offset is 0 where it is left out.
  private func model(_ value: ValueReader) throws(InputError) -> LatencyModel {
    let model: LatencyModel = try value.form([
      "constant": { (value) throws(InputError) in
        .constant(try value.interval(in: ScenarioLimits.delay))
      },
      "uniform": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          let low = try object.required("low").interval(in: ScenarioLimits.delay)
          return .uniform(
            low: low,
            high: try object.required("high").interval(in: low...ScenarioLimits.delay.upperBound))
        }
      },
      "exponential": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .exponential(
            offset: try offset(&object),
            mean: try object.required("mean").interval(in: ScenarioLimits.delay))
        }
      },
      "logNormal": { (value) throws(InputError) in try value.object(logNormal) },
      "gamma": { (value) throws(InputError) in try value.object(gamma) },
      "empirical": { (value) throws(InputError) in
        var delays: [Interval] = []
        for element in try value.list(count: 1...10_000) {
          let shortest = delays.last ?? .zero
          delays.append(
            try element.interval(in: shortest...ScenarioLimits.delay.upperBound))
        }
        return .empirical(delays)
      },
    ])
    return try value.sound(model, flaw: model.flaw)
  }

  private func offset(_ object: inout ObjectReader) throws(InputError) -> Interval {
    try object.optional("offset")?.interval(in: ScenarioLimits.delay) ?? .zero
  }

  /// A median above 0.
  private func median(_ value: ValueReader) throws(InputError) -> Interval {
    try value.interval(in: Interval(nanoseconds: 1)...ScenarioLimits.delay.upperBound)
  }

  /// A 99 % point above the median.
  private func percentile99(
    _ value: ValueReader, above median: Interval
  ) throws(InputError) -> Interval {
    let shortest = median + Interval(nanoseconds: 1)
    return try value.interval(in: shortest...LatencyModel.longest)
  }

  private func logNormal(_ object: inout ObjectReader) throws(InputError) -> LatencyModel {
    let offset = try offset(&object)
    let median = try median(object.required("median"))
    guard let tail = object.optional("percentile99") else {
      return .logNormal(
        offset: offset, median: median, sigma: try object.required("sigma").real(in: 0...10))
    }
    let percentile99 = try percentile99(tail, above: median)
    guard
      let fit = try? Distribution.logNormal(
        median: Double(median.nanoseconds), percentile99: Double(percentile99.nanoseconds)),
      case .logNormal(_, let sigma) = fit
    else { throw tail.mismatch("a 99 % point that a log-normal law with this median has") }
    return .logNormal(offset: offset, median: median, sigma: sigma)
  }

  private func gamma(_ object: inout ObjectReader) throws(InputError) -> LatencyModel {
    let offset = try offset(&object)
    guard let center = object.optional("median") else {
      return .gamma(
        offset: offset, shape: try object.required("shape").real(in: 0.01...1_000_000),
        scale: try object.required("scale").interval(
          in: Interval(nanoseconds: 1)...ScenarioLimits.delay.upperBound))
    }
    let median = try median(center)
    let tail = try object.required("percentile99")
    let percentile99 = try percentile99(tail, above: median)
    // The scale is kept in whole nanoseconds, the shape as it is found.
    let longest = ScenarioLimits.delay.upperBound
    guard
      let fit = try? Distribution.gamma(
        median: Double(median.nanoseconds), percentile99: Double(percentile99.nanoseconds)),
      case .gamma(let shape, let scale) = fit, scale >= 1,
      scale <= Double(longest.nanoseconds)
    else {
      throw tail.mismatch(
        "a 99 % point that a gamma law with this median and a scale up to a minute has")
    }
    return .gamma(
      offset: offset, shape: shape, scale: Interval(nanoseconds: Elementary.roundToInt(scale)))
  }
}
