import Kernel
import Market
import Simulation
import Units

// The delays.
extension ScenarioCodec {
  /// One model for each link, where nothing is said that of a venue in one data centre, and the time that each
  /// message occupies the gateway.
  var latency: Codec<LatencySettings> {
    .object(
      LatencySettings.init,
      .optional("indexToVenue", \.indexToVenue, link, reading: "{ constant: '20ms' }"),
      .optional(
        "feedToMaker", \.feedToMaker, link,
        reading: "{ logNormal: { median: '4ms', percentile99: '25ms' } }"),
      .optional(
        "feedToStrategy", \.feedToStrategy, link,
        reading: "{ logNormal: { median: '20ms', percentile99: '120ms' } }"),
      .optional(
        "makerOrderEntry", \.makerOrderEntry, link,
        reading: "{ uniform: { low: '1ms', high: '6ms' } }"),
      .optional(
        "takerOrderEntry", \.takerOrderEntry, link,
        reading: "{ logNormal: { median: '5ms', percentile99: '60ms' } }"),
      .optional(
        "strategyOrderEntry", \.strategyOrderEntry, link,
        reading: "{ logNormal: { median: '10ms', percentile99: '100ms' } }"),
      .optional("response", \.response, link, reading: "{ constant: '2ms' }"),
      .optional(
        "liquidationOrderEntry", \.liquidationOrderEntry, link, reading: "{ constant: '3ms' }"),
      .optional(
        "gatewayService", \.gatewayService, .interval(Interval.zero...Interval.seconds(1)),
        else: Interval.microseconds(20)))
  }

  /// One law of delay.
  ///
  /// Of the laws with a tail, the last parameters may be given as `median` and `percentile99`.
  private var link: Codec<LatencyModel> {
    let delay = Codec<Interval>.delay
    let offset = Keys.optional("offset", delay, else: .zero)
    return Codec.forms(
      .form(
        "constant", delay, make: LatencyModel.constant,
        take: { if case .constant(let delay) = $0 { delay } else { nil } }),
      .form(
        "uniform",
        .pair(.required("low", delay)) { low in
          .required("high", .interval((low ?? Interval.zero)...ScenarioLimits.delay.upperBound))
        },
        make: { .uniform(low: $0.0, high: $0.1) },
        take: { if case .uniform(let low, let high) = $0 { (low, high) } else { nil } }),
      .form(
        "exponential", offset, .required("mean", delay), make: LatencyModel.exponential,
        take: { if case .exponential(let offset, let mean) = $0 { (offset, mean) } else { nil } }),
      .form(
        "logNormal", offset, logNormal,
        make: { .logNormal(offset: $0, median: $1.0, sigma: $1.1) },
        take: {
          guard case .logNormal(let offset, let median, let sigma) = $0 else { return nil }
          return (offset, (median, sigma))
        }),
      .form(
        "gamma", offset, gamma, make: { .gamma(offset: $0, shape: $1.0, scale: $1.1) },
        take: {
          guard case .gamma(let offset, let shape, let scale) = $0 else { return nil }
          return (offset, (shape, scale))
        }),
      .form(
        "empirical",
        .list(
          1...10_000,
          following: { .interval(($0.last ?? Interval.zero)...ScenarioLimits.delay.upperBound) }),
        make: LatencyModel.empirical,
        take: { if case .empirical(let delays) = $0 { delays } else { nil } })
    ).sound(\.flaw).defined(as: "latency")
  }

  /// A time above 0.
  private var positive: Codec<Interval> {
    .interval(Interval(nanoseconds: 1)...ScenarioLimits.delay.upperBound)
  }

  /// A 99 % point above the median.
  private func percentile99(above median: Interval?) -> Keys<Interval> {
    let least = (median ?? .zero) + Interval(nanoseconds: 1)
    return .required("percentile99", .interval(least...LatencyModel.longest))
  }

  /// The median and the deviation, or the 99 % point that it follows from.
  private var logNormal: Keys<(Interval, Double)> {
    .pair(.required("median", positive)) { median in
      Keys.required("sigma", .real(0...10))
        .or(percentile99(above: median), with: "percentile99") {
          (tail, object) throws(InputError) in
          guard
            let median,
            let fit = try? Distribution.logNormal(
              median: Double(median.nanoseconds), percentile99: Double(tail.nanoseconds)),
            case .logNormal(_, let sigma) = fit
          else {
            throw object.mismatch(
              "percentile99", "a 99 % point that a log-normal law with this median has")
          }
          return sigma
        }
    }
  }

  /// Shape and scale, or the median and the 99 % point that they follow from.
  private var gamma: Keys<(Double, Interval)> {
    Keys.together(.required("shape", .real(0.01...1_000_000)), .required("scale", positive))
      .or(.pair(.required("median", positive), percentile99), with: "median") {
        (points, object) throws(InputError) in
        // The scale is kept in whole nanoseconds, the shape as it is found.
        guard
          let fit = try? Distribution.gamma(
            median: Double(points.0.nanoseconds), percentile99: Double(points.1.nanoseconds)),
          case .gamma(let shape, let scale) = fit, scale >= 1,
          scale <= Double(ScenarioLimits.delay.upperBound.nanoseconds)
        else {
          throw object.mismatch(
            "percentile99",
            "a 99 % point that a gamma law with this median and a scale up to a minute has")
        }
        return (shape, Interval(nanoseconds: Elementary.roundToInt(scale)))
      }
  }
}
