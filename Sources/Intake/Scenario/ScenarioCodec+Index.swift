import Market
import Simulation
import Units

// Where the index comes from, and how long the run is.
extension ScenarioCodec {
  /// A seeded process, bars of a file given with the run, or trades of such a file.
  var index: Codec<IndexSource> {
    .forms(
      .form(
        "process", process, make: { .process($0.0, start: $0.1) },
        take: { if case .process(let process, let start) = $0 { (process, start) } else { nil } }),
      .form(
        "bars", bars, make: { .bars(window: $0.0, updateInterval: $0.1) },
        take: { if case .bars(let window, let pace) = $0 { (window, pace) } else { nil } }),
      .form(
        "ticks", window(step: 1), make: IndexSource.ticks,
        take: { if case .ticks(let window) = $0 { window } else { nil } }))
  }

  // MARK: Real time

  /// A window on whole minutes, and a pace that is a whole part of a bar.
  private var bars: Keys<(UTCWindow, Interval)> {
    Keys.together(
      window(step: 60_000),
      .optional("updateInterval", .pace, else: Interval.milliseconds(250))
    ).checked { (bars, object) throws(InputError) in
      // The file tells how long its bars are; none is longer than a day.
      let expansion = BarExpansion(
        barLength: ScenarioLimits.length.upperBound, updateInterval: bars.1)
      if let flaw = expansion.flaw {
        throw object.contradiction(
          "updateInterval", expected: "that \(flaw)", found: ValueReader.intervalText(bars.1))
      }
    }
  }

  /// Two moments in UTC, on multiples of a step in milliseconds and at most a day apart.
  private func window(step: Int64) -> Keys<UTCWindow> {
    let moment = Codec(
      read: { (reader) throws(InputError) in
        let microseconds = try reader.moment().microseconds
        guard microseconds % (step * 1000) == 0 else {
          throw reader.mismatch(step == 1 ? "a whole millisecond" : "a whole minute")
        }
        return microseconds / 1000
      },
      write: { (moment) throws(InputError) in .text(UTCTime(milliseconds: moment).text) })
    let ends = Keys.pair(.required("from", moment)) { from in
      .required(
        "to",
        moment.checked { (to, reader) throws(InputError) in
          guard let from, !ScenarioLimits.length.contains(.milliseconds(to - from)) else { return }
          throw reader.mismatch("a time between 1 second and 1 day after `from`")
        })
    }
    return ends.map(
      UTCWindow.init(fromMilliseconds:toMilliseconds:),
      { ($0.fromMilliseconds, $0.toMilliseconds) })
  }

  // MARK: Processes

  /// A process and the price at which it starts.
  private var process: Keys<(IndexProcess, Price)> {
    Keys.making(
      { (object, start, volatility, drift, jumps, updateInterval, moves) throws(InputError) in
        let process = IndexProcess(
          driftBasisPoints: drift, volatilityBasisPoints: volatility, jumps: jumps,
          updateInterval: updateInterval, moves: moves)
        if let flaw = process.flaw {
          throw object.contradiction(expected: "that \(flaw)", found: "a process")
        }
        return (process, start)
      },
      .required("start", { $0.1 }, grid.price),
      .required("volatility", { $0.0.volatilityBasisPoints }, .basisPoints(0...100)),
      .optional("drift", { $0.0.driftBasisPoints }, .basisPoints(-1...1), else: 0),
      .nullable("jumps", { $0.0.jumps }, jumps),
      .optional(
        "updateInterval", { $0.0.updateInterval }, .pace,
        else: Interval.milliseconds(100)),
      .optional("moves", { $0.0.moves }, moves, else: []))
  }

  /// The jumps of a process.
  private var jumps: Codec<IndexJumps> {
    let sizes = Codec.basisPoints(0.0...1000.0)
    return Codec.object(
      IndexJumps.init,
      .required("ratePerSecond", \.rate, .real(0.0001...1000)),
      .optional("branching", \.branching, .real(0...0.99), else: 0),
      .optional("decayPerSecond", \.decay, .real(0.0001...10_000), else: 1),
      .required(
        "size", \.size,
        .forms(
          .form(
            "laplace", sizes, make: IndexJumps.Size.laplace,
            take: { if case .laplace(let mean) = $0 { mean } else { nil } }),
          .form(
            "normal", sizes, make: IndexJumps.Size.normal,
            take: { if case .normal(let deviation) = $0 { deviation } else { nil } }),
          .form(
            "twoSided", .optional("up", .real(0...1), else: 0.5), .required("upMean", sizes),
            .required("downMean", sizes), make: IndexJumps.Size.twoSidedExponential,
            take: {
              guard case .twoSidedExponential(let up, let upMean, let downMean) = $0 else {
                return nil
              }
              return (up, upMean, downMean)
            })))
    ).sound(\.flaw)
  }

  /// Planned moves; each may leave out its time where one is before it, and follows it then.
  private var moves: Codec<[ScheduledMove]> {
    .list(0...16) { before in
      let end = before.last.map { $0.at + $0.over }
      let at = Keys.optional("at", .instant(ScenarioLimits.time), else: end)
      return Codec.object(
        ScheduledMove.init,
        .group(\.at, at.free),
        .required("over", \.over, .pace),
        .required("return", \.returnBasisPoints, .basisPoints(-9900...10_000)),
        .optional(
          "shape", \.shape, .words([("smooth", ScheduledMove.Shape.smooth), ("linear", .linear)]),
          else: .smooth),
        .optional("volatilityFactor", \.volatilityFactor, .real(0...100), else: 1)
      ).sound(\.flaw)
    }
  }

  // MARK: Length

  /// `index`, and `length`: a second to a day, and no longer than a window of real time, which is it where nothing
  /// is said; of a process also `{ afterMoves: "1min" }`, so long after the end of its last move.
  var indexAndLength: Keys<(IndexSource, Interval)> {
    .pair(.required("index", index)) { index in
      switch index {
      case .process(let process, _)?: .required("length", length(after: process.moves))
      case .bars(let window, _)?, .ticks(let window)?:
        .optional(
          "length", .interval(ScenarioLimits.length.lowerBound...window.length),
          else: window.length)
      case .tape?, nil: Keys.required("length", length(after: [])).free
      }
    }
  }

  private func length(after moves: [ScheduledMove]) -> Codec<Interval> {
    let whole = Codec.interval(ScenarioLimits.length)
    let rest = Codec.object(Keys.required("afterMoves", whole))
    return Codec(
      read: { (reader) throws(InputError) in
        guard case .object = reader.value.content else { return try whole.read(reader) }
        let end = moves.map { $0.at + $0.over }.max() ?? .zero
        let length = end - .zero + (try rest.read(reader))
        guard ScenarioLimits.length.contains(length) else {
          throw reader.mismatch("a run of at most 1d", found: ValueReader.intervalText(length))
        }
        return length
      },
      write: whole.write,
      note: { node in
        rest.note(node)
        whole.note(node)
      })
  }
}

extension UTCWindow {
  /// The time between its ends.
  fileprivate var length: Interval { .milliseconds(toMilliseconds - fromMilliseconds) }
}
