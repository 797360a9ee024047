import Units

/// What `--json` prints: where the report is, one digest for all of it, and the primary metrics by path, of a scenario
/// with variants for each of them.
///
/// A difference is `clear` by the rule of the report, ``ClearDifferences``, or over the cells of a grid that of its map,
/// and never with fewer than `seedsMin` seeds.
package enum SummaryJSON {
  /// The summary of a report.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - folder: Where it was written, as the user named it.
  package static func value(_ report: Report, folder: String) -> JSONValue {
    let sheet = report.sheet
    let judge = Judge(name: "holmP", adjusted: sheet.adjusted, isClear: sheet.isClear)
    return .object(
      [
        JSONMember("report", .string(folder)),
        JSONMember("digest", .string(report.manifest.digest)),
        JSONMember("scenario", .string(report.manifest.report)),
        JSONMember("engineVersion", .string(report.manifest.engineVersion)),
        JSONMember("seeds", .array(report.manifest.seeds.map { .integer($0) })),
        JSONMember("baseline", .string(sheet.baseline)),
        JSONMember("seedsMin", .integer(report.family?.seedsNeeded ?? sheet.seedsMin)),
        report.family.map(variants)
          ?? JSONMember("paths", .array(sheet.liquidationPaths.map { path(sheet, $0, judge) })),
      ] + (report.strategies.map { [strategies($0)] } ?? []))
  }

  /// Each variant with its paths.
  private static func variants(_ family: FamilySheet) -> JSONMember {
    JSONMember(
      "variants",
      .array(
        family.variants.enumerated().map { place, variant in
          let judge = Judge(
            name: family.isGrid ? "benjaminiHochbergP" : "holmP",
            adjusted: { family.adjusted($0, $1, in: place) },
            isClear: { family.isClear($0, $1, in: place) })
          return .object(
            [
              JSONMember("variant", .string(variant.label.name)),
              JSONMember(
                "paths",
                .array(
                  variant.sheet.liquidationPaths.map { path(variant.sheet, $0, judge) })),
            ] + (variant.strategies.map { [strategies($0)] } ?? []))
        }))
  }

  /// Who says which differences are clear.
  private struct Judge {
    /// What the adjusted p-value is called.
    let name: String
    let adjusted: (Metric, String) -> Double?
    let isClear: (Metric, String) -> Bool
  }

  private static func path(_ sheet: MetricSheet, _ path: String, _ judge: Judge) -> JSONValue {
    .object([
      JSONMember("path", .string(path)),
      JSONMember("metrics", .array(Metric.primary.compactMap { metric(sheet, $0, path, judge) })),
    ])
  }

  /// A metric of a path; nothing where it does not apply.
  private static func metric(
    _ sheet: MetricSheet, _ metric: Metric, _ path: String, _ judge: Judge
  ) -> JSONValue? {
    guard let summary = sheet.summary(metric, path) else { return nil }
    var members = [
      JSONMember("metric", .string(metric.id)), JSONMember("unit", .string(sheet.unitWord(metric))),
      JSONMember("n", .integer(summary.count)), number("mean", summary.mean),
    ]
    if let difference = sheet.difference(metric, path) {
      members += [
        number("difference", difference.mean), number("low", difference.meanInterval?.low),
        number("high", difference.meanInterval?.high),
        number(judge.name, judge.adjusted(metric, path)),
        number("smallestMaterial", sheet.material(metric)),
        JSONMember("clear", .boolean(judge.isClear(metric, path))),
      ]
    }
    return .object(members)
  }

  static func number(_ name: String, _ value: Double?) -> JSONMember {
    JSONMember(name, .statistic(value, decimals: 6))
  }
}
