import Simulation

/// What `--json` says of strategies.
extension SummaryJSON {
  /// Each strategy with every figure along each path, and what each path did to its profit.
  static func strategies(_ sheet: StrategySheet) -> JSONMember {
    JSONMember(
      "strategies",
      .array(
        sheet.places.map { strategy in
          .object(
            [JSONMember("strategy", .string(sheet.names[strategy]))] + benchmark(sheet, strategy)
              + [
                JSONMember(
                  "paths",
                  .array(sheet.metrics.paths.compactMap { path(sheet, strategy, $0) }))
              ])
        }))
  }

  /// What a strategy is held against, where it is not the index.
  private static func benchmark(_ sheet: StrategySheet, _ strategy: Int) -> [JSONMember] {
    let benchmark = sheet.benchmarks[strategy]
    return benchmark == .index ? [] : [JSONMember("benchmark", .string(benchmark.name))]
  }

  /// A strategy along a path; nothing where it was not recorded.
  private static func path(
    _ sheet: StrategySheet, _ strategy: Int, _ path: String
  ) -> JSONValue? {
    if sheet.all(strategy, path).isEmpty { return nil }
    var members = [
      JSONMember("path", .string(path)),
      JSONMember(
        "figures",
        .array(
          StrategyMeasure.all(against: sheet.benchmarks[strategy]).compactMap { measure in
            sheet.summary(measure, strategy, path).map { figure(measure, $0, sheet) }
          })),
      JSONMember("refused", .array(refused(sheet, strategy, path))),
    ]
    for (name, reference) in [
      ("againstControl", StrategySheet.Reference.control), ("againstBaseline", .baseline),
    ] {
      guard let difference = sheet.difference(strategy, path, to: reference) else { continue }
      members.append(
        JSONMember(
          name,
          .object([
            JSONMember("n", .integer(difference.count)),
            number("difference", difference.mean), number("low", difference.meanInterval?.low),
            number("high", difference.meanInterval?.high),
            number("holmP", sheet.adjusted(strategy, path, to: reference)),
            number("smallestMaterial", sheet.material(strategy)),
            JSONMember("clear", .boolean(sheet.isClear(strategy, path, to: reference))),
          ])))
    }
    return .object(members)
  }

  private static func figure(
    _ measure: StrategyMeasure, _ summary: MetricSummary, _ sheet: StrategySheet
  ) -> JSONValue {
    .object([
      JSONMember("figure", .string(measure.id)),
      JSONMember("unit", .string(measure.unit.word(for: sheet.metrics.contract))),
      JSONMember("n", .integer(summary.count)), number("mean", summary.mean),
    ])
  }

  /// How often requests were refused on all seeds together, by reason.
  private static func refused(
    _ sheet: StrategySheet, _ strategy: Int, _ path: String
  ) -> [JSONValue] {
    let all = sheet.comparison.runs.filter { $0.path == path }.flatMap(\.rejections)
      .filter { $0.strategy == strategy }
    return OrderRejection.allCases.compactMap { reason in
      let count = all.reduce(0) { $1.reason == reason ? $0 + $1.count : $0 }
      return count == 0
        ? nil
        : .object([
          JSONMember("reason", .string(reason.rawValue)), JSONMember("count", .integer(count)),
        ])
    }
  }
}
