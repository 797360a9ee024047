import Market
import Simulation
import Units

extension ScenarioReader {
  /// `index`: `{ process }`, a seeded process; `{ bars }`, bars of a file given with the run;
  /// or `{ ticks }`, trades of such a file.
  func index(_ value: ValueReader) throws(InputError) -> IndexSource {
    try value.form([
      "process": { (value) throws(InputError) in try value.object(process) },
      "bars": { (value) throws(InputError) in try value.object(bars) },
      "ticks": { (value) throws(InputError) in try value.object(ticks) },
    ])
  }

  /// `bars`: `from` and `to` on whole minutes, and `updateInterval` (250 ms), a whole part of a bar.
  private func bars(_ object: inout ObjectReader) throws(InputError) -> IndexSource {
    let window = try window(&object, step: 60_000)
    let pace = object.optional("updateInterval")
    let updateInterval = try pace?.interval(in: ScenarioLimits.pace) ?? .milliseconds(250)
    // The file tells how long its bars are; none is longer than a day.
    let expansion = BarExpansion(
      barLength: ScenarioLimits.length.upperBound, updateInterval: updateInterval)
    if let flaw = expansion.flaw {
      throw object.contradiction(
        "updateInterval", expected: "that \(flaw)",
        found: ValueReader.intervalText(updateInterval))
    }
    return .bars(window: window, updateInterval: updateInterval)
  }

  /// `ticks`: `from` and `to` on whole milliseconds.
  private func ticks(_ object: inout ObjectReader) throws(InputError) -> IndexSource {
    .ticks(window: try window(&object, step: 1))
  }

  /// `from` and `to` in UTC, on multiples of a step and at most a day apart.
  private func window(
    _ object: inout ObjectReader, step: Int64
  ) throws(InputError) -> UTCWindow {
    let from = try moment(object.required("from"), step: step)
    let end = try object.required("to")
    let to = try moment(end, step: step)
    let length = Interval.milliseconds(to - from)
    guard ScenarioLimits.length.contains(length) else {
      throw end.mismatch("a time between 1 second and 1 day after `from`")
    }
    return UTCWindow(fromMilliseconds: from, toMilliseconds: to)
  }

  private func moment(_ value: ValueReader, step: Int64) throws(InputError) -> Int64 {
    let microseconds = try value.moment().microseconds
    guard microseconds % (step * 1000) == 0 else {
      throw value.mismatch(step == 1 ? "a whole millisecond" : "a whole minute")
    }
    return microseconds / 1000
  }

  /// `process`: `start` (a price), `volatility` (the standard deviation over one second), `drift` in
  /// one second (0), `jumps` (none), `updateInterval` (100 ms) and `moves` (none).
  private func process(_ object: inout ObjectReader) throws(InputError) -> IndexSource {
    let start = try object.required("start")
    let price = try start.price(scale: prices)
    guard price.ticks <= ScenarioLimits.ticksMax else {
      throw start.mismatch("a price of at most \(ScenarioLimits.ticksMax) ticks")
    }
    let volatility = try object.required("volatility").basisPoints(in: 0...100)
    let drift = try object.optional("drift")?.basisPoints(in: -1...1) ?? 0
    let jumps = try object.nullable("jumps").map { (value) throws(InputError) in
      let jumps = try value.object(self.jumps)
      return try value.sound(jumps, flaw: jumps.flaw)
    }
    let pace = object.optional("updateInterval")
    let updateInterval = try pace?.interval(in: ScenarioLimits.pace) ?? .milliseconds(100)
    var moves: [ScheduledMove] = []
    for value in try object.optional("moves")?.list(count: 0...16) ?? [] {
      let end = moves.last.map { $0.at + $0.over }
      let move = try value.object { (object: inout ObjectReader) throws(InputError) in
        try self.move(&object, after: end)
      }
      moves.append(try value.sound(move, flaw: move.flaw))
    }
    let process = IndexProcess(
      driftBasisPoints: drift, volatilityBasisPoints: volatility, jumps: jumps,
      updateInterval: updateInterval, moves: moves)
    if let flaw = process.flaw {
      throw object.contradiction(expected: "that \(flaw)", found: "a process")
    }
    return .process(process, start: price)
  }

  /// `jumps`: `ratePerSecond`, `branching` (0), `decayPerSecond` (1) and `size`, one of
  /// `{ laplace: "1.2bp" }`, `{ normal: "2bp" }` and `{ twoSided: { up: 0.5, upMean, downMean } }`.
  private func jumps(_ object: inout ObjectReader) throws(InputError) -> IndexJumps {
    let sizes = 0.0...1000.0
    return IndexJumps(
      rate: try object.required("ratePerSecond").real(in: 0.0001...1000),
      branching: try object.optional("branching")?.real(in: 0...0.99) ?? 0,
      decay: try object.optional("decayPerSecond")?.real(in: 0.0001...10_000) ?? 1,
      size: try object.required("size").form([
        "laplace": { (value) throws(InputError) in
          .laplace(meanBasisPoints: try value.basisPoints(in: sizes))
        },
        "normal": { (value) throws(InputError) in
          .normal(deviationBasisPoints: try value.basisPoints(in: sizes))
        },
        "twoSided": { (value) throws(InputError) in
          try value.object { (object: inout ObjectReader) throws(InputError) in
            .twoSidedExponential(
              upProbability: try object.optional("up")?.real(in: 0...1) ?? 0.5,
              upMeanBasisPoints: try object.required("upMean").basisPoints(in: sizes),
              downMeanBasisPoints: try object.required("downMean").basisPoints(in: sizes))
          }
        },
      ]))
  }

  /// A planned move: `at` (the end of the move before it), `over`, `return`, `shape` (`"smooth"`, or
  /// `"linear"`) and `volatilityFactor` (1) while it lasts.
  private func move(
    _ object: inout ObjectReader, after end: Instant?
  ) throws(InputError) -> ScheduledMove {
    let at: Instant
    if let value = object.optional("at") {
      at = .zero + (try value.interval(in: ScenarioLimits.time))
    } else if let end {
      at = end
    } else {
      at = .zero + (try object.required("at").interval(in: ScenarioLimits.time))
    }
    return ScheduledMove(
      at: at,
      over: try object.required("over").interval(in: ScenarioLimits.pace),
      returnBasisPoints: try object.required("return").basisPoints(in: -9900...10_000),
      shape: try object.optional("shape")?.word(["smooth": .smooth, "linear": .linear]) ?? .smooth,
      volatilityFactor: try object.optional("volatilityFactor")?.real(in: 0...100) ?? 1)
  }
}
